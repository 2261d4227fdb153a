"""A grid over the globe and the weeks, in which what can be the same meets in a cell: no pair is looked at in vain.

Cells are bands of latitude, cut into columns about as wide as the band is high, so that they are alike everywhere; the
columns go round the globe, so that the antimeridian is a line like any other. One week is looked at after the other, so
that the cells of all of them need not be held at once.
"""

import math
from array import array
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from libyamap.app.duplicates.likeness import NEAR_DAYS, NEAR_M
from libyamap.app.duplicates.sketches import Sketches

_BAND_DEGREES: Final = 0.25
_DEGREE_M: Final = 110_500.0  # of latitude, where it is shortest
_DAYS: Final = 7
_BANDS: Final = round(180 / _BAND_DEGREES)
_COLUMNS: Final = round(360 / _BAND_DEGREES)


class Meeting(NamedTuple):
    """The events (by number, rising) that touch one cell in one week.

    Two of them may meet elsewhere too: they are to be looked at where `is_first` says so. `done` is the share of all
    that was gone through before this week.
    """

    cell: int
    week: int
    members: list[int]
    several: dict[int, frozenset[int]]
    starts: "array[int]"
    done: float

    def is_first(self, one: int, other: int) -> bool:
        """Whether this is the first cell of the first week in which these two members meet."""
        if self.week > self.starts[one] and self.week > self.starts[other]:
            return False
        mine, theirs = self.several.get(one), self.several.get(other)
        return mine is None or theirs is None or min(mine & theirs) == self.cell


def meetings(sketches: Sketches) -> Iterator[Meeting]:
    """Every cell with two events or more: every two that can be near in place and time are in one of them."""
    starts = array("i", ((first - NEAR_DAYS) // _DAYS for first in sketches.first))
    weeks: defaultdict[int, array[int]] = defaultdict(lambda: array("l"))
    for at, (start, last) in enumerate(zip(starts, sketches.last, strict=True)):
        for week in range(start, last // _DAYS + 1):
            weeks[week].append(at)
    done, total = 0, sum(map(len, weeks.values()))
    for week in sorted(weeks):
        several: dict[int, frozenset[int]] = {}
        cells: defaultdict[int, list[int]] = defaultdict(list)
        active = weeks.pop(week)
        for at in active:
            touched = cells_around(sketches.lon[at], sketches.lat[at], sketches.reach[at])
            if len(touched) > 1:
                several[at] = frozenset(touched)
            for cell in touched:
                cells[cell].append(at)
        for cell, members in cells.items():
            if len(members) > 1:
                yield Meeting(cell, week, members, several, starts, done / total)
        done += len(active)


def cells_around(lon: float, lat: float, reach_m: float) -> list[int]:
    """The cells that an event touches with half of what two may be apart."""
    high = (reach_m + NEAR_M / 2) / _DEGREE_M
    cells = []
    for band in range(_band(lat - high), _band(lat + high) + 1):
        columns, wide = _row(band, high)
        west = math.floor((lon - wide + 180) / 360 * columns)
        east = math.floor((lon + wide + 180) / 360 * columns)
        first = band * _COLUMNS
        cells += [first + column % columns for column in range(west, min(east, west + columns - 1) + 1)]
    return cells


def _band(lat: float) -> int:
    return max(0, min(_BANDS - 1, math.floor((lat + 90) / _BAND_DEGREES)))


@lru_cache(maxsize=10_000)
def _row(band: int, high: float) -> tuple[int, float]:
    """How many columns a band has, and how far `high` degrees of latitude reach in it, in degrees of longitude."""
    south = abs(band * _BAND_DEGREES - 90)
    north = abs((band + 1) * _BAND_DEGREES - 90)
    columns = max(1, math.floor(_COLUMNS * math.cos(math.radians(min(south, north)))))
    # What touches the band lies no farther from it than it reaches.
    widest = min(89.9, max(south, north) + 2 * high)
    return columns, high / math.cos(math.radians(widest))
