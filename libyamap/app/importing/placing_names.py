"""Rows that name a place and give no coordinates: which names there are, what they may mean, and what a person chose.

Nothing is placed by its name unless a person has said so for that name.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dictionary
from enum import IntEnum
from typing import Final, NamedTuple

import msgspec

from libyamap.app.folding import folded
from libyamap.app.importing.rows import Progress, silent
from libyamap.app.places import Places
from libyamap.domain.geometry import Geometry, Position, point
from libyamap.domain.place import Found, How, PlaceKind

NEAR: Final = 2
MOST_CANDIDATES: Final = 6
_LOOKED_AT: Final = 12
_AREAS: Final = frozenset({PlaceKind.COUNTRY, PlaceKind.PROVINCE, PlaceKind.DISTRICT})


class PlaceName(NamedTuple):
    """A name as the file writes it, and the country that the file gives with it (as written; empty if none)."""

    name: str
    country: str = ""


class NamedPlace(msgspec.Struct, frozen=True, kw_only=True):
    """What a person chose for a name: a position (EPSG:4326), how exact that is, and a note that says whence."""

    lon: float
    lat: float
    country: str = ""
    where_prec: int = NEAR
    note: str = ""


NamedPlaces = Dictionary[PlaceName, NamedPlace]


class Likeness(IntEnum):
    """How surely a place of the gazetteer is the one that is named."""

    SIMILAR = 1
    SAME_NAME = 2
    ONLY_ONE = 3


LIKENESS_WORDS: Final = {
    Likeness.ONLY_ONE: "same name, no other of that name there",
    Likeness.SAME_NAME: "same name, one of several",
    Likeness.SIMILAR: "similar name",
}


class Candidate(NamedTuple):
    """A place that may be meant."""

    found: Found
    likeness: Likeness


class NameAsked(NamedTuple):
    """A name to decide on: in how many rows it stands, and what it may mean, best first."""

    name: PlaceName
    rows: int
    candidates: tuple[Candidate, ...]


def place_by_name(
    chosen: NamedPlaces,
    places: Sequence[str],
    country_names: Sequence[str],
    geometries: list[Geometry | None],
    precisions: list[int | None],
    countries: list[str],
) -> list[str]:
    """Fill in where a person has said what the name of a row means; gives the notes on it, one a row."""
    notes = [""] * len(places)
    if not chosen:
        return notes
    for at, key in enumerate(zip(places, country_names, strict=True)):
        if geometries[at] is not None:
            continue
        place = chosen.get(PlaceName(*key)) or chosen.get(PlaceName(key[0]))  # a choice without a country is for all
        if place is not None:
            geometries[at] = point(place.lon, place.lat)
            precisions[at] = place.where_prec
            countries[at] = place.country or countries[at]
            notes[at] = place.note
    return notes


def candidates_for(
    name: PlaceName, places: Places, country_code: Callable[[str], str], near: Position | None
) -> tuple[Candidate, ...]:
    """What a name may mean: in the country that the file gives, if it gives one; nearer to `near` first."""
    code = country_code(name.country) if name.country else ""
    found = [each for each in places.find(name.name, near=near, limit=_LOOKED_AT) if each.how is not How.BEGINNING]
    if code:
        found = [each for each in found if each.country == code]
    same = [each for each in found if _is_same(each, name.name)]
    rivals = [each for each in same if each.kind not in _AREAS] or same  # a town and its province share a name
    only = len({(round(each.lon, 1), round(each.lat, 1)) for each in rivals}) == 1
    graded = [Candidate(each, _likeness(each in same, only and each in rivals)) for each in found]
    graded.sort(key=lambda candidate: -candidate.likeness)
    return tuple(graded[:MOST_CANDIDATES])


def note_of(name: PlaceName, found: Found) -> str:
    """The sentence that is kept with a feature which was placed by its name."""
    if found.kind is PlaceKind.DISTRICT:
        return f"The source names “{name.name}” and no coordinates; placed by the named areas “{found.province}”."
    where = ", ".join(filter(None, (found.province, found.country_name)))
    return f"The source names “{name.name}” and no coordinates; placed by the gazetteer: {found.name}" + (
        f" ({where}; {found.id})." if where else f" ({found.id})."
    )


def named_place(name: PlaceName, found: Found, where_prec: int = NEAR) -> NamedPlace:
    """The choice of a place of the gazetteer for a name."""
    return NamedPlace(
        lon=found.lon, lat=found.lat, country=found.country, where_prec=where_prec, note=note_of(name, found)
    )


def names_asked(
    counted: Counter[PlaceName],
    places: Places,
    country_code: Callable[[str], str],
    near: Position | None,
    progress: Progress = silent,
) -> list[NameAsked]:
    """The names that the gazetteer knows something of, those of most rows first."""
    asked = []
    for number, (name, rows) in enumerate(counted.most_common()):
        candidates = candidates_for(name, places, country_code, near)
        if candidates:
            asked.append(NameAsked(name, rows, candidates))
        progress(number + 1, (number + 1) / len(counted))
    return asked


def _likeness(same: bool, only: bool) -> Likeness:
    if only:
        return Likeness.ONLY_ONE
    return Likeness.SAME_NAME if same else Likeness.SIMILAR


def _is_same(found: Found, name: str) -> bool:
    return folded(name).strip() in {folded(each).strip() for each in (found.name, found.name_ar, found.matched)}
