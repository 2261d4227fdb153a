"""Reference systems: positions of a file in whatever system to longitude and latitude in WGS 84. Imports pyproj."""

from collections.abc import Callable
from typing import Any

from libyamap.errors import InvalidValue, WorldError


def is_wgs84(crs: str | None) -> bool:
    """Whether positions are longitude and latitude already."""
    return crs is None or crs.upper() in {"EPSG:4326", "OGC:CRS84"}


def to_wgs84(crs: str, file: str) -> Callable[[Any], Any]:
    """A function on nested coordinates (as in GeoJSON); WorldError for a system that is not known."""
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    try:
        transformer = Transformer.from_crs(crs, 4326, always_xy=True)
    except ProjError:
        raise WorldError(f"“{file}” is in a reference system that is not known here (“{crs[:80]}”).") from None

    def change(value: Any, depth: int = 0) -> Any:
        if depth > 5 or not isinstance(value, list | tuple):
            raise InvalidValue("geometry", "The geometry is not made of coordinates.")
        if value and isinstance(value[0], int | float):
            if len(value) < 2 or not isinstance(value[1], int | float):
                raise InvalidValue("geometry", "A position needs two coordinates.")
            try:
                lon, lat = transformer.transform(float(value[0]), float(value[1]), errcheck=True)
            except (ProjError, OverflowError):
                raise InvalidValue("geometry", "A position cannot be brought into longitude and latitude.") from None
            return (lon, lat)
        return tuple(change(part, depth + 1) for part in value)

    return change
