"""The grid of cells (`app.viewport`): which square a position is in, and what it covers.

Positions are first rounded to a grid of 2**30 steps around the globe (about 4 cm), so that every reader of the same
numbers puts an event that lies on an edge into the same cell.
"""

import math
from collections.abc import Iterator
from typing import Final

from libyamap.app.viewport import MOST_MERCATOR_LATITUDE, CellKey
from libyamap.domain.geometry import Bounds

FINEST: Final = 30
STEPS: Final = 1 << FINEST
TILE_PIXELS: Final = 256


def fine(lon: float, lat: float) -> tuple[int, int]:
    """Column and row of a position (degrees) on the grid of 2**30 steps."""
    x = round((lon + 180.0) / 360.0 * STEPS) % STEPS
    return x, fine_row(lat)


def fine_row(lat: float) -> int:
    """Row of a latitude on the grid of 2**30 steps; the poles are in the first and the last."""
    y = round((0.5 - math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)) * STEPS)
    return max(0, min(STEPS - 1, y))


def cell_of(lon: float, lat: float, level: int) -> CellKey:
    """The cell of this level that holds the position."""
    x, y = fine(lon, lat)
    return CellKey(level, x >> (FINEST - level), y >> (FINEST - level))


def cell_bounds(key: CellKey) -> Bounds:
    """West, south, east, north of a cell in degrees; the first and last row reach to 85.0511° only."""
    side = 1 << key.level
    west, east = key.x / side * 360 - 180, (key.x + 1) / side * 360 - 180
    return west, _latitude((key.y + 1) / side), east, _latitude(key.y / side)


def level_for(zoom: float, cell_pixels: int) -> int:
    """The level whose cells are `cell_pixels` wide at a whole zoom, and up to twice that between two zooms."""
    level = math.floor(zoom) + round(math.log2(TILE_PIXELS / max(1, cell_pixels)))
    return max(0, min(FINEST - 2, level))


def columns_and_rows(bounds: Bounds, level: int) -> tuple[int, int, int, int] | None:
    """The block of cells that meets the bounds: first column, first row, how many of each; None for no bounds.

    The columns may go on past the last one, across the antimeridian, but never twice around.
    """
    west, south, east, north = bounds
    if not all(math.isfinite(side) for side in bounds) or south > north:
        return None
    width = east - west if east >= west else east - west + 360.0
    side, shift = 1 << level, FINEST - level
    first_row, last_row = fine_row(min(90.0, north)) >> shift, fine_row(max(-90.0, south)) >> shift
    if width >= 360.0:
        return 0, first_row, side, last_row - first_row + 1
    start = (west + 180.0) % 360.0
    first = round(start / 360.0 * STEPS) >> shift
    last = round((start + width) / 360.0 * STEPS) >> shift
    return first % side, first_row, min(side, last - first + 1), last_row - first_row + 1


def keys_in(bounds: Bounds, level: int) -> Iterator[CellKey]:
    """The cells that meet the bounds, row by row."""
    block = columns_and_rows(bounds, level)
    if block is None:
        return
    x, y, width, height = block
    for row in range(y, y + height):
        for column in range(x, x + width):
            yield CellKey(level, column % (1 << level), row)


def _latitude(part: float) -> float:
    """Degrees north of a place on the map's height, 0 at the top and 1 at the bottom."""
    if part in {0.0, 1.0}:
        return MOST_MERCATOR_LATITUDE if part == 0 else -MOST_MERCATOR_LATITUDE
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * part))))
