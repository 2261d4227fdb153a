"""A grid over the globe and the days, in which what can be the same meets in a cell: no pair is looked at in vain.

Cells are bands of latitude, cut into columns about as wide as the band is high, so that they are alike everywhere; the
columns go round the globe, so that the antimeridian is a line like any other.
"""

import math
from collections.abc import Iterator
from typing import Final

from libyamap.app.duplicates.likeness import NEAR_DAYS, NEAR_M
from libyamap.app.duplicates.sketch import Sketch

_BAND_DEGREES: Final = 0.25
_DEGREE_M: Final = 110_500.0  # of latitude, where it is shortest
_DAYS: Final = 7
_BANDS: Final = round(180 / _BAND_DEGREES)
Cell = tuple[int, int, int]


def pairs(sketches: list[Sketch]) -> Iterator[tuple[Sketch, Sketch]]:
    """Every two that can be near in place and time, once each."""
    members: dict[Cell, list[int]] = {}
    cells = [frozenset(_cells(each)) for each in sketches]
    for at, covered in enumerate(cells):
        for cell in covered:
            members.setdefault(cell, []).append(at)
    for cell, found in members.items():
        for number, at in enumerate(found):
            one, mine = sketches[at], cells[at]
            for other_at in found[:number]:
                theirs = cells[other_at]
                if len(mine) > 1 < len(theirs) and min(mine & theirs) != cell:
                    continue  # they meet in another cell too, and are looked at there
                yield sketches[other_at], one


def _cells(sketch: Sketch) -> Iterator[Cell]:
    """The cells that it touches with half of what two may be apart."""
    lon, lat = sketch.at
    high = (sketch.reach_m + NEAR_M / 2) / _DEGREE_M
    weeks = range((sketch.first - NEAR_DAYS) // _DAYS, sketch.last // _DAYS + 1)
    for band in range(_band(lat - high), _band(lat + high) + 1):
        south = band * _BAND_DEGREES - 90
        columns = _columns(south)
        widest = min(89.9, max(abs(lat) + high, abs(south), abs(south + _BAND_DEGREES)))
        wide = high / math.cos(math.radians(widest))
        west, east = (math.floor((edge + 180) / 360 * columns) for edge in (lon - wide, lon + wide))
        for column in range(west, min(east, west + columns - 1) + 1):
            for week in weeks:
                yield band, column % columns, week


def _band(lat: float) -> int:
    return max(0, min(_BANDS - 1, math.floor((lat + 90) / _BAND_DEGREES)))


def _columns(south: float) -> int:
    nearest = min(abs(south), abs(south + _BAND_DEGREES))
    return max(1, math.floor(360 / _BAND_DEGREES * math.cos(math.radians(nearest))))
