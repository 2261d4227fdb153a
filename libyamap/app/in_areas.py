"""Which features lie in countries or provinces: a point by its position, a line or a zone by any part of it.

What lies in no province at all (at sea, just off a coast that the map draws coarsely) is where its record says, and so
is what is known by its province or country alone, or not placed at all.
"""

import math
from collections.abc import Iterable, Iterator
from typing import Final, Literal
from weakref import WeakKeyDictionary

from libyamap.app.meetings import AskedGround
from libyamap.app.ports import AreaGazetteer
from libyamap.app.whereabouts import geometry_drawn
from libyamap.domain.areas import Province
from libyamap.domain.geometry import Bounds, Geometry, GeometryType, Position
from libyamap.domain.inside import is_inside
from libyamap.domain.model import Feature

Sort = Literal["country", "province"]
_EVERY: Final = 100_000
_TILE: Final = 10.0
"""Degrees; provinces are looked for around boxes that are rounded out to this, and so not once for each feature."""
_MOST_KEPT: Final = 200_000
_MOST_BOXES: Final = 500


def provinces_meant(sort: Sort, codes: Iterable[str], areas: AreaGazetteer) -> list[Province]:
    """The provinces that make up countries (ISO 3166-1 alpha-3), or those with these codes; unknown codes are none."""
    if sort == "country":
        return [province for code in codes for province in areas.provinces_of(code)]
    return [found for code in codes if (found := areas.province(code)) is not None]


class Grounds:
    """The provinces of a gazetteer, and what was asked of them before, for the life of it. For any thread."""

    def __init__(self) -> None:
        self.spots: dict[tuple[str, Position], bool] = {}
        self._grounds: dict[str, AskedGround] = {}
        self._around: dict[Bounds, list[Province]] = {}

    def of(self, province: Province) -> AskedGround:
        """The province's ground."""
        return self._grounds.get(province.code) or self._grounds.setdefault(
            province.code, AskedGround(province.geometry)
        )

    def around(self, geometry: Geometry, areas: AreaGazetteer) -> Iterator[Province]:
        """Provinces whose box meets the geometry's."""
        bounds = geometry.bounds()
        west, south = (math.floor(side / _TILE) * _TILE for side in bounds[:2])
        east, north = (math.ceil(side / _TILE) * _TILE for side in bounds[2:])
        box = max(-180.0, west), max(-90.0, south), min(180.0, east), min(90.0, north)
        if box not in self._around:
            if len(self._around) >= _MOST_BOXES:
                self._around.clear()
            self._around[box] = areas.provinces_in(box, _EVERY)
        return (province for province in self._around[box] if _meet(province.bounds, bounds))


_known: "WeakKeyDictionary[AreaGazetteer, Grounds]" = WeakKeyDictionary()


def grounds_of(areas: AreaGazetteer) -> Grounds:
    """What is known of a gazetteer's provinces."""
    return _known.setdefault(areas, Grounds())


class InAreas:
    """One condition of a filter, to be asked of many features."""

    def __init__(self, sort: Sort, codes: Iterable[str], areas: AreaGazetteer) -> None:
        self._sort = sort
        self._codes = frozenset(codes)
        self._areas = areas
        self._provinces = provinces_meant(sort, sorted(self._codes), areas)
        self._grounds = grounds_of(areas)
        if len(self._grounds.spots) > _MOST_KEPT:
            self._grounds.spots.clear()

    def holds(self, feature: Feature) -> bool:
        """Whether the feature is in one of them."""
        says = getattr(feature, self._sort) in self._codes
        geometry = geometry_drawn(feature)
        if geometry is None:
            return says
        if geometry.type is GeometryType.POINT:
            at: Position = geometry.coordinates
            return any(self._is_at(each, at) for each in self._provinces) or (says and self._is_nowhere(at, geometry))
        if any(self._grounds.of(each).meets(geometry) for each in self._provinces):
            return True
        return says and not any(
            self._grounds.of(each).meets(geometry) for each in self._grounds.around(geometry, self._areas)
        )

    def _is_at(self, province: Province, at: Position) -> bool:
        if not _meet(province.bounds, (*at, *at)):
            return False
        key = province.code, at
        if key not in self._grounds.spots:
            self._grounds.spots[key] = is_inside(province.geometry, *at)
        return self._grounds.spots[key]

    def _is_nowhere(self, at: Position, point: Geometry) -> bool:
        """Whether a position lies in no province."""
        key = "", at
        if key not in self._grounds.spots:
            around = self._grounds.around(point, self._areas)
            self._grounds.spots[key] = not any(self._is_at(province, at) for province in around)
        return self._grounds.spots[key]


def provinces_met(geometry: Geometry, areas: AreaGazetteer) -> list[str]:
    """Codes of all provinces that hold a part of the geometry; this is not remembered."""
    grounds = grounds_of(areas)
    return [each.code for each in grounds.around(geometry, areas) if grounds.of(each).ground.meets(geometry)]


def _meet(province: Bounds, box: Bounds) -> bool:
    """Whether a box meets a province's, which alone may lie across the antimeridian."""
    west, south, east, north = province
    across = box[0] <= east and box[2] >= west if west <= east else box[0] <= east or box[2] >= west
    return across and box[1] <= north and box[3] >= south
