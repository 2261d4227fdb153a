"""The project as the panels read it: records by id, claims by feature. Read once after each change; knows no Qt."""

from collections import defaultdict
from collections.abc import Iterable

from libyamap.app.ports import R, StoreReader
from libyamap.domain.model import FEATURE_CLASSES, Actor, Claim, Feature, Layer, Project, Source


class Contents:
    """A snapshot of an open project."""

    def __init__(self, store: StoreReader, project: Project) -> None:
        self.project = project
        self.layers = _by_id(store.all(Layer))
        self.actors = _by_id(store.all(Actor))
        self.sources = _by_id(store.all(Source))
        self.features: dict[str, Feature] = {}
        for record_type in FEATURE_CLASSES.values():
            self.features.update(_by_id(store.all(record_type)))
        self._claims: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in store.all(Claim):
            self._claims[claim.feature].append(claim)

    def claims_of(self, feature: str) -> tuple[Claim, ...]:
        """What sources say of the feature, oldest claim first."""
        return tuple(self._claims.get(feature, ()))

    def actors_of(self, feature: Feature) -> tuple[Actor, ...]:
        """Its actors, each once, in the order given."""
        ids = dict.fromkeys(part.actor for part in feature.actors)
        return tuple(self.actors[actor] for actor in ids if actor in self.actors)

    def selected(self, ids: Iterable[str]) -> list[Feature]:
        """The features with these ids, leaving out those that are gone."""
        return [self.features[feature] for feature in ids if feature in self.features]

    def features_in_layers(self, layers: Iterable[str]) -> list[Feature]:
        """Features of these layers."""
        wanted = frozenset(layers)
        return [feature for feature in self.features.values() if feature.layer in wanted]


def actor_name(actor: Actor) -> str:
    """The short name where there is one."""
    return actor.short_name or actor.name


def _by_id(records: Iterable[R]) -> dict[str, R]:
    return {record.id: record for record in records}
