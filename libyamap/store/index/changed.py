"""Which features have changed since a revision, as the journal says: columns are not made anew for an edit."""

from typing import Final

from libyamap.app.ports import StoreReader
from libyamap.app.touched import touched_by

MOST_CHANGED: Final = 5_000
"""More changed features than this are not laid over the columns: those are made anew."""
_RECORDS_EACH: Final = 4
"""A step that changed so many times more records is not read to see whether few features were meant."""


def changed_since(reader: StoreReader, revision: int) -> set[str] | None:
    """Ids of the features that later revisions changed, or the claims on them; None: more than MOST_CHANGED."""
    touched: set[str] = set()
    for each in reader.revisions(after=revision):
        if each.inserted > MOST_CHANGED or reader.count_changes(each.number) > MOST_CHANGED * _RECORDS_EACH:
            return None
        touched |= touched_by(reader.changes_of(each.number), reader)
        if len(touched) > MOST_CHANGED:
            return None
    return touched
