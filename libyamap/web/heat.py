"""Many events as a smooth picture of how dense they are: counts in small squares, blurred, as steps of one colour.

The scale is logarithmic: each step stands for so many times more events. Its end is a round number at or above the
densest place of the frame, so that the colours stay while the map is dragged a little.
"""

import math
from typing import Final, NamedTuple

from libyamap.app.view_state import Theme
from libyamap.app.viewport import Density
from libyamap.web import style
from libyamap.web.marks import HeatMark, LegendEntry
from libyamap.web.swatch import tone

SQUARE_PIXELS: Final = 8
SPREAD: Final = 1.8
"""Of the blur, in squares: a normal curve. It goes on for so far that its edge is not seen on the logarithmic scale."""
REACH: Final = 8
EARTH_KM: Final = 40_075.0
GROUP: Final = "Events by area"
STEPS: Final = (1.0, 0.75, 0.5, 0.25)


class Scale(NamedTuple):
    """What the end of the ramp stands for: `top` events in a square of `side_km` kilometres."""

    top: float
    side_km: float

    def per_area(self, share: float) -> tuple[float, int]:
        """Events at this share (0 to 1) of the ramp, and the round number of km² that they are counted in."""
        events = math.expm1(share * math.log1p(self.top)) / self.side_km**2
        top = self.top / self.side_km**2
        area = 10 ** max(0, math.ceil(-math.log10(top)) + 1) if top > 0 else 1
        return events * area, area


def heat_mark(density: Density, lat: float, theme: Theme) -> tuple[HeatMark, Scale]:
    """The picture for a grid of counts, and its scale at this latitude (degrees)."""
    import numpy as np

    grid = np.asarray(density.counts, dtype=np.float32).reshape(density.height, density.width)
    steps = np.arange(-REACH, REACH + 1)
    kernel = np.exp(-((steps / SPREAD) ** 2) / 2, dtype=np.float32)
    kernel /= kernel.sum()
    for _ in range(2):  # along the columns, then, turned, along the rows
        padded = np.pad(grid, ((REACH, REACH), (0, 0)))
        grid = sum((padded[at : at + len(grid)] * weight for at, weight in enumerate(kernel)), np.zeros_like(grid)).T
    top = _rounded_up(float(grid.max(initial=0.0)))
    tones = np.rint(np.log1p(grid) * (255 / math.log1p(top))).clip(0, 255).astype(np.uint8) if top else grid
    side_km = EARTH_KM * math.cos(math.radians(max(-85.0, min(85.0, lat)))) / 2**density.level
    mark = HeatMark(
        level=density.level,
        x=density.x,
        y=density.y,
        width=density.width,
        height=density.height,
        tones=tones.astype(np.uint8).tobytes(),
        ramp=style.heat_ramp(theme),
    )
    return mark, Scale(top, side_km)


def heat_legend(scale: Scale, theme: Theme) -> tuple[LegendEntry, ...]:
    """The ramp's steps, the densest first, in events for a round area."""
    ramp = style.heat_ramp(theme)
    entries = []
    for number, share in enumerate(STEPS):
        events, area = scale.per_area(share)
        tint = ramp[round(share * (len(ramp) - 1))]
        per = "km²" if area == 1 else f"{area:,} km²"
        text = f"{_in_words(events)} events per {per}"
        entries.append(LegendEntry(f"heat:{number}", text, tone(tint), GROUP))
    return tuple(entries)


def _rounded_up(value: float) -> float:
    """The next of 1, 2 and 5 times a power of ten; 0 stays 0."""
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(float(step * power) for step in (1, 2, 5, 10) if step * power >= value * 0.999)


def _in_words(value: float) -> str:
    """Two figures that count: 1,200, 35, 0.8."""
    if value <= 0:
        return "0"
    digits = 1 - math.floor(math.log10(value))
    rounded = round(value, digits)
    return f"{rounded:,.0f}" if rounded >= 2 else f"{rounded:g}"
