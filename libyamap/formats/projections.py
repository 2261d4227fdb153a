"""Reference systems: positions of a file in whatever system to longitude and latitude in WGS 84."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from libyamap.domain.geometry import Position
from libyamap.domain.reference_systems import to_degrees
from libyamap.errors import InvalidValue, WorldError

_DEEPEST: Final = 5


def is_wgs84(crs: str | None) -> bool:
    """Whether positions are longitude and latitude already."""
    return crs is None or crs.upper() in {"EPSG:4326", "OGC:CRS84"}


def says_its_own(file: str) -> str:
    """What a reader should know who has named a reference system that was not needed."""
    return f"“{file}” says itself in which reference system it is, so the one that was named was not used for it."


def to_wgs84(crs: str, file: str) -> Callable[[Any], Any]:
    """A function on nested coordinates (as in GeoJSON); WorldError for a system that is not known."""
    try:
        to_degrees(crs, (), ())
    except InvalidValue:
        name = crs[:80].encode("utf-8", "replace").decode()  # it may hold half a character
        raise WorldError(f"“{file}” is in a reference system that is not known here (“{name}”).") from None

    def change(value: Any) -> Any:
        eastings: list[float] = []
        northings: list[float] = []
        _collect(value, eastings, northings)
        positions: list[Position] = []
        for position in to_degrees(crs, eastings, northings):
            if position is None:
                raise InvalidValue("geometry", "A position cannot be brought into longitude and latitude.")
            positions.append(position)
        return _rebuilt(value, iter(positions))

    return change


def _collect(value: Any, eastings: list[float], northings: list[float], depth: int = 0) -> None:
    """Note all positions, in order."""
    if depth > _DEEPEST or not isinstance(value, list | tuple):
        raise InvalidValue("geometry", "The geometry is not made of coordinates.")
    if value and isinstance(value[0], int | float):
        if len(value) < 2 or not isinstance(value[1], int | float):
            raise InvalidValue("geometry", "A position needs two coordinates.")
        try:
            easting, northing = float(value[0]), float(value[1])
        except OverflowError:
            raise InvalidValue("geometry", "A position cannot be brought into longitude and latitude.") from None
        eastings.append(easting)
        northings.append(northing)
        return
    for part in value:
        _collect(part, eastings, northings, depth + 1)


def _rebuilt(value: Any, positions: Iterator[Position]) -> Any:
    if value and isinstance(value[0], int | float):
        return next(positions)
    return tuple(_rebuilt(part, positions) for part in value)
