"""Geometry as plain immutable numbers: WGS 84 longitude and latitude in degrees (EPSG:4326), two-dimensional.

Coordinates nest as in GeoJSON (RFC 7946). Nothing heavy is imported here, so that a project can be read and drawn
before numpy or shapely are needed; only the check of an area, done when something is written, imports shapely.
"""

import math
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import msgspec

from libyamap.errors import InvalidValue

_FARTHEST = 1_000
"""Degrees beyond which a position is no slip but in another unit."""

Position = tuple[float, float]
Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees; west > east where the box crosses the antimeridian."""


class GeometryType(StrEnum):
    """The simple-feature types that are used, by their OGC names."""

    POINT = "Point"
    LINESTRING = "LineString"
    POLYGON = "Polygon"
    MULTIPOINT = "MultiPoint"
    MULTILINESTRING = "MultiLineString"
    MULTIPOLYGON = "MultiPolygon"


_DEPTH = {
    GeometryType.POINT: 0,
    GeometryType.LINESTRING: 1,
    GeometryType.MULTIPOINT: 1,
    GeometryType.POLYGON: 2,
    GeometryType.MULTILINESTRING: 2,
    GeometryType.MULTIPOLYGON: 3,
}


class Geometry(msgspec.Struct, frozen=True):
    """One geometry; `coordinates` are nested tuples of (longitude, latitude)."""

    type: GeometryType
    coordinates: Any

    def positions(self) -> Iterator[Position]:
        """All positions, in order."""
        return _positions(self.coordinates, _DEPTH[self.type])

    def bounds(self) -> Bounds:
        """Smallest west, south, east, north around all positions (no antimeridian logic)."""
        lons, lats = zip(*self.positions(), strict=True)
        return min(lons), min(lats), max(lons), max(lats)


def point(lon: float, lat: float) -> Geometry:
    """Make a checked point."""
    return checked_geometry(Geometry(GeometryType.POINT, (lon, lat)))


def line(*positions: Position) -> Geometry:
    """Make a checked line through `positions`."""
    return checked_geometry(Geometry(GeometryType.LINESTRING, positions))


def _positions(coordinates: Any, depth: int) -> Iterator[Position]:
    if depth == 0:
        yield coordinates
    elif depth == 1:
        yield from coordinates
    else:
        for part in coordinates:
            yield from _positions(part, depth - 1)


def checked_geometry(geometry: Geometry, field: str = "geometry") -> Geometry:
    """Return the geometry as nested tuples of floats, or raise InvalidValue with the reason.

    Refused: empty, not finite, out of range, rings that are open or have fewer than four positions.
    """
    checked = Geometry(geometry.type, _tuples(geometry.coordinates, _DEPTH[geometry.type], field))
    for part in _rings(checked):
        if len(part) < 4 or part[0] != part[-1]:
            raise InvalidValue(field, "A ring of the area is open or has fewer than four positions.")
    if geometry.type in {GeometryType.LINESTRING, GeometryType.MULTILINESTRING}:
        lines = [checked.coordinates] if geometry.type is GeometryType.LINESTRING else checked.coordinates
        if any(len(part) < 2 for part in lines):
            raise InvalidValue(field, "A line needs at least two positions.")
    return checked


def _tuples(value: Any, depth: int, field: str) -> Any:
    if not isinstance(value, list | tuple) or not value:
        raise InvalidValue(field, "The geometry is empty or not made of coordinates.")
    if depth > 0:
        return tuple(_tuples(part, depth - 1, field) for part in value)
    if len(value) < 2 or not all(isinstance(number, int | float) for number in value[:2]):
        raise InvalidValue(field, "A position needs a longitude and a latitude.")
    try:
        lon, lat = float(value[0]), float(value[1])
    except OverflowError:
        lon = lat = math.inf
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise InvalidValue(field, "A coordinate is not a number.")
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        swapped, metres = abs(lon) <= 90 and abs(lat) <= 180, abs(lon) > _FARTHEST or abs(lat) > _FARTHEST
        hint = " Are latitude and longitude swapped?" if swapped else ""
        hint = " In metres? Then their reference system has to be named." if metres else hint
        raise InvalidValue(field, f"The position {lat:g}, {lon:g} (latitude, longitude) is not on the globe.{hint}")
    return lon, lat


def _rings(geometry: Geometry) -> Iterator[tuple[Position, ...]]:
    if geometry.type is GeometryType.POLYGON:
        yield from geometry.coordinates
    elif geometry.type is GeometryType.MULTIPOLYGON:
        for polygon in geometry.coordinates:
            yield from polygon


def area_problem(geometry: Geometry) -> str | None:
    """Explain why an area is not valid (self-crossing and the like), or None. Imports shapely."""
    if geometry.type not in {GeometryType.POLYGON, GeometryType.MULTIPOLYGON}:
        return None
    import shapely

    shape = shapely.geometry.shape({"type": geometry.type.value, "coordinates": geometry.coordinates})
    if shape.is_valid:
        return None
    if not shape.area and not shapely.make_valid(shape).area:
        return "The area covers nothing; draw it anew."
    return _validity_sentence(str(shapely.is_valid_reason(shape)))


_REASONS = {
    "Self-intersection": "The outline of the area crosses itself",
    "Ring Self-intersection": "The outline of the area touches or crosses itself",
    "Hole lies outside shell": "A hole of the area lies outside of it",
    "Holes are nested": "A hole of the area lies within another hole",
    "Interior is disconnected": "Holes cut the area into pieces",
    "Nested shells": "One part of the area lies within another",
    "Duplicate Rings": "Two outlines of the area are the same",
    "Too few points in geometry component": "An outline of the area has too few corners",
}
_AT = re.compile(r"(?P<reason>[^\[]+)(?:\[(?P<lon>\S+) (?P<lat>[^\]\s]+).*\])?")


def _validity_sentence(reason: str) -> str:
    """What GEOS says, such as `Self-intersection[13 32]`, for a reader."""
    found = _AT.match(reason)
    known = _REASONS.get(found["reason"].strip()) if found else None
    if found is None or known is None:
        return f"The area is not valid: {reason}."
    if found["lat"] is None:
        return f"{known}."
    return f"{known}, near {float(found['lat']):.4f}, {float(found['lon']):.4f} (latitude, longitude)."


def union_of_areas(areas: list[Geometry]) -> Geometry:
    """Merge areas into one MultiPolygon; shared borders disappear. Imports shapely."""
    import shapely

    shapes = [shapely.geometry.shape({"type": area.type.value, "coordinates": area.coordinates}) for area in areas]
    merged = shapely.unary_union(shapes)
    if isinstance(merged, shapely.Polygon) and not merged.is_empty:
        merged = shapely.MultiPolygon([merged])
    if merged.is_empty or not isinstance(merged, shapely.MultiPolygon):
        raise InvalidValue("geometry", "These areas do not cover anything together.")
    coordinates = shapely.geometry.mapping(merged)["coordinates"]
    return checked_geometry(Geometry(GeometryType.MULTIPOLYGON, coordinates))
