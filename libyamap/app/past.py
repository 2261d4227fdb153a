"""What was known earlier: states worked out from the journal, which keeps each record as it was before a change."""

from libyamap.app.ports import StoreReader
from libyamap.domain.changes import RecordKey
from libyamap.domain.model import Record


def state_after(reader: StoreReader, key: RecordKey, number: int) -> Record | None:
    """One record as it was right after revision `number`; None where it did not exist."""
    for recorded in reader.history_of(key.id):
        if recorded.revision.number > number:
            return recorded.change.before
    return reader.get(key.record_type, key.id)


def states_after(reader: StoreReader, number: int) -> dict[RecordKey, Record | None]:
    """Every record that was touched since, as it was right after revision `number`; None where it did not exist."""
    then: dict[RecordKey, Record | None] = {}
    for revision in reader.revisions(after=number):
        for change in reader.changes_of(revision.number):
            then.setdefault(RecordKey(change.record_type, change.id), change.before)
    return then
