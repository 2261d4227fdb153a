"""Well-known text and shapely's shapes as our own geometries; Z and M are dropped. Imports shapely when asked."""

import re
import warnings
from typing import TYPE_CHECKING, Any, Final

from libyamap.domain.geometry import Geometry, GeometryType, checked_geometry
from libyamap.errors import InvalidValue

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_SRID = re.compile(r"\s*SRID=(\d+);", re.IGNORECASE)
_LONGEST: Final = 50_000_000
CURVED: Final = "The geometry is made of arcs; save the file with straight lines in their place."
_WITHOUT_COLLECTION: Final = {kind.value: kind for kind in GeometryType}
_MULTI: Final = {
    GeometryType.POINT: GeometryType.MULTIPOINT,
    GeometryType.LINESTRING: GeometryType.MULTILINESTRING,
    GeometryType.POLYGON: GeometryType.MULTIPOLYGON,
}


def geometry_of_wkt(text: str) -> Geometry | None:
    """The geometry (EPSG:4326); None if empty, InvalidValue for what is none of ours or not on the globe."""
    import shapely

    srid = _SRID.match(text)
    if srid:
        if srid[1] != "4326":
            raise InvalidValue("geometry", f"The geometry is in the reference system {srid[1]}, not in EPSG:4326.")
        text = text[srid.end() :]
    try:
        if len(text) > _LONGEST:
            raise ValueError
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # a number that is too large is told as one off the globe
            shape = shapely.from_wkt(text)
    except (ValueError, shapely.errors.ShapelyError):
        raise InvalidValue("geometry", f"“{text[:60]}” is not well-known text of a geometry.") from None
    except NotImplementedError:
        raise InvalidValue("geometry", CURVED) from None
    return geometry_of_shape(shape)


def geometry_of_shape(shape: "BaseGeometry | None") -> Geometry | None:
    """Our own, checked; None for null and empty ones, InvalidValue where it is not on the globe or of another type."""
    import shapely

    if shape is None or shape.is_empty:
        return None
    mapped: dict[str, Any] = shapely.geometry.mapping(shapely.force_2d(shape))
    return geometry_of_json(mapped)


def geometry_of_json(mapped: object, depth: int = 0) -> Geometry | None:
    """A GeoJSON geometry object (RFC 7946, 3.1); a collection of one sort becomes its multiple."""
    if mapped is None:
        return None
    if not isinstance(mapped, dict):
        raise InvalidValue("geometry", "The geometry is not a GeoJSON geometry.")
    name = mapped.get("type")
    if name == "GeometryCollection":
        return _collected(mapped.get("geometries"), depth)
    kind = _WITHOUT_COLLECTION.get(name) if isinstance(name, str) else None
    if kind is None:
        raise InvalidValue("geometry", f"A geometry of the type “{str(name)[:40]}” cannot be shown.")
    coordinates = mapped.get("coordinates")
    if coordinates in (None, [], ()):
        return None
    return checked_geometry(Geometry(kind, coordinates))


def _collected(parts: object, depth: int) -> Geometry | None:
    if depth > 5 or not isinstance(parts, list | tuple):
        raise InvalidValue("geometry", "The collection of geometries is too deep or not a list.")
    found = [geometry for part in parts if (geometry := geometry_of_json(part, depth + 1)) is not None]
    if len(found) <= 1:
        return found[0] if found else None
    kinds = {geometry.type for geometry in found}
    kind = next(iter(kinds))
    if len(kinds) > 1 or kind not in _MULTI:
        raise InvalidValue("geometry", "A collection of different geometries cannot be shown as one feature.")
    return Geometry(_MULTI[kind], tuple(geometry.coordinates for geometry in found))
