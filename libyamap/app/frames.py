"""Frames for the map: extents joined, with room around them, never closer than the data can bear."""

from collections.abc import Iterable
from typing import Final

from libyamap.domain.geometry import Bounds

ROOM: Final = 0.12
"""Share of the extent that is left free on each side."""
SMALLEST_DEGREES: Final = 0.2
"""A single point is shown with its surroundings: about 20 km."""
_MAX_LATITUDE: Final = 85.0
_WORTH_CROSSING: Final = 0.5
"""A frame lies across the antimeridian where it is at most this share as wide as one that does not."""
Span = tuple[float, float]


def frame_of(extents: Iterable[Bounds], least: float = SMALLEST_DEGREES) -> Bounds | None:
    """Bounds (EPSG:4326 degrees) around all `extents` with room, at least so many degrees wide and high.

    None where there are none. West > east, of the extents too, is across the antimeridian.
    """
    known = list(extents)
    if not known:
        return None
    west, east = _joined([(bounds[0], bounds[2]) for bounds in known])
    crosses = east > 180.0 or west == 180.0
    west, east = _padded(west, east, least)
    south, north = _padded(min(bounds[1] for bounds in known), max(bounds[3] for bounds in known), least)
    west, east = (west, east - 360.0) if crosses else (max(-180.0, west), min(180.0, east))
    return west, max(-_MAX_LATITUDE, south), east, min(_MAX_LATITUDE, north)


def _joined(spans: list[Span]) -> Span:
    """From where to where the longitudes are that hold them all; to beyond 180 where that crosses the antimeridian."""
    cut = [[(west, east)] if west <= east else [(west, 180.0), (-180.0, east)] for west, east in spans]
    known = sorted(part for parts in cut for part in parts)
    west, east = known[0][0], max(end for _, end in known)
    reached, widest, across = known[0][1], 0.0, (west, east)
    for start, end in known[1:]:
        if start - reached > widest:
            widest, across = start - reached, (start, reached + 360.0)
        reached = max(reached, end)
    return across if widest and across[1] - across[0] <= (east - west) * _WORTH_CROSSING else (west, east)


def _padded(low: float, high: float, least: float) -> Span:
    pad = max((high - low) * ROOM, (least - (high - low)) / 2)
    return low - pad, high + pad
