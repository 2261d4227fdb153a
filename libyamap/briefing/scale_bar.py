"""The scale bar and the north arrow."""

import math
from typing import Final

from libyamap.briefing.fonts import width_of
from libyamap.briefing.palette import Palette
from libyamap.briefing.parts import Drawing, Frame, Part
from libyamap.briefing.typesetting import set_text

WIDEST: Final = 150.0
"""Pixels of the unit."""


def round_length(room_m: float) -> float:
    """The longest of 1, 2 and 5 times a power of ten that fits into so many metres."""
    power = 10.0 ** math.floor(math.log10(room_m))
    return next(times * power for times in (5, 2, 1) if times * power <= room_m)


def length_text(metres: float) -> str:
    """“200 km”, “50 m”."""
    return f"{metres / 1000:,g} km" if metres >= 1000 else f"{metres:,g} m"


def scale_bar(metres_per_pixel: float, x: float, y: float, unit: float, palette: Palette) -> list[Part]:
    """A bar in four parts with its length and half of it, its upper edge at y; `metres_per_pixel` of the sheet."""
    metres = round_length(metres_per_pixel * WIDEST * unit)
    width, height = metres / metres_per_pixel, 4.0 * unit
    quarter = width / 4
    cells = "".join(
        f'<rect x="{x + index * quarter:.2f}" y="{y:.2f}" width="{quarter:.2f}" height="{height:.2f}" '
        f'fill="{palette.paper if index % 2 else palette.ink}" stroke="{palette.ink}" stroke-width="{0.7 * unit:.2f}"/>'
        for index in range(4)
    )
    size = 9 * unit
    below = y + height + 1.5 * unit
    parts: list[Part] = [Drawing("scale", Frame(x, y, width, height), f"<g>{cells}</g>", length_text(metres))]
    marks = [("0", 0.0), (length_text(metres / 2), width / 2), (length_text(metres), width)]
    if width_of(marks[1][0], size) / 2 + width_of(marks[2][0], size) / 2 + 6 * unit > width / 2:
        del marks[1]
    room = 120 * unit
    for text, at in marks:
        parts.append(set_text("scale", text, x + at - room / 2, below, room, size, palette.ink, align="middle"))
    return parts


def north_arrow(x: float, y: float, unit: float, palette: Palette) -> list[Part]:
    """An arrow to true north, which is up in the middle of a Mercator map (and everywhere on it); (x, y) upper left."""
    height, half = 20 * unit, 5 * unit
    middle, bottom = x + half, y + height
    left = f"M{middle:.2f} {y:.2f}L{x:.2f} {bottom:.2f}L{middle:.2f} {bottom - 5 * unit:.2f}Z"
    right = f"M{middle:.2f} {y:.2f}L{x + 2 * half:.2f} {bottom:.2f}L{middle:.2f} {bottom - 5 * unit:.2f}Z"
    look = f'stroke="{palette.ink}" stroke-width="{0.7 * unit:.2f}" stroke-linejoin="round"'
    svg = f'<g><path d="{left}" fill="{palette.ink}" {look}/><path d="{right}" fill="{palette.paper}" {look}/></g>'
    letter = set_text("north", "N", middle + 9 * unit, y + 4 * unit, 14 * unit, 11 * unit, palette.ink, weight=600)
    return [Drawing("north", Frame(x, y, 2 * half, height), svg, "North is up"), letter]
