"""The only way to write: a transaction that checks each record and its references, and remembers what it changed."""

from collections.abc import Iterable

from libyamap.app.ports import R, StoreWriter
from libyamap.domain.changes import Change, ChangeFlags, flag_of
from libyamap.domain.checks import check
from libyamap.domain.model import FEATURE_CLASSES, Actor, Claim, Feature, Layer, Link, Record, Source
from libyamap.errors import Conflict, InvalidValue


class Transaction:
    """Handed to a command while it runs; commands read and write through it alone."""

    def __init__(self, writer: StoreWriter) -> None:
        self._writer = writer
        self.changes: list[Change] = []

    def get(self, record_type: type[R], record_id: str) -> R | None:
        """One record with the changes so far, or None."""
        return self._writer.get(record_type, record_id)

    def all(self, record_type: type[R]) -> list[R]:
        """All records of a type with the changes so far."""
        return self._writer.all(record_type)

    def feature(self, record_id: str) -> Feature | None:
        """A feature of whatever kind, or None."""
        for record_type in FEATURE_CLASSES.values():
            found = self._writer.get(record_type, record_id)
            if found is not None:
                return found
        return None

    def put(self, record: Record) -> None:
        """Insert or replace a checked record; InvalidValue if it, or what it refers to, is not right."""
        check(record)
        self._check_references(record)
        record_type = type(record)
        before = self._writer.get(record_type, record.id)
        if before == record:
            return
        self._writer.put(record)
        self.changes.append(Change(record_type, record.id, before, record))

    def insert_many(self, records: Iterable[Record]) -> int:
        """Insert new, checked records in bulk; the journal keeps their ids alone. Gives how many."""
        kinds: dict[str, type[Record]] = {}

        def checked() -> Iterable[Record]:
            for record in records:
                check(record)
                kinds[record.id] = type(record)
                yield record

        ids = self._writer.insert_many(checked())
        self.changes.extend(Change(kinds[record_id], record_id, None, None) for record_id in ids)
        return len(ids)

    def delete(self, record_type: type[Record], record_id: str) -> None:
        """Remove a record; Conflict if it is gone already."""
        before = self._writer.get(record_type, record_id)
        if before is None:
            raise Conflict("This was removed in the meantime; nothing was changed.")
        self._writer.delete(record_type, record_id)
        self.changes.append(Change(record_type, record_id, before, None))

    def flags(self) -> ChangeFlags:
        """The flags of all changes so far."""
        flags = ChangeFlags.NOTHING
        for change in self.changes:
            flags |= flag_of(change.record_type)
        return flags

    def _check_references(self, record: Record) -> None:
        if isinstance(record, Feature):
            self._must_exist(Layer, record.layer, "layer")
            for involvement in record.actors:
                self._must_exist(Actor, involvement.actor, "actors")
        if isinstance(record, Link):
            for field, end in (("origin", record.origin), ("target", record.target)):
                if self.get(Actor, end) is None and self.feature(end) is None:
                    raise InvalidValue(field, "An end of the link is neither an actor nor a feature of this project.")
        if isinstance(record, Claim):
            self._must_exist(Source, record.source, "source")
            if self.feature(record.feature) is None:
                raise InvalidValue("feature", "The claim speaks of a feature that is not in this project.")
        if isinstance(record, Actor | Layer) and record.parent:
            self._must_exist(type(record), record.parent, "parent")
            self._check_no_circle(record)

    def _must_exist(self, record_type: type[Record], record_id: str, field: str) -> None:
        if self._writer.get(record_type, record_id) is None:
            noun = record_type.__name__.lower()
            raise InvalidValue(field, f"There is no {noun} with the id “{record_id[:40]}” in this project.")

    def _check_no_circle(self, record: Actor | Layer) -> None:
        passed = {record.id}
        above: str = record.parent
        while above:
            if above in passed:  # also where a damaged file holds a circle further up
                raise InvalidValue("parent", "It cannot be part of itself; choose another parent.")
            passed.add(above)
            parent = self._writer.get(type(record), above)
            above = parent.parent if parent else ""
