"""A snapshot of the records that decide how features look, made on the store's thread and read by any."""

from typing import Self

import msgspec

from libyamap.app.ports import StoreReader
from libyamap.domain.model import Actor, Claim, Feature, Layer, Project
from libyamap.domain.vocabulary import Stance

_NAMELESS = Project(id="", title="")


class Catalogue(msgspec.Struct, frozen=True):
    """Actors and layers by id, the project, and what sources say of each feature."""

    project: Project
    actors: dict[str, Actor]
    layers: dict[str, Layer]
    claims: dict[str, list[Claim]]

    @classmethod
    def read(cls, store: StoreReader) -> Self:
        """Take the snapshot."""
        claims: dict[str, list[Claim]] = {}
        for claim in store.all(Claim):
            claims.setdefault(claim.feature, []).append(claim)
        return cls(
            project=next(iter(store.all(Project)), _NAMELESS),
            actors={actor.id: actor for actor in store.all(Actor)},
            layers={layer.id: layer for layer in store.all(Layer)},
            claims=claims,
        )

    def is_disputed(self, feature: Feature) -> bool:
        """Whether a source says that it is not so."""
        return any(claim.stance is Stance.DISPUTES for claim in self.claims.get(feature.id, ()))

    def actors_of(self, feature: Feature) -> list[Actor]:
        """The feature's actors that the project knows, in the order given."""
        return [self.actors[part.actor] for part in feature.actors if part.actor in self.actors]
