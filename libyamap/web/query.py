"""Reads the fields of a request. Whatever comes is checked; a field that is not as it should be is a BadQuery."""

import math
from collections.abc import Mapping

from libyamap.app.cells import FINEST
from libyamap.app.viewport import CellKey
from libyamap.domain.geometry import Bounds


class BadQuery(ValueError):
    """A field is missing, no number, or out of range."""


def number(query: Mapping[str, str], name: str, low: float, high: float) -> float:
    """The field as a finite number from `low` to `high`."""
    text = query.get(name, "")
    try:
        value = float(text) if len(text) <= 40 and text.isascii() else math.nan
    except ValueError:
        value = math.nan
    if not low <= value <= high:
        raise BadQuery(name)
    return value


def whole_number(text: str, high: int) -> int:
    """Text of a path as a whole number from 0 to `high`."""
    if not (text.isascii() and text.isdigit() and len(text) <= 12 and int(text) <= high):
        raise BadQuery(text[:40])
    return int(text)


def tile_key(text: str, deepest: int) -> tuple[int, int, int]:
    """`z-x-y` as zoom, column and row of a tile that the pyramid has."""
    parts = text.split("-")
    if len(parts) != 3:
        raise BadQuery(text[:40])
    z = whole_number(parts[0], deepest)
    return z, whole_number(parts[1], 2**z - 1), whole_number(parts[2], 2**z - 1)


def cell_key(text: str) -> CellKey:
    """`level/x/y` as the cell of the grid that it names."""
    parts = text.split("/")
    if len(parts) != 3:
        raise BadQuery(text[:40])
    level = whole_number(parts[0], FINEST)
    return CellKey(level, whole_number(parts[1], 2**level - 1), whole_number(parts[2], 2**level - 1))


def frame(query: Mapping[str, str], of: str = "") -> Bounds:
    """The fields w, s, e, n as bounds (EPSG:4326); `of` stands before their names.

    Leaflet counts longitudes on beyond 180 degrees, so a frame there is brought back; one that shows the whole world
    round stays whole. west > east where it crosses the antimeridian.
    """
    west, east = number(query, f"{of}w", -1e4, 1e4), number(query, f"{of}e", -1e4, 1e4)
    south, north = number(query, f"{of}s", -90, 90), number(query, f"{of}n", -90, 90)
    if west > east or south > north:
        raise BadQuery(f"{of}w" if west > east else f"{of}s")
    if east - west >= 360:
        return -180.0, south, 180.0, north
    return wrapped(west), south, wrapped(east) if wrapped(east) != -180 else 180.0, north


def wrapped(lon: float) -> float:
    """The same longitude from -180 up to 180 degrees."""
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180
