"""An area in a filter's text: W,S,E,N in degrees, or WKT (OGC 06-103r4) of a polygon. WGS 84, longitude first."""

import math

from libyamap.domain.geometry import Geometry, GeometryType, checked_geometry
from libyamap.errors import InvalidValue


def area_text(area: Geometry) -> str:
    """WKT of a Polygon or MultiPolygon; the numbers come back exactly."""
    polygons = [area.coordinates] if area.type is GeometryType.POLYGON else area.coordinates
    written = [
        "(" + ", ".join("(" + ", ".join(f"{lon!r} {lat!r}" for lon, lat in ring) + ")" for ring in polygon) + ")"
        for polygon in polygons
    ]
    return f"POLYGON {written[0]}" if area.type is GeometryType.POLYGON else f"MULTIPOLYGON ({', '.join(written)})"


def area_from_text(text: str) -> Geometry:
    """The area of a box or of WKT, which shapely reads; InvalidValue where it is neither."""
    box = _box(text)
    return box if box is not None else _from_wkt(text)


def box_area(west: float, south: float, east: float, north: float) -> Geometry:
    """A box as an area; in two parts where it crosses the antimeridian (west > east)."""
    parts = [(west, east)] if west < east else [(west, 180.0), (-180.0, east)]
    rings = [((left, south), (right, south), (right, north), (left, north), (left, south)) for left, right in parts]
    return checked_geometry(Geometry(GeometryType.MULTIPOLYGON, tuple((ring,) for ring in rings)), "area")


def _box(text: str) -> Geometry | None:
    try:
        sides = [float(part) for part in text.split(",")]
    except ValueError:
        return None
    if len(sides) != 4 or not all(map(math.isfinite, sides)) or sides[1] >= sides[3]:
        raise InvalidValue("filter", f"“{text[:60]}” is no area: write west,south,east,north in degrees, south first.")
    return box_area(sides[0], sides[1], sides[2], sides[3])


def _from_wkt(text: str) -> Geometry:
    import shapely
    from shapely.geometry import mapping

    try:
        shape = shapely.from_wkt(text)
    except (shapely.errors.GEOSException, NotImplementedError):  # the latter for arcs
        shape = None
    if shape is None or shape.is_empty or shape.geom_type not in {"Polygon", "MultiPolygon"}:
        raise InvalidValue("filter", f"“{text[:60]}” is no area: write west,south,east,north or a POLYGON as WKT.")
    found = mapping(shape)
    return checked_geometry(Geometry(GeometryType(found["type"]), found["coordinates"]), "area")
