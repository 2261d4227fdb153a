"""Which features lie in countries or provinces: by their position, where they have one.

A position that lies in no province at all (at sea, just off a coast that the map draws coarsely) is where its record
says, and so is what is known by its province or country alone, or not placed at all.
"""

from collections.abc import Iterable
from typing import Final, Literal
from weakref import WeakKeyDictionary

from libyamap.app.ports import AreaGazetteer
from libyamap.app.whereabouts import place_of
from libyamap.domain.areas import Province
from libyamap.domain.geometry import Position
from libyamap.domain.inside import is_inside
from libyamap.domain.model import Feature

Sort = Literal["country", "province"]
MOST_AROUND: Final = 200
_MOST_KEPT: Final = 200_000
_answers: "WeakKeyDictionary[AreaGazetteer, dict[tuple[str, Position], bool]]" = WeakKeyDictionary()
"""What was asked before, for the life of a gazetteer: the same positions are asked for at each move of the map."""


def provinces_meant(sort: Sort, codes: Iterable[str], areas: AreaGazetteer) -> list[Province]:
    """The provinces that make up countries (ISO 3166-1 alpha-3), or those with these codes; unknown codes are none."""
    if sort == "country":
        return [province for code in codes for province in areas.provinces_of(code)]
    return [found for code in codes if (found := areas.province(code)) is not None]


class InAreas:
    """One condition of a filter, to be asked of many features."""

    def __init__(self, sort: Sort, codes: Iterable[str], areas: AreaGazetteer) -> None:
        self._sort = sort
        self._codes = frozenset(codes)
        self._areas = areas
        self._provinces = provinces_meant(sort, sorted(self._codes), areas)
        self._known = _answers.setdefault(areas, {})
        if len(self._known) > _MOST_KEPT:
            self._known.clear()

    def holds(self, feature: Feature) -> bool:
        """Whether the feature is in one of them."""
        says = getattr(feature, self._sort) in self._codes
        at = place_of(feature)
        if at is None:
            return says
        if any(self._is_in(province, at) for province in self._provinces):
            return True
        return says and self._is_nowhere(at)

    def _is_in(self, province: Province, at: Position) -> bool:
        west, south, east, north = province.bounds
        lon, lat = at
        across = west <= lon <= east if west <= east else lon >= west or lon <= east
        if not (across and south <= lat <= north):
            return False
        key = province.code, at
        if key not in self._known:
            self._known[key] = is_inside(province.geometry, lon, lat)
        return self._known[key]

    def _is_nowhere(self, at: Position) -> bool:
        """Whether a position lies in no province."""
        key = "", at
        if key not in self._known:
            around = self._areas.provinces_in((*at, *at), MOST_AROUND)
            self._known[key] = not any(self._is_in(province, at) for province in around)
        return self._known[key]
