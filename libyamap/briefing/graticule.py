"""Meridians and parallels, with their degrees at the edge of the map."""

import math
from typing import Final, NamedTuple

from libyamap.briefing.projection import MapFrame

_STEPS: Final = (
    30.0, 20.0, 10.0, 5.0, 2.0, 1.0, 1 / 2, 1 / 4, 1 / 6, 1 / 12, 1 / 30, 1 / 60, 1 / 120, 1 / 360, 1 / 720, 1 / 3600,
)  # fmt: skip
"""Degrees: whole ones, then round minutes and seconds."""
_APART: Final = 110.0
"""Pixels between two lines, at least."""


class EdgeLabel(NamedTuple):
    """What stands beside the map: at `at` pixels from the left above it, or from the top at its left side."""

    text: str
    above: bool
    at: float


class Grid(NamedTuple):
    """Lines and names upon the ground as SVG in the map's own pixels, and what stands at its edge."""

    svg: str
    labels: tuple[EdgeLabel, ...]


def graticule(frame: MapFrame, colour: str) -> Grid:
    """Lines of round degrees, minutes or seconds."""
    west, south, east, north = frame.edges
    step = next((step for step in reversed(_STEPS) if step / 360 * frame.world >= _APART), _STEPS[0])
    lines: list[str] = []
    labels: list[EdgeLabel] = []
    for lon in _multiples(west, east, step):
        x, _ = frame.unwrapped(lon, frame.lat)
        lines.append(f"M{x:.2f} 0V{frame.height:.2f}")
        labels.append(EdgeLabel(degrees_text((lon + 180) % 360 - 180 or 0.0, "EW", step), above=True, at=x))
    for lat in _multiples(south, north, step):
        _, y = frame.unwrapped(frame.lon, lat)
        lines.append(f"M0 {y:.2f}H{frame.width:.2f}")
        labels.append(EdgeLabel(degrees_text(lat, "NS", step), above=False, at=y))
    return Grid(line_svg(lines, colour), tuple(labels))


def line_svg(lines: list[str], colour: str, width: float = 0.6) -> str:
    """Thin lines that the map shows through."""
    if not lines:
        return ""
    return f'<path d="{"".join(lines)}" fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-opacity="0.55"/>'


def degrees_text(value: float, letters: str, step: float) -> str:
    """“12° E”, “12° 30′ N”, “12° 30′ 15″ W”: as fine as the step needs it."""
    seconds = round(abs(value) * 3600)
    degrees, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    text = f"{degrees}°"
    if step < 1:
        text += f" {minutes:02d}′"
    if step < 1 / 60:
        text += f" {rest:02d}″"
    letter = letters[0] if value > 0 else letters[1] if value < 0 else ""
    if letters == "EW" and degrees == 180:
        letter = ""
    return f"{text} {letter}".rstrip()


def _multiples(low: float, high: float, step: float) -> list[float]:
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(number * step, 9) for number in range(first, last + 1)]
