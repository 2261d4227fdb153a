"""Taking the records of a copy back to what they were right after an earlier revision, by the journal.

Step by step, the newest first. What came or went in bulk is taken back in bulk; of what was changed by itself, only the
oldest state that is asked for is written.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from libyamap.domain.changes import Change, Inserted, RecordKey, Removed
from libyamap.domain.model import Record
from libyamap.domain.packed_ids import unpacked
from libyamap.store.writer import Writer


def rewind(writer: Writer, number: int) -> None:
    """Write back every record that a revision after `number` touched; the journal is left as it is."""
    single: dict[RecordKey, Record | None] = {}
    for revision in reversed(writer.revisions(after=number)):
        parts = writer.parts_of(revision.number, last_first=True)
        for (record_type, sort), run in groupby(parts, lambda part: (part.record_type, type(part))):
            if sort is Change:
                single.update((RecordKey(each.record_type, each.id), each.before) for each in _changes(run))
                continue
            _write_back(writer, single)
            if sort is Inserted:
                count = writer.count_changes(revision.number, record_type)
                writer.delete_many(record_type, _ids(run), count)
            else:
                writer.bring_back(record_type, _freed(writer, run), _nobody)
    _write_back(writer, single)


def _write_back(writer: Writer, single: dict[RecordKey, Record | None]) -> None:
    for (record_type, record_id), record in single.items():
        if record is not None:
            writer.put(record)
        elif writer.get(record_type, record_id) is not None:
            writer.delete(record_type, record_id)
    single.clear()


def _changes(run: Iterable[object]) -> Iterator[Change]:
    return (each for each in run if isinstance(each, Change))


def _ids(run: Iterable[object]) -> Iterator[str]:
    return (each for part in run if isinstance(part, Inserted) for each in unpacked(part.ids))


def _freed(writer: Writer, run: Iterable[object]) -> Iterator[int]:
    """The blocks of what was removed; what another program has put in a record's place meanwhile makes room for it."""
    for part in run:
        if isinstance(part, Removed):
            there = writer.as_kept(part.record_type, unpacked(part.ids))
            if there:
                writer.delete_many(part.record_type, there, len(there))
            yield part.block


def _nobody(_ids: object) -> None:
    """Where nobody wants to know which they were."""
