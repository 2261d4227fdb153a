"""The small map that says where in the world the frame lies."""

import math
from typing import Final, NamedTuple

from libyamap.briefing import svg
from libyamap.briefing.palette import Palette
from libyamap.briefing.parts import Drawing, Frame, Part
from libyamap.briefing.projection import MapFrame, north, south_of

SHARE: Final = 0.3
"""Of the locator's width, how wide the frame is on it."""
_NEAREST: Final = 3.6
"""Zoom: a locator shows at least the countries around."""
_WORLD: Final = 2.2
"""Zoom from which on a locator says more than the map itself."""
_LEAST: Final = 5.0
"""Pixels of the drawn frame; a smaller one is this large."""


class Locator(NamedTuple):
    """Where it stands on the sheet, and its own frame in map pixels."""

    place: Frame
    frame: MapFrame
    shown: MapFrame
    unit: float

    @staticmethod
    def makes_sense(frame: MapFrame) -> bool:
        """Whether there is a wider world to be shown."""
        return frame.zoom >= _WORLD

    def parts(self, ground: str, palette: Palette) -> list[Part]:
        """The map, the frame upon it, and an edge."""
        place, unit = self.place, self.unit
        west, south, east, top = self.shown.edges
        x1, y1 = self.frame.unwrapped(west - self._turn(), top)
        x2, y2 = self.frame.unwrapped(east - self._turn(), south)
        half_x, half_y = max(x2 - x1, _LEAST) / 2, max(y2 - y1, _LEAST) / 2
        middle = ((x1 + x2) / 2, (y1 + y2) / 2)
        box = svg.rectangle(
            Frame(middle[0] - half_x, middle[1] - half_y, 2 * half_x, 2 * half_y), stroke=palette.accent, width=1.8
        )
        cut = f'<clipPath id="locator-frame">{svg.rectangle(place)}</clipPath>'
        move = f'transform="translate({place.x:.2f} {place.y:.2f}) scale({unit:.5f})"'
        edge = svg.rectangle(place, stroke=palette.line, width=0.9 * unit)
        inside = f'{cut}<g clip-path="url(#locator-frame)"><g {move}>{ground}{box}</g></g>{edge}'
        return [Drawing("locator", place, inside, "Where the map lies")]

    def _turn(self) -> float:
        """Whole turns between the two frames' longitudes."""
        return 360.0 * round((self.shown.lon - self.frame.lon) / 360)


def locator_for(shown: MapFrame, place: Frame, unit: float) -> Locator:
    """The frame's surroundings, never wider than the world."""
    width, height = place.width / unit, place.height / unit
    zoom = min(_NEAREST, shown.zoom + math.log2(SHARE * width / shown.width))
    zoom = round(max(zoom, math.log2(width / 256)), 6)
    half = height / (256 * 2**zoom) / 2
    middle = max(-0.5 + half, min(0.5 - half, north(shown.lat))) if half < 0.5 else 0.0
    return Locator(place, MapFrame(width, height, shown.lon, round(south_of(middle), 7), zoom), shown, unit)
