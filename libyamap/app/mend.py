"""What is wrong with a place or shape that somebody gave, in words, and what was probably meant."""

import math
from collections.abc import Sequence
from typing import Any

import msgspec

from libyamap.domain.geometry import Bounds, Geometry, GeometryType, Position, area_problem, checked_geometry, point
from libyamap.domain.shaping import repaired_area
from libyamap.errors import InvalidValue

AREAS = frozenset({GeometryType.POLYGON, GeometryType.MULTIPOLYGON})


class Mend(msgspec.Struct, frozen=True):
    """What is wrong (`problem`), and what can be done: `offer` is a question with the geometry that a yes would give.

    `certain` says that the geometry cannot be kept as it is; otherwise it only looks like a slip.
    """

    problem: str
    offer: str = ""
    geometry: Geometry | None = None
    certain: bool = True


def mend(geometry: Geometry, expected: Sequence[Bounds] = ()) -> Mend | None:
    """What is wrong with the geometry; None where it is as it should be.

    `expected` are frames (EPSG:4326) that the project is about: a point outside all of them that lies within one with
    latitude and longitude swapped was probably swapped.
    """
    try:
        checked = checked_geometry(geometry)
    except InvalidValue as problem:
        return _broken(geometry, str(problem))
    if geometry.type is GeometryType.POINT:
        return _slip(checked, expected)
    if geometry.type in AREAS:
        problem_in_words = area_problem(checked)
        if problem_in_words:
            return _with_repair(problem_in_words, checked)
    return None


def swapped(lon: float, lat: float) -> Position | None:
    """The position with latitude and longitude in each other's place, where that lies on the globe."""
    if math.isfinite(lon) and math.isfinite(lat) and abs(lat) <= 180 and abs(lon) <= 90 and lon != lat:
        return lat, lon
    return None


def _slip(geometry: Geometry, expected: Sequence[Bounds]) -> Mend | None:
    lon, lat = geometry.coordinates
    other = swapped(lon, lat)
    if other is None or any(_in(frame, (lon, lat)) for frame in expected):
        return None
    if not any(_in(frame, other) for frame in expected):
        return None
    return Mend(
        f"{_words((lon, lat))} lies outside of what this project is about.",
        f"Did you mean {_words(other)}?",
        point(*other),
        certain=False,
    )


def _broken(geometry: Geometry, problem: str) -> Mend:
    if geometry.type in AREAS:
        closed = _with_repair(problem, geometry)
        if closed.geometry is not None:
            return closed
    try:
        turned = checked_geometry(Geometry(geometry.type, _swapped(geometry.coordinates)))
    except (InvalidValue, TypeError, IndexError):
        return Mend(problem)
    if geometry.type in AREAS and area_problem(turned):
        return Mend(problem)
    problem = problem.removesuffix(" Are latitude and longitude swapped?")
    first = next(turned.positions())
    of_all = "" if geometry.type is GeometryType.POINT else ", and so on"
    return Mend(problem, f"Did you mean {_words(first)}{of_all}?", turned)


def _with_repair(problem: str, geometry: Geometry) -> Mend:
    try:
        repaired = repaired_area(geometry)
    except InvalidValue:
        return Mend(problem)
    return Mend(problem, "Repair the outline?", repaired)


def _swapped(value: Any) -> Any:
    if isinstance(value[0], int | float):
        return value[1], value[0]
    if isinstance(value, str):
        raise TypeError
    return tuple(_swapped(part) for part in value)


def _in(frame: Bounds, position: Position) -> bool:
    west, south, east, north = frame
    lon, lat = position
    return south <= lat <= north and (lon - west) % 360.0 <= (east - west) % 360.0


def _words(position: Position) -> str:
    lon, lat = position
    return f"{lat:g}, {lon:g} (latitude, longitude)"
