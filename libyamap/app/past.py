"""What was known earlier: states worked out from the journal, which keeps each record as it was before a change."""

import datetime as dt

from libyamap.app.ports import StoreReader
from libyamap.domain.changes import RecordKey
from libyamap.domain.model import Record


def state_after(reader: StoreReader, key: RecordKey, number: int) -> Record | None:
    """One record as it was right after revision `number`; None where it did not exist."""
    for recorded in reader.history_of(key.id):
        if recorded.revision.number > number:
            return recorded.change.before
    return reader.get(key.record_type, key.id)


def revision_at(reader: StoreReader, moment: dt.datetime) -> int:
    """The newest revision that was done by `moment` (inclusive; UTC unless it says otherwise); 0 if none was."""
    when = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    # Clocks are set back now and then: what counts is the order of the journal, up to the last step done by then.
    return max((each.number for each in reader.revisions() if each.at <= when), default=0)
