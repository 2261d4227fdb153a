"""Working on shapes: moving, splitting, cutting and repairing them. shapely is imported when it is needed.

Coordinates are longitude and latitude taken as plane numbers, as borders on a plain map are meant.
"""

from collections.abc import Iterable
from typing import Any, Final

from libyamap.domain.geometry import Geometry, GeometryType, Position, area_problem, checked_geometry
from libyamap.errors import InvalidValue

_STEP: Final = 1e-6
"""Degrees; how far apart two points of a line are taken to know its direction at a place."""


def shifted(geometry: Geometry, by: Position) -> Geometry:
    """The geometry moved by degrees of longitude and latitude; InvalidValue where it would leave the globe."""
    return checked_geometry(Geometry(geometry.type, _shifted(geometry.coordinates, by)))


def split_area(area: Geometry, line: Geometry) -> tuple[Geometry, Geometry]:
    """Cut an area in two along a line: the larger part and the smaller; InvalidValue if it does not lead across."""
    import shapely
    from shapely.ops import split

    if line.type is not GeometryType.LINESTRING:
        raise InvalidValue("geometry", "An area is split along one line.")
    blade: Any = _shape(checked_geometry(line))
    left: list[Any] = []
    right: list[Any] = []
    whole: list[Any] = []
    for polygon in _polygons(_valid(area)):
        pieces = list(split(polygon, blade).geoms)
        if len(pieces) == 1:
            whole.append(polygon)
            continue
        for piece in pieces:
            (left if _is_left(blade, piece.representative_point()) else right).append(piece)
    if not left or not right:
        raise InvalidValue("geometry", "The line does not lead across the area; begin and end it outside.")
    larger, smaller = sorted((left, right), key=lambda pieces: -sum(piece.area for piece in pieces))
    return _area(shapely.unary_union([*larger, *whole])), _area(shapely.unary_union(smaller))


def cut_area(area: Geometry, hole: Geometry) -> Geometry:
    """What is left of an area when another is taken out; InvalidValue where that is nothing, or all of it."""
    shape, out = _valid(area), _valid(hole)
    if not shape.intersection(out).area:
        raise InvalidValue("geometry", "The piece lies outside the area, so there is nothing to cut.")
    left = shape.difference(out)
    if left.is_empty:
        raise InvalidValue("geometry", "Nothing would be left of the area; delete it instead.")
    return _area(left)


def repaired_area(area: Geometry) -> Geometry:
    """The area made valid (OGC simple features): loops untangled, outlines closed; InvalidValue if none is left."""
    import shapely

    closed = Geometry(area.type, _closed(area))
    return _area(shapely.make_valid(_shape(checked_geometry(closed))))


def parted_at_antimeridian(area: Geometry) -> Geometry:
    """An area of longitudes beyond -180 or 180 in parts between them, on both sides (RFC 7946, section 3.1.9)."""
    import shapely
    from shapely.affinity import translate

    shape = shapely.make_valid(_shape(area))
    turns = (-360.0, 0.0, 360.0)
    parts = [shape.intersection(shapely.box(turn - 180.0, -90.0, turn + 180.0, 90.0)) for turn in turns]
    return _area(shapely.GeometryCollection([translate(part, -turn) for part, turn in zip(parts, turns, strict=True)]))


def _valid(area: Geometry) -> Any:
    problem = area_problem(area)
    if problem:
        raise InvalidValue("geometry", f"{problem} Repair it first.")
    return _shape(area)


def _shape(geometry: Geometry) -> Any:
    import shapely.geometry

    return shapely.geometry.shape({"type": geometry.type.value, "coordinates": geometry.coordinates})


def _polygons(shape: Any) -> Iterable[Any]:
    """The polygons in a shape; lines and points that an operation left over are dropped."""
    if shape.geom_type == "Polygon":
        return [shape] if shape.area else []
    return [polygon for part in getattr(shape, "geoms", ()) for polygon in _polygons(part)]


def _area(shape: Any) -> Geometry:
    import shapely.geometry

    polygons = list(_polygons(shape))
    if not polygons:
        raise InvalidValue("geometry", "The area covers nothing; draw it anew.")
    coordinates = shapely.geometry.mapping(shapely.MultiPolygon(polygons))["coordinates"]
    return checked_geometry(Geometry(GeometryType.MULTIPOLYGON, coordinates))


def _is_left(line: Any, place: Any) -> bool:
    """Whether a place lies to the left of the line, seen along it where it is nearest."""
    at = line.project(place)
    start, end = line.interpolate(max(0.0, at - _STEP)), line.interpolate(min(line.length, at + _STEP))
    across = (end.x - start.x) * (place.y - start.y) - (end.y - start.y) * (place.x - start.x)
    return bool(across > 0)


def _closed(area: Geometry) -> Any:
    if area.type is GeometryType.POLYGON:
        return tuple(_closed_ring(ring) for ring in area.coordinates)
    if area.type is GeometryType.MULTIPOLYGON:
        return tuple(tuple(_closed_ring(ring) for ring in polygon) for polygon in area.coordinates)
    raise InvalidValue("geometry", "Only an area can be repaired.")


def _closed_ring(ring: Any) -> Any:
    return ring if not ring or ring[0] == ring[-1] else (*ring, ring[0])


def _shifted(value: Any, by: Position) -> Any:
    if isinstance(value[0], int | float):
        return value[0] + by[0], value[1] + by[1]
    return tuple(_shifted(part, by) for part in value)
