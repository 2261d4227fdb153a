"""The grid that places are rounded to: rows of equal height, in each of them cells about as wide as they are high.

Rows count from the equator, columns from 180° W; a row has a whole number of columns around the globe, so that every
position lies in exactly one cell. Kilometres are those of the mean sphere: a cell's sides differ from the nominal size
by less than 1 % up to 60° of latitude, apart from the rounding to whole columns. Positions are EPSG:4326.
"""

import math
from typing import Final, NamedTuple

from libyamap.domain.geodesy import course
from libyamap.domain.geometry import Bounds, Position

KM_PER_DEGREE: Final = 111.195


class GridCell(NamedTuple):
    """One cell by its row and column in a grid of `km` kilometres."""

    km: float
    row: int
    column: int

    @property
    def bounds(self) -> Bounds:
        """West, south, east, north in degrees."""
        height = self.km / KM_PER_DEGREE
        width = 360 / _columns(self.km, self.row)
        west, east = (-180 + column * width for column in (self.column, self.column + 1))  # exactly the next one's west
        return west, max(-90.0, self.row * height), min(180.0, east), min(90.0, (self.row + 1) * height)

    @property
    def middle(self) -> Position:
        """Where everything in the cell is said to be; to 5 decimals, which are a metre."""
        west, south, east, north = self.bounds
        return round((west + east) / 2, 5), round((south + north) / 2, 5)

    @property
    def reach_m(self) -> float:
        """Metres from the middle to the farthest corner: a circle of it holds the whole cell."""
        west, south, _, north = self.bounds
        return max(course(self.middle, (west, lat)).metres for lat in (south, north))


def cell_at(position: Position, km: float) -> GridCell:
    """The cell that a position lies in."""
    lon, lat = position
    row = math.floor(min(lat, math.nextafter(90.0, 0.0)) * KM_PER_DEGREE / km)
    columns = _columns(km, row)
    return GridCell(km, row, math.floor((lon + 180) % 360 * columns / 360) % columns)


def cells_in(bounds: Bounds, km: float) -> list[GridCell]:
    """All cells that meet a box, which does not cross the antimeridian."""
    west, south, east, north = bounds
    found = []
    for row in range(cell_at((west, south), km).row, cell_at((west, north), km).row + 1):
        columns = _columns(km, row)
        first = min(columns - 1, math.floor((west + 180) * columns / 360))
        last = min(columns - 1, math.floor((east + 180) * columns / 360))
        found += [GridCell(km, row, column) for column in range(first, last + 1)]
    return found


def _columns(km: float, row: int) -> int:
    """How many cells go around the globe in a row."""
    lat = min(89.9, abs((row + 0.5) * km / KM_PER_DEGREE))
    return max(1, round(360 * KM_PER_DEGREE * math.cos(math.radians(lat)) / km))
