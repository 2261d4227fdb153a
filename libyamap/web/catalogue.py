"""A snapshot of the records that decide how features look, made on the store's thread and read by any."""

from typing import Self

import msgspec

from libyamap.app.ports import StoreReader
from libyamap.domain.model import Actor, Claim, Feature, Layer, Project
from libyamap.domain.vocabulary import Stance

_NAMELESS = Project(id="", title="")


class Catalogue(msgspec.Struct, frozen=True):
    """Actors and layers by id, the project, how many claims each feature has, and which of them sources dispute."""

    project: Project
    actors: dict[str, Actor]
    layers: dict[str, Layer]
    disputed: frozenset[str]

    @classmethod
    def read(cls, store: StoreReader) -> Self:
        """Take the snapshot."""
        return cls(
            project=next(iter(store.all(Project)), _NAMELESS),
            actors={actor.id: actor for actor in store.all(Actor)},
            layers={layer.id: layer for layer in store.all(Layer)},
            disputed=frozenset(claim.feature for claim in store.all(Claim) if claim.stance is Stance.DISPUTES),
        )

    def actors_of(self, feature: Feature) -> list[Actor]:
        """The feature's actors that the project knows, in the order given."""
        return [self.actors[part.actor] for part in feature.actors if part.actor in self.actors]
