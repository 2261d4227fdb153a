"""Which features a change touches, as the journal says: what looks different afterwards, and nothing else."""

from collections.abc import Iterable

from libyamap.app.ports import StoreReader
from libyamap.domain.changes import Change, OpChanges
from libyamap.domain.model import Actor, Attachment, Claim, Feature, Source


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


def alone_touched(done: OpChanges, reader: StoreReader) -> set[str] | None:
    """Ids of the features that a change touches; None where others could look different too.

    A claim changes its own feature alone; an actor or a source that comes or goes is that of no other feature, or it
    could not go.
    """
    changes = reader.changes_of(done.revision)
    return touched_by(changes, reader) if all(map(_stays_with_its_feature, changes)) else None


def _stays_with_its_feature(change: Change) -> bool:
    if issubclass(change.record_type, Feature | Claim | Attachment):
        return True
    comes_or_goes = change.before is None or change.after is None
    return comes_or_goes and issubclass(change.record_type, Actor | Source)
