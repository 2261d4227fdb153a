"""What stands at the edge of a map: the labels of its grid, and below it scale bar and north."""

from typing import NamedTuple

from libyamap.app.briefing.briefing import Furniture
from libyamap.app.briefing.briefing import Grid as GridKind
from libyamap.briefing import svg
from libyamap.briefing.fonts import width_of
from libyamap.briefing.graticule import Grid, graticule
from libyamap.briefing.layout import GRID_EDGE
from libyamap.briefing.palette import Palette
from libyamap.briefing.parts import Drawing, Frame, Part
from libyamap.briefing.projection import MapFrame
from libyamap.briefing.scale_bar import north_arrow, scale_bar
from libyamap.briefing.typesetting import set_text

_SCALE_NOTE = "Web Mercator; the scale is true in the middle of the map."


class Place(NamedTuple):
    """The map's own frame, and where it lies on the sheet; `map_unit` is the size of its pixels there."""

    map: MapFrame
    frame: Frame
    unit: float
    map_unit: float
    palette: Palette


def grid_parts(kind: GridKind, place: Place) -> tuple[list[Part], str]:
    """The labels around the map, and the lines upon its ground as SVG in the map's pixels."""
    if not kind:
        return [], ""
    palette, unit, frame = place.palette, place.unit, place.map
    grid: Grid
    if kind == "mgrs":
        from libyamap.briefing.military_grid import military_grid

        grid = military_grid(frame, palette.muted, palette.paper)
    else:
        grid = graticule(frame, palette.muted)
    size, room = 8.5 * unit, 90 * unit
    parts: list[Part] = []
    for label in grid.labels:
        at = label.at * place.map_unit
        if label.above and 20 <= label.at <= frame.width - 20:
            x, y = place.frame.x + at - room / 2, place.frame.y - GRID_EDGE * unit + unit
            parts.append(set_text("grid", label.text, x, y, room, size, palette.muted, align="middle"))
        elif not label.above and 20 <= label.at <= frame.height - 20:
            x = place.frame.x - GRID_EDGE * unit / 2
            parts.append(_upright(label.text, x, place.frame.y + at, size, palette.muted))
    return parts, grid.svg


def strip_parts(wanted: Furniture, place: Place) -> list[Part]:
    """North and scale, below the map."""
    unit, palette, frame = place.unit, place.palette, place.frame
    x, y = frame.x + 4 * unit, frame.bottom + 6 * unit
    parts: list[Part] = []
    if wanted.north:
        parts += north_arrow(x, y - unit, unit, palette)
        x += 34 * unit
    if wanted.scale:
        bar = scale_bar(place.map.metres_per_pixel / place.map_unit, x + 4 * unit, y + 2 * unit, unit, palette)
        parts += bar
        left = bar[0].frame.right + 90 * unit
        size, room = 8.5 * unit, frame.right - left
        if width_of(_SCALE_NOTE, size) <= room:
            parts.append(set_text("scale", _SCALE_NOTE, left, y + 2 * unit, room, size, palette.muted, align="end"))
    return parts


def _upright(text: str, x: float, y: float, size: float, colour: str) -> Drawing:
    """A text that reads upwards, its middle at (x, y)."""
    inside = (
        f'<text transform="translate({x + size * svg.BASELINE:.2f} {y:.2f}) rotate(-90)" text-anchor="middle" '
        f'font-size="{size:.2f}" fill="{colour}">{svg.words(text)}</text>'
    )
    return Drawing("grid", Frame(x - size, y - 40, 2 * size, 80), inside, text)
