"""Taking a project back to what it was right after an earlier revision, step by step, the newest first.

What came or went in bulk is taken back in bulk, by the ids or blocks of the journal alone. Of what was changed by
itself, only the oldest state that is asked for is written, so many records at a time: the room that is needed does not
grow with the rows.
"""

from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Final

from libyamap.app.bulk_runs import Came, Went, runs_of
from libyamap.app.commands.remove import remove_whole
from libyamap.app.history import MANY
from libyamap.app.ports import StoreReader
from libyamap.app.references import ids_referred_to
from libyamap.app.standing_steps import standing
from libyamap.app.transaction import Transaction
from libyamap.domain.changes import RecordKey, Revision
from libyamap.domain.model import Feature, Record
from libyamap.domain.packed_ids import unpacked

_AT_ONCE: Final = 2_000


def steps_since(reader: StoreReader, number: int) -> list[Revision]:
    """The steps that have to be taken back to come to what was right after revision `number`, oldest first."""
    return standing(reader.revisions(after=number))


def count_since(reader: StoreReader, number: int) -> int:
    """How many records those steps changed, one that they changed twice counted twice."""
    return sum(reader.count_changes(revision.number) for revision in steps_since(reader, number))


class GoingBack:
    """One way back, in a transaction; every record that a later step touched is as it was then, whoever changed it."""

    def __init__(self, transaction: Transaction, tell: Callable[[int], None]) -> None:
        """`tell` hears of so many more changes that are taken back, each time."""
        self._transaction = transaction
        self._tell = tell
        self._single: dict[RecordKey, Record | None] = {}
        self._untold = 0

    def to(self, number: int) -> None:
        """Take back what was done after revision `number`."""
        for revision in reversed(steps_since(self._transaction.reader, number)):
            for each in runs_of(self._transaction.reader.parts_of(revision.number, last_first=True)):
                if isinstance(each, Came) and each.size >= MANY:
                    self._write_back()
                    self._remove(each)
                elif isinstance(each, Came):
                    ids = [one for piece in each.packed() for one in reversed(list(unpacked(piece)))]
                    self._note({RecordKey(each.record_type, one): None for one in ids}, len(ids))
                elif isinstance(each, Went):
                    self._write_back()
                    self._transaction.bring_back(each.record_type, self._made_free(each), self._tell)
                else:
                    self._note({RecordKey(each.record_type, each.id): each.before}, 1)
        self._write_back()

    def _note(self, states: dict[RecordKey, Record | None], count: int) -> None:
        self._single |= states
        self._untold += count
        if len(self._single) >= _AT_ONCE or self._untold >= _AT_ONCE:
            self._write_back()

    def _write_back(self) -> None:
        if not self._untold:
            return
        there = [record for record in self._single.values() if record is not None]
        for record in _referred_to_first(there):
            self._transaction.restore(record)
        gone = (self._transaction.get(*key) for key, record in self._single.items() if record is None)
        for record in reversed(_referred_to_first([record for record in gone if record is not None])):
            if self._transaction.get(type(record), record.id) is not None:  # it may have gone with its feature
                remove_whole(self._transaction, record)
        self._transaction.settle()
        self._tell(self._untold)
        self._single.clear()
        self._untold = 0

    def _remove(self, came: Came) -> None:
        if issubclass(came.record_type, Feature):
            for piece in came.packed():  # another program may have added claims
                for claim in self._transaction.reader.claims_of(unpacked(piece)):
                    remove_whole(self._transaction, claim)
                self._tell(0)
        self._transaction.delete_packed(came.record_type, came.packed(), came.size, self._tell)

    def _made_free(self, went: Went) -> Iterator[int]:
        """The blocks of what went; what another program has put in a record's place meanwhile makes room for it."""
        for block, ids in went.ids():
            there = self._transaction.reader.as_kept(went.record_type, ids)
            if there:
                self._transaction.delete_many(went.record_type, list(there))
            yield block


def _referred_to_first(records: list[Record]) -> list[Record]:
    """The records in an order in which each comes after those of them that it refers to."""
    by_id = {record.id: record for record in records}
    order = TopologicalSorter({key: ids_referred_to(record) & by_id.keys() for key, record in by_id.items()})
    try:
        return [by_id[key] for key in order.static_order()]
    except CycleError:  # another program made something a part of itself
        return records
