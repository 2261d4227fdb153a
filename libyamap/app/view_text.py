"""A view of the map as text that can be sent to somebody: a `geo:` link (RFC 5870) with the zoom that map apps use."""

import math
import re
from typing import NamedTuple

from libyamap.domain.geometry import Position

LEAST_ZOOM, MOST_ZOOM = 2.0, 18.0
_ZOOM = re.compile(r"^geo:[^\s?]*\?(?:[^\s]*&)?z=(\d{1,2}(?:\.\d{1,6})?)(?:&|$)", re.IGNORECASE)


class Spot(NamedTuple):
    """A position in the middle of the frame, and how close (Leaflet's zoom)."""

    position: Position
    zoom: float


def view_text(spot: Spot) -> str:
    """Such as `geo:32.4,15.1?z=9`, with as many decimals as a pixel at this zoom is worth."""
    lon, lat = spot.position
    decimals = max(1, min(6, math.ceil(spot.zoom * math.log10(2) - 0.15)))
    return f"geo:{_short(lat, decimals)},{_short(lon, decimals)}?z={_short(spot.zoom, 2)}"


def zoom_in(text: str) -> float | None:
    """The zoom that a `geo:` link asks for, kept within what the map can show; None where it asks for none."""
    match = _ZOOM.match(text.strip())
    return max(LEAST_ZOOM, min(MOST_ZOOM, float(match[1]))) if match else None


def _short(number: float, decimals: int) -> str:
    text = f"{number:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
