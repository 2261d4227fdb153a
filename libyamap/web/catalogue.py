"""A snapshot of the records that decide how features look, made on the store's thread and read by any."""

from collections.abc import Mapping, Sequence
from typing import Self

import msgspec

from libyamap.app.disputes import is_disputed
from libyamap.app.named_areas import NO_AREAS, NamedArea, NamedAreas, district_of, read_named_areas
from libyamap.app.ports import StoreReader
from libyamap.domain.model import Actor, Claim, Feature, Layer, Project

_NAMELESS = Project(id="", title="")


class Catalogue(msgspec.Struct, frozen=True):
    """Actors and layers by id, the project, and what sources say of the features that are to be drawn."""

    project: Project
    actors: dict[str, Actor]
    layers: dict[str, Layer]
    claims: Mapping[str, Sequence[Claim]] = {}
    named: NamedAreas = NO_AREAS

    @classmethod
    def read(cls, store: StoreReader) -> Self:
        """Take the snapshot; claims are read for what is shown, see `with_claims`."""
        return cls(
            project=next(iter(store.all(Project)), _NAMELESS),
            actors={actor.id: actor for actor in store.all(Actor)},
            layers={layer.id: layer for layer in store.all(Layer)},
            named=read_named_areas(store),
        )

    def with_claims(self, claims: Mapping[str, Sequence[Claim]]) -> Self:
        """The same with what sources say of some features."""
        return msgspec.structs.replace(self, claims=claims)

    def district_of(self, feature: Feature) -> NamedArea | None:
        """The named area that stands for the district in which the feature is known to be; None: a ring does."""
        return district_of(feature, self.named)

    def is_disputed(self, feature: Feature) -> bool:
        """Whether a source says that it is not so, or sources differ."""
        return is_disputed(feature, self.claims.get(feature.id, ()))

    def actors_of(self, feature: Feature) -> list[Actor]:
        """The feature's actors that the project knows, in the order given."""
        return [self.actors[part.actor] for part in feature.actors if part.actor in self.actors]
