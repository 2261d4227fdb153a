"""Where a position is on the map's surface (spherical Mercator, as the page has it)."""

import math

from PySide6.QtCore import QPoint

from libyamap.domain.geometry import Position
from libyamap.web.protocol import FrameMoved


def pixel_of(at: Position, frame: FrameMoved) -> QPoint:
    """In CSS pixels from the top left of the map."""
    scale = 256 * 2**frame.zoom / 360
    across = (at[0] - frame.lon) * scale
    down = (_northing(frame.lat) - _northing(at[1])) * scale
    return QPoint(round(frame.width / 2 + across), round(frame.height / 2 + down))


def _northing(lat: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))
