"""Where things lie on a sheet: the map's frame, and the columns that explain it beside or below; nothing upon the map.

Lying sheets have the columns at the right, standing and square ones below. Ways to arrange them come in order: the
first has the largest map, the last the most room for texts.
"""

import math
from collections.abc import Iterator
from typing import Final, NamedTuple

from libyamap.app.briefing.sheet import Sheet
from libyamap.briefing.parts import Frame

LYING: Final = 1.2
"""From this ratio of width to height on, the columns are at the right."""
_REFERENCE: Final = math.sqrt(1123 * 794)  # A4
_SLIDE: Final = 1.25
"""Letters on a slide are larger: it is read from farther away."""
MARGIN: Final = 26.0
GAP: Final = 16.0
STRIP: Final = 26.0
"""Below the map: scale bar and north arrow."""
GRID_EDGE: Final = 15.0
"""Left of and above the map, for the grid's labels."""
_COLUMNS: Final = (
    (1, 224.0, 1.0, False), (1, 232.0, 0.92, False), (1, 292.0, 1.0, True), (1, 292.0, 0.88, True),
    (2, 200.0, 0.92, False), (2, 216.0, 0.86, True), (2, 236.0, 0.78, True), (3, 204.0, 0.78, True),
)  # fmt: skip
"""How many, how wide, how small their letters, and whether short signs of the legend stand two and two."""
_MOST: Final = 0.6
"""Of the body's width: so much the columns take at most."""
_BANDS: Final = (
    (0.2, 1.0, False), (0.24, 0.92, True), (0.3, 0.92, True), (0.36, 0.9, True), (0.42, 0.88, True), (0.5, 0.8, True),
)  # fmt: skip
"""Of the body's height, how small their letters, and whether short signs stand two and two."""
_BAND_COLUMN: Final = 215.0


class Arrangement(NamedTuple):
    """One way to lay out a sheet. `small` shrinks the columns' letters; `paired`: short signs stand two and two."""

    map: Frame
    columns: tuple[Frame, ...]
    small: float = 1.0
    paired: bool = False


def unit_of(sheet: Sheet) -> float:
    """Sheet pixels for each pixel that sizes are given in: 1 on A4, more on larger sheets and slides."""
    width, height = sheet.size
    grown = math.sqrt(width * height) / _REFERENCE
    if sheet.paper.startswith("slide"):
        return grown * _SLIDE
    return max(0.55, grown if grown < 1 else 1 + (grown - 1) * 0.75)


def map_unit_of(sheet: Sheet) -> float:
    """The same for signs and names on the map: on a slide they are hardly larger, for there is little room."""
    unit = unit_of(sheet)
    return max(unit / _SLIDE, unit * 0.82) if sheet.paper.startswith("slide") else unit


def arrangements(body: Frame, unit: float, *, columns: bool, strip: bool, grid: bool) -> Iterator[Arrangement]:
    """Ways to lay out the body of a sheet, the largest map first; one way alone where there are no columns."""
    below, edge, gap = STRIP * unit * strip, GRID_EDGE * unit * grid, GAP * unit
    if not columns:
        yield Arrangement(_inside(body, edge, below), ())
    elif body.width / body.height >= LYING:
        for count, width, small, paired in _COLUMNS:
            taken = count * width * unit + (count - 1) * gap
            if taken > body.width * _MOST:
                continue
            left = body.x + body.width - taken
            frames = tuple(
                Frame(left + index * (width * unit + gap), body.y, width * unit, body.height) for index in range(count)
            )
            room = body._replace(width=body.width - taken - gap)
            yield Arrangement(_inside(room, edge, below), frames, small, paired)
    else:
        count = max(1, min(4, round(body.width / (_BAND_COLUMN * unit))))
        width = (body.width - (count - 1) * gap) / count
        for share, small, paired in _BANDS:
            height = body.height * share
            top = body.bottom - height
            frames = tuple(Frame(body.x + index * (width + gap), top, width, height) for index in range(count))
            room = body._replace(height=body.height - height - gap * 0.5)
            yield Arrangement(_inside(room, edge, below), frames, small, paired)


def _inside(room: Frame, edge: float, below: float) -> Frame:
    return Frame(room.x + edge, room.y + edge, room.width - edge, room.height - edge - below)
