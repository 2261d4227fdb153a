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
_COLUMNS: Final = ((1, 224.0, 1.0), (1, 236.0, 0.9), (2, 196.0, 0.95), (2, 196.0, 0.85), (3, 180.0, 0.85))
_BANDS: Final = ((0.2, 1.0), (0.26, 1.0), (0.26, 0.9), (0.33, 0.9), (0.42, 0.9), (0.48, 0.82))
_BAND_COLUMN: Final = 215.0


class Arrangement(NamedTuple):
    """One way to lay out a sheet. `small` shrinks the columns' letters."""

    map: Frame
    columns: tuple[Frame, ...]
    small: float = 1.0


def unit_of(sheet: Sheet) -> float:
    """Sheet pixels for each pixel that sizes are given in: 1 on A4, more on larger sheets and slides."""
    width, height = sheet.size
    grown = math.sqrt(width * height) / _REFERENCE
    if sheet.paper.startswith("slide"):
        return grown * _SLIDE
    return min(2.6, max(0.55, grown if grown < 1 else 1 + (grown - 1) * 0.75))


def arrangements(body: Frame, unit: float, *, columns: bool, strip: bool, grid: bool) -> Iterator[Arrangement]:
    """Ways to lay out the body of a sheet, the largest map first; one way alone where there are no columns."""
    below, edge, gap = STRIP * unit * strip, GRID_EDGE * unit * grid, GAP * unit
    if not columns:
        yield Arrangement(_inside(body, edge, below), ())
    elif body.width / body.height >= LYING:
        for count, width, small in _COLUMNS:
            taken = count * width * unit + (count - 1) * gap
            if taken > body.width * 0.6:
                break
            left = body.x + body.width - taken
            frames = tuple(
                Frame(left + index * (width * unit + gap), body.y, width * unit, body.height) for index in range(count)
            )
            yield Arrangement(_inside(body._replace(width=body.width - taken - gap), edge, below), frames, small)
    else:
        count = max(1, min(4, round(body.width / (_BAND_COLUMN * unit))))
        width = (body.width - (count - 1) * gap) / count
        for share, small in _BANDS:
            height = body.height * share
            top = body.bottom - height
            frames = tuple(Frame(body.x + index * (width + gap), top, width, height) for index in range(count))
            room = body._replace(height=body.height - height - gap * 0.5)
            yield Arrangement(_inside(room, edge, below), frames, small)


def _inside(room: Frame, edge: float, below: float) -> Frame:
    return Frame(room.x + edge, room.y + edge, room.width - edge, room.height - edge - below)
