"""Taking the records of a copy back to what they were right after an earlier revision, by the journal.

Step by step, the newest first. What came or went in bulk is taken back in bulk; of what was changed by itself, only the
oldest state that is asked for is written.
"""

from collections.abc import Iterator

from libyamap.app.bulk_runs import Came, Went, runs_of
from libyamap.app.standing_steps import standing
from libyamap.domain.changes import RecordKey
from libyamap.domain.model import Record
from libyamap.domain.packed_ids import unpacked
from libyamap.store.writer import Writer


def rewind(writer: Writer, number: int) -> None:
    """Write back every record that a revision after `number` touched; the journal is left as it is."""
    single: dict[RecordKey, Record | None] = {}
    for revision in reversed(standing(writer.revisions(after=number))):
        for each in runs_of(writer.parts_of(revision.number, last_first=True)):
            if isinstance(each, Came):
                _write_back(writer, single)
                writer.delete_many(each.record_type, _ids(each), each.size)
            elif isinstance(each, Went):
                _write_back(writer, single)
                writer.bring_back(each.record_type, _freed(writer, each), _nobody)
            else:
                single[RecordKey(each.record_type, each.id)] = each.before
    _write_back(writer, single)


def _write_back(writer: Writer, single: dict[RecordKey, Record | None]) -> None:
    for (record_type, record_id), record in single.items():
        if record is not None:
            writer.put(record)
        elif writer.get(record_type, record_id) is not None:
            writer.delete(record_type, record_id)
    single.clear()


def _ids(came: Came) -> Iterator[str]:
    return (each for piece in came.packed() for each in unpacked(piece))


def _freed(writer: Writer, went: Went) -> Iterator[int]:
    """The blocks of what was removed; what another program has put in a record's place meanwhile makes room for it."""
    for number, ids in went.ids():
        there = writer.as_kept(went.record_type, ids)
        if there:
            writer.delete_many(went.record_type, there, len(there))
        yield number


def _nobody(_ids: object) -> None:
    """Where nobody wants to know which they were."""
