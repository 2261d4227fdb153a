"""Circles among areas: whoever sees one, or the cells that it covers, can tell where its middle is.

A range ring, or a distance around a place that another program has drawn (a circle on the ellipsoid, in a projection,
or in degrees), stands for its middle; a release therefore treats it as a place with a radius.
"""

import math
from typing import Final, NamedTuple

from libyamap.domain.geometry import Geometry, GeometryType, Position

FEWEST_CORNERS: Final = 12
SAME: Final = 0.03
"""What the distances of its corners from the middle may differ by, of the largest."""
EXACT: Final = 0.005


class Circle(NamedTuple):
    """The middle (EPSG:4326), and the metres to its corners; to the farthest where they are not at one distance."""

    middle: Position
    radius_m: float


def circle_of(geometry: Geometry) -> Circle | None:
    """The circle that an area is, or that its outer ring is; None for any other area. Geodesic (WGS 84)."""
    corners = _outer_corners(geometry)
    if len(corners) < FEWEST_CORNERS:
        return None
    lons, lats = [lon for lon, _ in corners], [lat for _, lat in corners]
    middle = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    half = (max(lons) - min(lons)) / 2, (max(lats) - min(lats)) / 2
    if not (0 < half[0] < 90 and half[1] > 0):
        return None
    flat = [math.hypot((lon - middle[0]) / half[0], (lat - middle[1]) / half[1]) for lon, lat in corners]
    metres = _distances(middle, corners)
    if not (_are_alike(flat) or _are_alike(metres)):
        return None
    west = middle[0] - 360 if middle[0] > 180 else middle[0]
    exact = max(metres) - min(metres) <= EXACT * max(metres)
    return Circle((west, middle[1]), sum(metres) / len(metres) if exact else max(metres))


def _outer_corners(geometry: Geometry) -> list[Position]:
    """The corners of the one outer ring; of both halves where the antimeridian parts it, in longitudes beyond 180."""
    polygons = [geometry.coordinates] if geometry.type is GeometryType.POLYGON else geometry.coordinates
    rings = [[(position[0], position[1]) for position in polygon[0][:-1]] for polygon in polygons]
    if len(rings) == 1 and max(lon for lon, _ in rings[0]) - min(lon for lon, _ in rings[0]) <= 180:
        return rings[0]
    if len(rings) == 1:
        return [(lon + 360 if lon < 0 else lon, lat) for lon, lat in rings[0]]
    if len(rings) != 2 or {max(lon for lon, _ in ring) for ring in rings}.isdisjoint({180.0}):
        return []
    turned = [(lon + 360 if lon < 0 else lon, lat) for ring in rings for lon, lat in ring]
    return [corner for corner in turned if corner[0] != 180.0]


def _distances(middle: Position, corners: list[Position]) -> list[float]:
    from libyamap.domain.geodesy import course

    return [course(middle, corner).metres for corner in corners]


def _are_alike(distances: list[float]) -> bool:
    return max(distances) - min(distances) <= SAME * max(distances)
