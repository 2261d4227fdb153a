"""One list of answers to what a person types: the project's own features first, then places of the gazetteer."""

from collections.abc import Callable, Sequence

from libyamap.app.places import Places
from libyamap.app.ports import AreaGazetteer
from libyamap.app.search import Hit, search
from libyamap.app.whereabouts import Reader
from libyamap.domain.geometry import Bounds, Position
from libyamap.domain.place import Found, How, PlaceKind

MOST_PLACES = 20
WHERE_PREC = {PlaceKind.COUNTRY: 6, PlaceKind.PROVINCE: 4, PlaceKind.RIVER: 5, PlaceKind.LAKE: 5, PlaceKind.SEA: 7,
              PlaceKind.DESERT: 5}  # fmt: skip
"""How exact the position of a kind is (UCDP code); points of all else stand where the thing is."""
EXACT = 1
SAME_PLACE = frozenset({How.EXACT, How.ALIAS, How.SPELLING})


def search_everywhere(
    reader: Reader, areas: AreaGazetteer, places: Places | None, text: str, near: Position | None = None
) -> list[Hit]:
    """Features in which every word is found, then places by any spelling; `near` is the middle of the view (lon, lat).

    Where no feature has the words, but they are another spelling of a place, its usual name is looked for instead.
    """
    found = places.find(text, near=near, limit=MOST_PLACES) if places else ()
    hits = under_any_spelling(text, found, lambda words: search(reader, areas, words))
    return [*hits, *map(_hit, found)]


def under_any_spelling(text: str, found: Sequence[Found], look_for: Callable[[str], list[Hit]]) -> list[Hit]:
    """Features that `look_for` finds by the text, or else by the usual name of the place that the text spells."""
    hits = look_for(text)
    if not hits and found and found[0].how in SAME_PLACE:
        hits = look_for(found[0].name)
    return hits


def middle_of(bounds: Bounds) -> Position:
    """Longitude and latitude of the middle of a box, which may lie across the antimeridian (west > east)."""
    west, south, east, north = bounds
    lon = (west + east) / 2 if west <= east else (west + east + 360) / 2
    return (lon - 360 if lon > 180 else lon), (south + north) / 2


def _hit(found: Found) -> Hit:
    return Hit(
        name=found.name,
        lat=round(found.lat, 6),
        lon=round(found.lon, 6),
        kind=found.kind.value,
        country=found.country,
        source="gazetteer",
        place=found.province or found.country_name,
        where_prec=WHERE_PREC.get(found.kind, EXACT),
        matched=found.how.value,
        id=found.id,
    )
