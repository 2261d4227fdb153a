"""Which features have changed since a revision, as the journal says: columns are not made anew for an edit."""

from collections.abc import Iterable
from typing import Final

from libyamap.app.ports import StoreReader
from libyamap.domain.changes import Change
from libyamap.domain.model import Claim, Feature

MOST_CHANGED: Final = 5_000
"""More changed features than this are not laid over the columns: those are made anew."""


def changed_since(reader: StoreReader, revision: int) -> set[str] | None:
    """Ids of the features that later revisions changed, or the claims on them; None: more than MOST_CHANGED."""
    touched: set[str] = set()
    for each in reader.revisions(after=revision):
        if each.inserted > MOST_CHANGED:
            return None
        touched |= touched_by(reader.changes_of(each.number), reader)
        if len(touched) > MOST_CHANGED:
            return None
    return touched


def touched_by(changes: Iterable[Change], reader: StoreReader) -> set[str]:
    """Ids of the features that are changed, or on which a claim is."""
    touched: set[str] = set()
    inserted: list[str] = []
    for change in changes:
        if issubclass(change.record_type, Feature):
            touched.add(change.id)
        elif change.record_type is Claim:
            sides = [side for side in (change.before, change.after) if isinstance(side, Claim)]
            touched |= {side.feature for side in sides}
            inserted += [] if sides else [change.id]
    if inserted:
        touched |= {claim.feature for claim in reader.get_many(Claim, inserted).values()}
    return touched
