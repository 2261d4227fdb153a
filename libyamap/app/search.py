"""Finds features by what a person types: title, place, actors by any of their names, and last the description.

Places that the project curates (towns, crossings, seats) are features too, so they are found by the same words.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from libyamap.app.folding import folded, words
from libyamap.app.ports import AreaGazetteer
from libyamap.app.whereabouts import Reader, position_of_feature
from libyamap.domain.geometry import GeometryType
from libyamap.domain.model import FEATURE_CLASSES, Actor, Feature, Site
from libyamap.i18n import is_right_to_left

WHOLE_WORD, START_OF_WORD, INSIDE_WORD = 1.0, 0.7, 0.3
SHORTEST_INSIDE = 3
"""A piece from within a word counts from this many characters on; “al” is inside too many words."""
NEARBY_DEGREES, TOWN_ZOOM = 0.15, 12
"""Where the map data's name of a feature's own town is looked for, and the zoom at which it writes all towns."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """Something found. `lat` and `lon` (EPSG:4326) are where the map shows it: for a country or province, its label.

    `where_prec` says how exact that is (UCDP code, None: no place is known, and no position is given). `matched` names
    the field that the words were found in; `source` tells the project's own features from a gazetteer's places.
    """

    name: str
    lat: float | None
    lon: float | None
    kind: str
    country: str
    source: str
    place: str
    where_prec: int | None
    matched: str
    id: str


class _Text(NamedTuple):
    """A searchable text of a feature, what it weighs, and the field that it comes from."""

    text: str
    weight: float
    field: str


def search(reader: Reader, areas: AreaGazetteer, text: str) -> list[Hit]:
    """All features in which every word of `text` is found, best first; none for a text without words."""
    asked = words(text)
    if not asked:
        return []
    actors = {actor.id: actor for actor in reader.all(Actor)}
    found = []
    for record_type in FEATURE_CLASSES.values():
        for feature in reader.all(record_type):
            texts = list(_texts(feature, actors))
            if is_right_to_left(text):
                texts += _arabic_place_names(feature, areas)
            score, field = _score(asked, folded(text).strip(), texts)
            if score:
                found.append((-score, not isinstance(feature, Site), folded(feature.title), feature, field))
    found.sort(key=lambda entry: entry[:3])
    return [_hit(feature, areas, field) for *_, feature, field in found]


def _texts(feature: Feature, actors: dict[str, Actor]) -> Iterator[_Text]:
    yield _Text(feature.title, 10, "title")
    yield _Text(feature.place, 8, "place")
    for involvement in feature.actors:
        actor = actors.get(involvement.actor)
        if actor:
            yield from (_Text(name, 5, "actors") for name in names_of(actor))
    yield from (_Text(tag, 3, "tags") for tag in (feature.type, *feature.tags))
    yield from (_Text(value, 3, "attributes") for value in feature.attributes.values() if isinstance(value, str))
    yield _Text(feature.description, 1, "description")


def _arabic_place_names(feature: Feature, areas: AreaGazetteer) -> Iterator[_Text]:
    """What the map data calls the feature's country, province and town in Arabic; records keep one name alone."""
    country = areas.country(feature.country) if feature.country else None
    if country:
        yield _Text(country.name_ar, 2, "country")
    province = areas.province(feature.province) if feature.province else None
    if province:
        yield _Text(province.name_ar, 4, "province")
    if feature.where_prec in {1, 2} and feature.geometry and feature.geometry.type is GeometryType.POINT:
        lon, lat = feature.geometry.coordinates
        around = (lon - NEARBY_DEGREES, lat - NEARBY_DEGREES, lon + NEARBY_DEGREES, lat + NEARBY_DEGREES)
        for name in areas.place_names_in(around, TOWN_ZOOM):
            if words(name.name) == words(feature.title):
                yield _Text(name.name_ar, 10, "title")
            elif words(name.name) == words(feature.place):
                yield _Text(name.name_ar, 8, "place")


def names_of(actor: Actor) -> tuple[str, ...]:
    """Every name that an actor is known by, the main one first."""
    return (actor.name, *filter(None, (actor.short_name,)), *(alias.text for alias in actor.aliases))


def _score(asked: tuple[str, ...], phrase: str, texts: Iterable[_Text]) -> tuple[float, str]:
    """The sum of each asked word's best match, and the field of the best one; 0 if a word is found nowhere."""
    known = [(entry, words(entry.text)) for entry in texts if entry.text]
    total, best, best_field = 0.0, 0.0, ""
    for word in asked:
        value, field = max(((entry.weight * _match(word, its), entry.field) for entry, its in known), default=(0.0, ""))
        if not value:
            return 0.0, ""
        total += value
        if value > best:
            best, best_field = value, field
    whole = any(folded(entry.text) == phrase for entry, _ in known if entry.field in {"title", "place"})
    return total * (2 if whole else 1), best_field


def _match(asked: str, present: tuple[str, ...]) -> float:
    if asked in present:
        return WHOLE_WORD
    if any(word.startswith(asked) for word in present):
        return START_OF_WORD
    if len(asked) >= SHORTEST_INSIDE and any(asked in word for word in present):
        return INSIDE_WORD
    return 0.0


def _hit(feature: Feature, areas: AreaGazetteer, field: str) -> Hit:
    position = position_of_feature(feature, areas)
    return Hit(
        name=feature.title,
        lat=round(position[1], 6) if position else None,
        lon=round(position[0], 6) if position else None,
        kind=feature.kind.value,
        country=feature.country,
        source="project",
        place=feature.place,
        where_prec=feature.where_prec,
        matched=field,
        id=feature.id,
    )
