"""Turns an example's data file into the commands that build it, with real ids in place of the file's short names."""

from collections.abc import Iterator

import msgspec

from libyamap.app.commands import DrawLink, DrawZone, Put
from libyamap.app.ports import AreaGazetteer
from libyamap.app.session import Command
from libyamap.domain.geometry import Geometry, point
from libyamap.domain.ids import new_id
from libyamap.domain.model import (
    FEATURE_CLASSES,
    Actor,
    Alias,
    Claim,
    Feature,
    Involvement,
    Layer,
    Link,
    Project,
    Source,
    Zone,
)
from libyamap.domain.vocabulary import Kind
from libyamap.examples.borders import common_border
from libyamap.examples.recipe import ActorPart, ClaimPart, FeaturePart, Recipe
from libyamap.examples.references import BadExample, looked_up, parents_first

NEUTRAL_COLOUR = "#5F6B66"
_TEXTS_OF_DEFAULTS = ("time", "time_note")


class Loader:
    """Builds the records and commands of one recipe. The same recipe gives other ids each time."""

    def __init__(self, recipe: Recipe, areas: AreaGazetteer) -> None:
        self._recipe = recipe
        self._areas = areas
        self._sources = {key: new_id() for key in recipe.sources}
        self._layers = {key: new_id() for key in recipe.layers}
        self._actors = {key: new_id() for key in recipe.actors}
        self._features = {key: new_id() for key in recipe.features}

    def project(self) -> Project:
        """The project's own record."""
        return Project(id=new_id(), **msgspec.structs.asdict(self._recipe.project))

    def commands(self) -> Iterator[Command]:
        """Commands in an order in which each finds what it refers to. BadExample where something is not there."""
        for key, source in self._recipe.sources.items():
            yield Put(Source(id=self._sources[key], **msgspec.structs.asdict(source)))
        for key in parents_first("layers", self._recipe.layers):
            yield Put(self._layer(key))
        for key in parents_first("actors", self._recipe.actors):
            yield Put(self._actor(key, self._recipe.actors[key]))
        # Links come last, because their lines lead to other features.
        for key, part in sorted(self._recipe.features.items(), key=lambda item: item[1].kind is Kind.LINK):
            yield self._feature(f"features.{key}", self._features[key], part)
        for key, part in self._recipe.features.items():
            for number, claim in enumerate(part.claims):
                yield Put(self._claim(f"features.{key}.claims[{number}]", self._features[key], claim))

    def _layer(self, key: str) -> Layer:
        part = self._recipe.layers[key]
        return Layer(
            id=self._layers[key],
            title=part.title,
            description=part.description,
            position=list(self._recipe.layers).index(key),
            parent=self._layers[part.parent] if part.parent else "",
        )

    def _actor(self, key: str, part: ActorPart) -> Actor:
        fields = msgspec.structs.asdict(part) | {
            "colour": self._colour(part),
            "parent": self._actors[part.parent] if part.parent else "",
            "aliases": tuple(Alias(text, language) for language, texts in part.aliases.items() for text in texts),
        }
        return Actor(id=self._actors[key], **fields)

    def _colour(self, part: ActorPart) -> str:
        if part.colour or not part.parent:
            return part.colour or NEUTRAL_COLOUR
        return self._colour(self._recipe.actors[part.parent])

    def _feature(self, where: str, record_id: str, part: FeaturePart) -> Command:
        feature_class: type[Feature] = FEATURE_CLASSES[part.kind]
        common = set(Feature.__struct_fields__) & set(FeaturePart.__struct_fields__)
        fields = {name: getattr(part, name) for name in common} | {
            name: getattr(self._recipe.defaults, name) for name in _TEXTS_OF_DEFAULTS if getattr(part, name) is None
        }
        fields["layer"] = looked_up(self._layers, part.layer, f"{where}.layer")
        fields["actors"] = tuple(
            Involvement(looked_up(self._actors, actor, f"{where}.actors"), role) for actor, role in part.actors.items()
        )
        feature = feature_class(id=record_id, geometry=self._geometry(where, part), **fields)
        if isinstance(feature, Zone):
            return DrawZone(feature, tuple(self._province(where, name) for name in part.provinces), self._areas)
        if isinstance(feature, Link):
            ends = {end: self._end(f"{where}.{end}", getattr(part, end)) for end in ("origin", "target")}
            return DrawLink(msgspec.structs.replace(feature, **ends), self._areas)
        return Put(feature)

    def _geometry(self, where: str, part: FeaturePart) -> Geometry | None:
        if part.border_between:
            return common_border(self._areas, *part.border_between)
        if part.lat is not None and part.lon is not None:
            return point(part.lon, part.lat)
        if part.lat is not None or part.lon is not None:
            raise BadExample(f"{where}: lat and lon belong together.")
        return None

    def _province(self, where: str, name: str) -> str:
        codes = {
            province.name: province.code
            for country in self._recipe.project.focus
            for province in self._areas.provinces_of(country)
        }
        return looked_up(codes, name, f"{where}.provinces")

    def _end(self, where: str, key: str) -> str:
        return looked_up(self._actors | self._features, key, where)

    def _claim(self, where: str, feature: str, part: ClaimPart) -> Claim:
        only = next(iter(self._sources)) if len(self._sources) == 1 else ""
        key = part.source or only
        source = looked_up(self._sources, key, f"{where}.source")
        return Claim(
            id=new_id(),
            feature=feature,
            source=source,
            locator=f"paragraph {part.paragraph}",
            stance=part.stance,
            reliability=self._recipe.sources[key].reliability,
            credibility=part.credibility,
            note=part.note,
        )
