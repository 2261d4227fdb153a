"""Samples for the legend: complete SVGs of 28 by 18 pixels, drawn from the same looks as the marks on the map.

No script, no style, no reference to anything outside: presentation attributes only, as the page's policy demands.
"""

import math
from collections.abc import Sequence

from libyamap.app.view_state import Theme
from libyamap.web.colour import contrast
from libyamap.web.marks import Fill, Stroke
from libyamap.web.style import GROUND

WIDTH, HEIGHT = 28, 18
_BOX = 'x="2" y="2" width="24" height="14" rx="2"'


def _svg(inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{inside}</svg>'
    )


def _stroked(stroke: Stroke) -> str:
    dash = f' stroke-dasharray="{stroke.dash}"' if stroke.dash else ""
    cap = ' stroke-linecap="round"' if stroke.dash.startswith("1 ") else ""
    return f'fill="none" stroke="{stroke.colour}" stroke-width="{stroke.width:g}"{dash}{cap}'


def party(tint: str, letter: str = "") -> str:
    """An actor's colour, with a letter where colours alone cannot be told apart."""
    box = f'<rect x="6" y="2" width="16" height="14" rx="3" fill="{tint}"/>'
    if not letter:
        return _svg(box)
    ink = max(("#FFFFFF", "#000000"), key=lambda colour: contrast(colour, tint))
    face = f'font-size="9.5" font-weight="600" font-family="Noto Sans, sans-serif" text-anchor="middle" fill="{ink}"'
    return _svg(f'{box}<text x="14" y="12.4" {face}>{letter}</text>')


def area(fill: Fill, stroke: Stroke) -> str:
    """An area's inside and edge."""
    opacity = f'fill-opacity="{fill.opacity:g}"'
    if fill.pattern == "hatched":
        inside = _bands(fill.colours[0], 6 * math.sqrt(2), 0, 1.6 * math.sqrt(2), opacity)
    elif fill.pattern == "striped":
        width = 6 * math.sqrt(2)
        inside = "".join(
            _bands(colour, width * len(fill.colours), index * width, width, opacity)
            for index, colour in enumerate(fill.colours)
        )
    elif fill.pattern == "gained":
        apart, wide = 5 * math.sqrt(2), 2 * math.sqrt(2)
        inside = "".join(
            _bands(colour, apart * len(fill.colours), index * apart, wide, opacity)
            for index, colour in enumerate(fill.colours)
        )
        inside = f'<g transform="translate({WIDTH} 0) scale(-1 1)">{inside}</g>'
    elif fill.pattern == "lost":
        inside = _dots(fill.colours, opacity)
    else:
        inside = f'<rect {_BOX} fill="{fill.colours[0]}" {opacity}/>'
    return _svg(f"{inside}<rect {_BOX} {_stroked(stroke)}/>")


def _dots(colours: Sequence[str], opacity: str) -> str:
    """Rows of dots, the colours by turns."""
    places = ((x, y) for y in (6, 12) for x in (6.5, 11.5, 16.5, 21.5))
    return "".join(
        f'<circle cx="{x:g}" cy="{y:g}" r="1.4" fill="{colours[number % len(colours)]}" {opacity}/>'
        for number, (x, y) in enumerate(places)
    )


def _bands(colour: str, apart: float, shift: float, width: float, opacity: str) -> str:
    """Slanting bands cut to the box, as plain shapes: a pattern would be printed as a picture."""
    left, top, right, bottom = 2.0, 2.0, 26.0, 16.0
    path = ""
    first = math.floor((left + top - shift) / apart) - 1
    for number in range(first, math.ceil((right + bottom) / apart) + 1):
        low, high = number * apart + shift, number * apart + shift + width
        corners = [(low - top, top), (high - top, top), (high - bottom, bottom), (low - bottom, bottom)]
        shown = _cut(_cut(corners, left, 1), right, -1)
        if len(shown) > 2:
            path += "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in shown) + "Z"
    return f'<path d="{path}" fill="{colour}" {opacity}/>'


def _cut(corners: Sequence[tuple[float, float]], edge: float, side: int) -> list[tuple[float, float]]:
    """What of a polygon lies at one side of an upright line (Sutherland and Hodgman); `side` 1: right of it."""
    kept: list[tuple[float, float]] = []
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], *corners[:1]), strict=True):
        if (x1 - edge) * side >= 0:
            kept.append((x1, y1))
        if (x1 - edge) * (x2 - edge) < 0:
            kept.append((edge, y1 + (y2 - y1) * (edge - x1) / (x2 - x1)))
    return kept


def ring(stroke: Stroke) -> str:
    """A precision ring."""
    return _svg(f'<circle cx="14" cy="9" r="7.5" {_stroked(stroke)}/>')


def circle(ground: str, ink: str, edge: str) -> str:
    """Several events."""
    face = f'font-size="9" font-family="Noto Sans, sans-serif" text-anchor="middle" fill="{ink}"'
    round_edge = f'<circle cx="14" cy="9" r="7.5" fill="{ground}" stroke="{edge}" stroke-width="2"/>'
    return _svg(f'{round_edge}<text x="14" y="12.4" {face}>12</text>')


def ring_of_shares(ground: str, tints: Sequence[str]) -> str:
    """A circle's ring in two colours."""
    half = '<path d="M14 1.5A7.5 7.5 0 0 {turn} 14 16.5" fill="none" stroke="{tint}" stroke-width="2.5"/>'
    parts = "".join(half.format(turn=turn, tint=tint) for turn, tint in zip((1, 0), tints, strict=True))
    return _svg(f'<circle cx="14" cy="9" r="7.5" fill="{ground}"/>{parts}')


def dot(tint: str) -> str:
    """One event among many."""
    return _svg(f'<circle cx="14" cy="9" r="4.5" fill="{tint}"/>')


def tone(tint: str) -> str:
    """A step of the ramp for many events."""
    return _svg(f'<rect x="2" y="2" width="24" height="14" rx="2" fill="{tint}"/>')


def line(stroke: Stroke, *, arrow: bool, both_ways: bool, crossed: bool) -> str:
    """A link or a line."""
    start, end = (7 if both_ways else 2), (21 if arrow else 26)
    parts = [f'<path d="M{start} 9H{end}" {_stroked(stroke)}/>']
    if arrow:
        parts.append(f'<path d="M20 4.5L27 9L20 13.5Z" fill="{stroke.colour}"/>')
    if both_ways:
        parts.append(f'<path d="M8 4.5L1 9L8 13.5Z" fill="{stroke.colour}"/>')
    if crossed:
        parts.append(f'<path d="M8 4L17 14M17 4L8 14" stroke="{stroke.colour}" stroke-width="2" fill="none"/>')
    return _svg("".join(parts))


def card(tint: str, theme: Theme) -> str:
    """A country's card."""
    rows = "".join(f'<path d="M11 {y}H22" stroke="{tint}" stroke-width="1.5"/>' for y in (6.5, 11.5))
    dots = "".join(f'<circle cx="7" cy="{y}" r="1.6" fill="{tint}"/>' for y in (6.5, 11.5))
    return _svg(f'<rect {_BOX} fill="{GROUND[theme]}" stroke="{tint}"/>{dots}{rows}')
