"""The only way to write: a transaction that checks each record and its references, and remembers what it changed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import groupby

from libyamap.app.changes_made import ChangesMade
from libyamap.app.here import AreasUnderfoot
from libyamap.app.ports import R, StoreReader, StoreWriter
from libyamap.app.references import check_no_circle, check_references, check_unused, feature_in, ids_referred_to
from libyamap.domain.changes import Change, ChangeFlags
from libyamap.domain.checks import check
from libyamap.domain.columns import Columns
from libyamap.domain.model import Actor, Feature, Layer, Record
from libyamap.domain.packed_ids import can_be_packed, packed
from libyamap.errors import Conflict


def _nobody(_count: int) -> None:
    """Where nobody wants to know how far it is."""


class Transaction:
    """Handed to a command while it runs; commands read and write through it alone."""

    def __init__(self, writer: StoreWriter, areas: AreasUnderfoot | None = None) -> None:
        """`areas` are those of the map data, where commands may ask them."""
        self._writer = writer
        self.areas = areas
        self.changes = ChangesMade()
        self.ends_follow = True
        """Whether the ends of links go along with what is moved; not where both are put where they were."""

    @property
    def reader(self) -> StoreReader:
        """Everything else that can be read, with the changes so far."""
        return self._writer

    def put_bytes(self, data: bytes) -> str:
        """Keep the bytes of an attachment; gives their SHA-256 (hex)."""
        return self._writer.put_bytes(data)

    def get(self, record_type: type[R], record_id: str) -> R | None:
        """One record with the changes so far, or None."""
        return self._writer.get(record_type, record_id)

    def all(self, record_type: type[R]) -> list[R]:
        """All records of a type with the changes so far."""
        return self._writer.all(record_type)

    def feature(self, record_id: str) -> Feature | None:
        """A feature of whatever kind, or None."""
        return feature_in(self._writer, record_id)

    def put(self, record: Record) -> None:
        """Insert or replace a checked record; InvalidValue if it, or what it refers to, is not right."""
        check(record)
        check_references(record, self._exists)
        if isinstance(record, Actor | Layer):
            check_no_circle(record, self._writer)
        self._write(record)

    def replace(self, before: Feature, record: Feature) -> None:
        """Put a checked record in place of what was just read; what that refers to is not looked for again."""
        check(record)
        if ids_referred_to(record) - ids_referred_to(before):
            check_references(record, self._exists)
        self._note(before, record)

    def restore(self, record: Record) -> None:
        """Put a record back as it once was, also in a state (left by another program) that `put` would refuse."""
        check_references(record, self._exists)
        self._write(record)

    def insert_many(self, records: Iterable[Record], *, are_checked: bool = False) -> int:
        """Insert new records in bulk, checked unless they are already; the journal keeps their ids alone.

        Gives how many.
        """
        kinds: dict[str, type[Record]] = {}
        exists = cache(self._exists)  # many records refer to few layers, actors and sources

        def exists_or_comes(record_type: type[Record], record_id: str) -> bool:
            return record_id in kinds or exists(record_type, record_id)

        def checked() -> Iterable[Record]:
            for record in records:
                if not are_checked:
                    check(record)
                check_references(record, exists_or_comes)
                kinds[record.id] = type(record)
                yield record

        ids = self._writer.insert_many(checked())
        for record_type, run in groupby(ids, kinds.__getitem__):
            self.changes.add_inserted(record_type, list(run))
        return len(ids)

    def insert_columns(self, stream: Iterable[Columns]) -> int:
        """Insert new records that come as columns of checked values; the journal keeps their ids alone. Gives how many.

        Whoever makes the columns checks them, and puts what they refer to before they are handed over.
        """
        inserted: defaultdict[type[Record], ChangesMade] = defaultdict(ChangesMade)
        before = self.changes.inserted

        def noted() -> Iterable[Columns]:
            for columns in stream:
                inserted[columns.record_type].add_inserted(columns.record_type, columns.ids)
                yield columns

        self._writer.insert_columns(noted())
        for made in inserted.values():  # features and claims take turns, and are taken back at once
            self.changes.extend(made)
        return self.changes.inserted - before

    def check_unused(self, record: Record) -> None:
        """InvalidValue if other records refer to this one (a feature's own claims aside)."""
        check_unused(record, self._writer)

    def delete(self, record_type: type[Record], record_id: str) -> None:
        """Remove a record; Conflict if it is gone already."""
        before = self._writer.get(record_type, record_id)
        if before is None:
            raise Conflict("This was removed in the meantime; nothing was changed.")
        self._writer.delete(record_type, record_id)
        self.changes.add(Change(record_type, record_id, before, None))

    def delete_many(self, record_type: type[Record], ids: Sequence[str]) -> None:
        """Remove many records of a type, last first; what is not there is left out."""
        if all(map(can_be_packed, ids)):
            self.delete_packed(record_type, [packed(ids)], len(ids))
            return
        for record_id in reversed(ids):  # another program gave them ids of its own sort
            if self.get(record_type, record_id) is not None:
                self.delete(record_type, record_id)

    def delete_packed(
        self, record_type: type[Record], pieces: Iterable[bytes], count: int, tell: Callable[[int], None] = _nobody
    ) -> None:
        """Remove many records of a type, by packed ids, last first; the journal keeps their rows, packed in blocks.

        They are about `count`; what is not there is left out. `tell` hears of so many more that are done, each time.
        """

        def noted(ids: Sequence[str]) -> None:
            self.changes.add_removed(record_type, ids)
            tell(len(ids))

        number = self._writer.revision() + 1
        self._writer.write_changes(number, self.changes.hand_over())  # before what comes now, as it was done
        self._writer.delete_kept(number, record_type, pieces, count, noted)

    def bring_back(
        self, record_type: type[Record], blocks: Iterable[int], tell: Callable[[int], None] = _nobody
    ) -> None:
        """Insert the records of these blocks of the journal as they were; from now on it keeps their ids alone.

        StepRefused if one of them is there again, InvalidValue if what one refers to is gone.
        """

        def noted(ids: Sequence[str]) -> None:
            self.changes.add_inserted(record_type, ids)
            tell(len(ids))

        self._writer.bring_back(record_type, blocks, noted)

    def restore_many(self, records: Sequence[Record]) -> None:
        """Put many records of one type back that are not there now, also in a state that `put` would refuse."""
        exists = cache(self._exists)
        for record in records:
            check_references(record, exists)
        self._writer.insert_many(records)
        for record in records:
            self.changes.add(Change(type(record), record.id, None, record))

    def settle(self) -> None:
        """Hand what was changed so far to the journal, and remember its ids alone: for changes without an end."""
        self._writer.write_changes(self._writer.revision() + 1, self.changes.hand_over())
        self.changes.shorten()

    def flags(self) -> ChangeFlags:
        """The flags of all changes so far."""
        return self.changes.flags()

    def _write(self, record: Record) -> None:
        self._note(self._writer.get(type(record), record.id), record)

    def _note(self, before: Record | None, record: Record) -> None:
        if before != record:
            self._writer.put(record)
            self.changes.add(Change(type(record), record.id, before, record))

    def _exists(self, record_type: type[Record], record_id: str) -> bool:
        found = self.feature(record_id) if record_type is Feature else self._writer.get(record_type, record_id)
        return found is not None
