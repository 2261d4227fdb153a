"""The reading that follows references, done the plain way, for stores of tests that keep records in memory.

It is also the oracle: the real store must find by its indexes what this finds by looking at everything.
"""

from collections.abc import Iterable, Iterator, Sequence

from libyamap.app.ports import F, R
from libyamap.domain.changes import Change, Inserted, Recorded, RecordKey, Removed, Revision
from libyamap.domain.columns import Columns
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import (
    FEATURE_CLASSES,
    RECORD_CLASSES,
    Actor,
    Attachment,
    Claim,
    Feature,
    Layer,
    Link,
    Record,
    Source,
)
from libyamap.domain.packed_ids import packed
from libyamap.domain.vocabulary import Role


class Scanning:
    """What StoreReader asks for beyond `all`, `revisions` and `changes_of`, made from those."""

    def all(self, record_type: type[R]) -> list[R]:
        """All records of a type."""
        raise NotImplementedError

    def revisions(self, after: int = 0) -> list[Revision]:
        """The journal."""
        raise NotImplementedError

    def changes_of(self, number: int, most: int | None = None) -> list[Change]:
        """What a revision changed."""
        raise NotImplementedError

    def marks(self, record_type: type[Record], every: int) -> list[str]:
        """Every so-manieth id."""
        return sorted(each.id for each in self.all(record_type))[every - 1 :: every]

    def between(self, record_type: type[R], after: str, until: str) -> list[R]:
        """Records by rising id."""
        found = sorted(self.all(record_type), key=lambda each: each.id)
        return [each for each in found if after < each.id and (not until or each.id <= until)]

    def columns_between(self, _type: type[F], _after: str, _until: str) -> Columns | None:
        """Always as records."""
        return None

    def attribute_names(self, kinds: Iterable[type[Feature]]) -> list[str]:
        """Names in alphabetical order."""
        return sorted({name for kind in kinds for each in self.all(kind) for name in each.attributes})

    def get_many(self, record_type: type[R], record_ids: Iterable[str]) -> dict[str, R]:
        """Those that are there."""
        wanted = set(record_ids)
        return {each.id: each for each in self.all(record_type) if each.id in wanted}

    def as_kept(self, record_type: type[R], record_ids: Iterable[str]) -> dict[str, R]:
        """The same: nothing breaks a rule here."""
        return self.get_many(record_type, record_ids)

    def claims_of(self, feature_ids: Iterable[str]) -> list[Claim]:
        """The claims on these features."""
        wanted = set(feature_ids)
        return [claim for claim in self.all(Claim) if claim.feature in wanted]

    def attachments_of(self, claim_ids: Iterable[str]) -> list[Attachment]:
        """What is attached to these claims."""
        wanted = set(claim_ids)
        return [each for each in self.all(Attachment) if each.claim in wanted]

    def links_of(self, end_ids: Iterable[str]) -> list[Link]:
        """The links with such an end."""
        wanted = set(end_ids)
        return [link for link in self.all(Link) if {link.origin, link.target} & wanted]

    def features_with(self, record_type: type[F], actor_id: str, role: Role | None = None) -> list[F]:
        """Features of a kind with this actor."""
        return [
            feature
            for feature in self.all(record_type)
            if any(part.actor == actor_id and role in {None, part.role} for part in feature.actors)
        ]

    def users_of(self, record: Record, limit: int | None = None) -> list[RecordKey]:
        """What refers to the record."""
        everything = [other for record_type in RECORD_CLASSES for other in self.all(record_type)]
        users = [other for other in everything if other.id != record.id and _uses(other, record)]
        return [RecordKey(type(user), user.id) for user in users][:limit]

    def count_users(self, record: Record) -> int:
        """How many refer to it."""
        return len(self.users_of(record))

    def extents(self) -> list[Bounds]:
        """A box for each geometry."""
        features = (each for kind in FEATURE_CLASSES.values() for each in self.all(kind))
        return [each.geometry.bounds() for each in features if each.geometry is not None]

    def places_named(self) -> list[tuple[str, str]]:
        """Pairs of codes."""
        features = (each for kind in FEATURE_CLASSES.values() for each in self.all(kind))
        return sorted({(each.country, each.province) for each in features if each.country or each.province})

    def layers_of_type(self, record_type: type[Feature], word: str) -> list[str]:
        """Layers that have such."""
        return sorted({each.layer for each in self.all(record_type) if each.type == word})

    def kinds_imported(self, dataset: str) -> list[type[Feature]]:
        """The kinds that the data set has brought."""
        kinds = FEATURE_CLASSES.values()
        return [kind for kind in kinds if any(each.dataset == dataset for each in self.all(kind))]

    def imported(
        self, dataset: str, kinds: Sequence[type[Feature]], identities: Sequence[str]
    ) -> dict[str, tuple[RecordKey, str]]:
        """Features of a data set."""
        return {
            feature.dataset_id: (RecordKey(record_type, feature.id), feature.dataset_digest)
            for record_type in kinds
            for feature in self.all(record_type)
            if feature.dataset and feature.dataset == dataset and feature.dataset_id in identities
        }

    def parts_of(self, number: int, *, last_first: bool = False) -> Iterator[Change | Inserted | Removed]:
        """The changes one by one."""
        changes = self.changes_of(number)
        for change in reversed(changes) if last_first else changes:
            imported = change.before is None and change.after is None
            yield Inserted(change.record_type, packed([change.id])) if imported else change

    def count_changes(self, number: int) -> int:
        """How many there are."""
        return len(self.changes_of(number))

    def get_bytes(self, sha256: str) -> bytes | None:
        """None are kept here."""
        return None

    def history_of(self, record_id: str) -> list[Recorded]:
        """What happened to the record."""
        return [
            Recorded(revision, change)
            for revision in self.revisions()
            for change in self.changes_of(revision.number)
            if change.id == record_id
        ]


def _uses(other: Record, record: Record) -> bool:
    if isinstance(record, Actor):
        return record.id in _actors_in(other)
    if isinstance(record, Layer):
        return (isinstance(other, Feature) and other.layer == record.id) or (
            isinstance(other, Layer) and other.parent == record.id
        )
    if isinstance(record, Source):
        return isinstance(other, Claim) and other.source == record.id
    return isinstance(record, Feature) and isinstance(other, Link) and record.id in {other.origin, other.target}


def _actors_in(other: Record) -> set[str]:
    found = set()
    if isinstance(other, Feature):
        found |= {part.actor for part in other.actors}
    if isinstance(other, Claim):
        found |= {part.actor for part in other.says_actors}
    if isinstance(other, Link):
        found |= {other.origin, other.target}
    if isinstance(other, Actor):
        found.add(other.parent)
    return found
