"""Distances, bearings, areas and circles on the WGS 84 ellipsoid (Karney 2013, by pyproj.Geod, imported when asked).

Positions are (longitude, latitude) in degrees, lengths metres, areas square metres, bearings degrees from north.
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from libyamap.domain.geometry import Geometry, GeometryType, Position, checked_geometry

if TYPE_CHECKING:
    from pyproj import Geod

CIRCLE_POINTS = 180
COMPASS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")


class Course(NamedTuple):
    """How far and in which direction one position lies from another."""

    metres: float
    bearing: float


@cache
def _ellipsoid() -> "Geod":
    from pyproj import Geod

    return Geod(ellps="WGS84")


def course(start: Position, end: Position) -> Course:
    """Shortest way from start to end: its length and its bearing (0-360) at the start."""
    bearing, _, metres = _ellipsoid().inv(*start, *end)
    return Course(float(metres), float(bearing) % 360)


def length_m(path: Sequence[Position]) -> float:
    """Length of a path along geodesics; 0 for fewer than two positions."""
    return sum(course(start, end).metres for start, end in pairwise(path))


def area_m2(geometry: Geometry) -> float:
    """Area of a Polygon or MultiPolygon, holes taken off; 0 for other geometries."""
    if geometry.type not in {GeometryType.POLYGON, GeometryType.MULTIPOLYGON}:
        return 0.0
    polygons = [geometry.coordinates] if geometry.type is GeometryType.POLYGON else geometry.coordinates
    return sum(_ring_area(rings[0]) - sum(map(_ring_area, rings[1:])) for rings in polygons)


def circle(middle: Position, radius_m: float) -> Geometry:
    """Polygon of CIRCLE_POINTS positions, all `radius_m` away from the middle."""
    bearings = [360 * step / CIRCLE_POINTS for step in range(CIRCLE_POINTS)]
    count = len(bearings)
    lons, lats, _ = _ellipsoid().fwd([middle[0]] * count, [middle[1]] * count, bearings, [radius_m] * count)
    ring = tuple(zip(map(float, lons), map(float, lats), strict=True))
    return checked_geometry(Geometry(GeometryType.POLYGON, ((*ring, ring[0]),)))


def compass_point(bearing: float) -> str:
    """The nearest of sixteen points: 52° is NE."""
    return COMPASS[round((bearing % 360) / 22.5) % 16]


def _ring_area(ring: Sequence[Position]) -> float:
    lons, lats = zip(*ring, strict=True)
    area, _ = _ellipsoid().polygon_area_perimeter(lons, lats)
    return abs(float(area))
