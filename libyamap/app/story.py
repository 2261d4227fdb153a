"""What happened to a record and to what belongs to it: of a feature also its claims, of a claim what is attached."""

from libyamap.app.ports import StoreReader
from libyamap.domain.changes import Change, Recorded, Revision
from libyamap.domain.model import Claim, Feature, Record


def story_of(reader: StoreReader, record: Record) -> dict[int, tuple[Revision, list[Change]]]:
    """The revisions that touched it by their number, oldest first, each with its changes of the record's family.

    A claim that was deleted by itself is no longer known as the feature's; the history of the project has it.
    """
    found: list[Recorded] = reader.history_of(record.id)
    claims = reader.claims_of([record.id]) if isinstance(record, Feature) else []
    with_files = [record.id] if isinstance(record, Claim) else [claim.id for claim in claims]
    files = reader.attachments_of(with_files) if with_files else []
    for part in (*claims, *files):
        found += reader.history_of(part.id)
    story: dict[int, tuple[Revision, list[Change]]] = {}
    for revision, change in sorted(found, key=lambda each: each.revision.number):
        story.setdefault(revision.number, (revision, []))[1].append(change)
    return story
