"""The military grid (MGRS, NGA.SIG.0012) upon the ground: zones, squares of 100 km with their letters, then finer ones.

Lines are those of each zone's own UTM projection, cut at the zone's meridians. The wider zones of Norway and Svalbard
have their letters right, as the `mgrs` library gives them; between 80° S and 84° N alone there is a grid.
"""

import math
from collections.abc import Iterator
from html import escape
from typing import Final

from libyamap.briefing.graticule import EdgeLabel, Grid, line_svg
from libyamap.briefing.projection import MapFrame
from libyamap.domain.reference_systems import from_degrees, to_degrees

_SOUTH, _NORTH = -80.0, 84.0
_STEPS: Final = (100_000, 10_000, 1_000, 100)
"""Metres."""
_APART: Final = 56.0
"""Pixels between two lines, at least."""
_NAMED_APART: Final = 70.0
"""Pixels of a square that has room for its letters."""
_BANDS: Final = "CDEFGHJKLMNPQRSTUVWX"
_SAMPLES: Final = 24
_MOST_LINES: Final = 120


def military_grid(frame: MapFrame, colour: str, halo: str) -> Grid:
    """Zones alone where a square of 100 km would be too small to see."""
    west, south, east, north = frame.edges
    south, north = max(south, _SOUTH), min(north, _NORTH)
    metre = 1 / frame.metres_per_pixel
    step = next((step for step in reversed(_STEPS) if step * metre >= _APART), 0)
    lines: list[str] = []
    names: list[tuple[float, float, str]] = []
    zones = range(math.floor((west + 180) / 6), math.floor((east + 180) / 6) + 1)
    labels: list[EdgeLabel] = []
    for zone in zones:
        left, right = max(west, zone * 6 - 180.0), min(east, zone * 6 - 174.0)
        if step:
            lines += _zone_lines(frame, zone % 60 + 1, zone * 6 - 177.0, (left, south, right, north), step)
    if (step and step * metre >= _NAMED_APART) or (step and step < _STEPS[0]):
        names += _square_names(frame, (west, south, east, north))
    bounds = _zone_edges(frame, (west, south, east, north), zones)
    names += [] if step else _zone_names(frame, (west, south, east, north), zones)
    labels += _band_labels(frame, south, north) if not step else _zone_labels(frame, west, east, zones)
    svg = (
        line_svg(lines, colour) + line_svg(bounds, colour, 1.4) + "".join(_name(*each, colour, halo) for each in names)
    )
    return Grid(svg, tuple(labels))


def _zone_edges(frame: MapFrame, box: tuple[float, float, float, float], zones: range) -> list[str]:
    """The meridians between zones and the parallels between bands."""
    west, south, east, north = box
    lines = []
    for zone in zones:
        x, _ = frame.unwrapped(zone * 6 - 180.0, frame.lat)
        if west < zone * 6 - 180.0 < east:
            top, bottom = (frame.unwrapped(frame.lon, lat)[1] for lat in (north, south))
            lines.append(f"M{x:.2f} {max(0.0, top):.2f}V{min(frame.height, bottom):.2f}")
    for band in range(len(_BANDS)):
        lat = -80.0 + 8 * band
        if south < lat < north:
            lines.append(f"M0 {frame.unwrapped(frame.lon, lat)[1]:.2f}H{frame.width:.2f}")
    return lines


def _zone_lines(
    frame: MapFrame, zone: int, middle: float, box: tuple[float, float, float, float], step: int
) -> Iterator[str]:
    """Lines of one zone in each hemisphere that the box (degrees, longitudes counting on) has a part of."""
    left, south, right, north = box
    for code, low, high in ((32600, max(0.0, south), north), (32700, south, min(0.0, north))):
        if low >= high or left >= right:
            continue
        shift = middle - ((middle + 180) % 360 - 180)
        there = f"EPSG:{code + zone}"
        corners = [(lon - shift, lat) for lon in _spaced(left, right) for lat in _spaced(low, high)]
        edges = from_degrees(there, *zip(*corners, strict=True))
        easts, norths = zip(*edges, strict=True)
        for east in _steps(min(easts), max(easts), step):
            yield _line(frame, there, [(east, each) for each in _spaced(min(norths), max(norths))], box, shift)
        for each in _steps(min(norths), max(norths), step):
            yield _line(frame, there, [(east, each) for east in _spaced(min(easts), max(easts))], box, shift)


def _line(
    frame: MapFrame, there: str, points: list[tuple[float, float]], box: tuple[float, float, float, float],
    shift: float,
) -> str:  # fmt: skip
    """The part of a line that lies in the box, as path data."""
    left, south, right, north = box
    path = ""
    before: tuple[float, float] | None = None
    for position in to_degrees(there, *zip(*points, strict=True)):
        lon, lat = position or (math.inf, math.inf)
        here = (lon + shift, lat)
        if before is not None:
            cut = _cut(before, here, left, right)
            if cut and max(cut[0][1], cut[1][1]) >= south and min(cut[0][1], cut[1][1]) <= north:
                (x1, y1), (x2, y2) = (frame.unwrapped(*end) for end in cut)
                path += f"M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}"
        before = here
    return path


def _cut(
    one: tuple[float, float], other: tuple[float, float], left: float, right: float
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """What of a short stretch lies between two meridians."""
    (x1, y1), (x2, y2) = one, other
    if max(x1, x2) < left or min(x1, x2) > right or not all(map(math.isfinite, (x1, y1, x2, y2))):
        return None
    ends = []
    for x, y, far_x, far_y in ((x1, y1, x2, y2), (x2, y2, x1, y1)):
        bound = min(max(x, left), right)
        share = 0.0 if far_x == x else (bound - x) / (far_x - x)
        ends.append((bound, y + share * (far_y - y)) if bound != x else (x, y))
    return ends[0], ends[1]


def _square_names(frame: MapFrame, box: tuple[float, float, float, float]) -> list[tuple[float, float, str]]:
    """The letters of each square of 100 km, in the middle of what is seen of it."""
    import mgrs

    grid = mgrs.MGRS()
    west, south, east, north = box
    seen: dict[str, list[tuple[float, float]]] = {}
    for row in range(40):
        for column in range(40):
            lon = west + (east - west) * (column + 0.5) / 40
            lat = south + (north - south) * (row + 0.5) / 40
            name = grid.toMGRS(lat, (lon + 180) % 360 - 180, MGRSPrecision=0)
            seen.setdefault(name, []).append(frame.unwrapped(lon, lat))
    whole = frame.width * frame.height / 1600  # pixels that a sample stands for
    names = []
    for name, points in seen.items():
        if len(points) * whole >= _NAMED_APART * 40:
            x, y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
            names.append((x, y, f"{name[:-2]} {name[-2:]}"))
    return names


def _zone_names(
    frame: MapFrame, box: tuple[float, float, float, float], zones: range
) -> list[tuple[float, float, str]]:
    west, south, east, north = box
    names = []
    for zone in zones:
        left, right = max(west, zone * 6 - 180.0), min(east, zone * 6 - 174.0)
        for band, letter in enumerate(_BANDS):
            low, high = max(south, -80.0 + 8 * band), min(north, -72.0 + 8 * band if letter != "X" else 84.0)
            x1, y1 = frame.unwrapped(left, low)
            x2, y2 = frame.unwrapped(right, high)
            if low < high and x2 - x1 > 30 and y1 - y2 > 14:
                names.append(((x1 + x2) / 2, (y1 + y2) / 2, f"{zone % 60 + 1}{letter}"))
    return names


def _zone_labels(frame: MapFrame, west: float, east: float, zones: range) -> list[EdgeLabel]:
    labels = []
    for zone in zones:
        left, right = max(west, zone * 6 - 180.0), min(east, zone * 6 - 174.0)
        x1, x2 = (frame.unwrapped(lon, frame.lat)[0] for lon in (left, right))
        if x2 - x1 > 60:
            labels.append(EdgeLabel(f"zone {zone % 60 + 1}", above=True, at=(x1 + x2) / 2))
    return labels


def _band_labels(frame: MapFrame, south: float, north: float) -> list[EdgeLabel]:
    labels = []
    for band, letter in enumerate(_BANDS):
        low, high = max(south, -80.0 + 8 * band), min(north, -72.0 + 8 * band if letter != "X" else 84.0)
        if low < high:
            middle = sum(frame.unwrapped(frame.lon, lat)[1] for lat in (low, high)) / 2
            labels.append(EdgeLabel(letter, above=False, at=middle))
    return labels


def _name(x: float, y: float, text: str, colour: str, halo: str) -> str:
    return (
        f'<text x="{x:.2f}" y="{y + 3.2:.2f}" font-family="Noto Sans, sans-serif" font-size="9" text-anchor="middle" '
        f'fill="{colour}" stroke="{halo}" stroke-width="2.5" stroke-linejoin="round" paint-order="stroke">'
        f"{escape(text)}</text>"
    )


def _spaced(low: float, high: float) -> list[float]:
    return [low + (high - low) * index / _SAMPLES for index in range(_SAMPLES + 1)]


def _steps(low: float, high: float, step: int) -> list[int]:
    return [number * step for number in range(math.floor(low / step), math.ceil(high / step) + 1)][:_MOST_LINES]
