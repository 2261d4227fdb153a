"""Whether a position lies in an area: the even-odd rule over all rings, on longitude and latitude as plane numbers.

That is how the borders themselves are meant: straight between two vertices on a plain map. Positions exactly on a
border belong to one side or the other, to be counted on for nothing.
"""

from collections.abc import Iterable

from libyamap.domain.geometry import Geometry, GeometryType, Position


def is_inside(area: Geometry, lon: float, lat: float) -> bool:
    """Even-odd test against a Polygon or MultiPolygon (EPSG:4326); False for other geometries."""
    if area.type not in {GeometryType.POLYGON, GeometryType.MULTIPOLYGON}:
        return False
    inside = False
    for polygon in [area.coordinates] if area.type is GeometryType.POLYGON else area.coordinates:
        for ring in polygon:
            if _crossings(ring, lon, lat) % 2:
                inside = not inside
    return inside


def _crossings(ring: Iterable[Position], lon: float, lat: float) -> int:
    """How many edges a ray to the east crosses."""
    count = 0
    before: Position | None = None
    for position in ring:
        if before is not None:
            (x0, y0), (x1, y1) = before, position
            if (y0 > lat) != (y1 > lat) and lon < (x1 - x0) * (lat - y0) / (y1 - y0) + x0:
                count += 1
        before = position
    return count
