"""Frames for the map: extents joined, with room around them, never closer than the data can bear."""

from collections.abc import Iterable

from libyamap.domain.geometry import Bounds

ROOM = 0.12
"""Share of the extent that is left free on each side."""
SMALLEST_DEGREES = 0.2
"""A single point is shown with its surroundings: about 20 km."""
_MAX_LATITUDE = 85.0


def frame_of(extents: Iterable[Bounds]) -> Bounds | None:
    """Bounds (EPSG:4326 degrees) around all `extents` with room; None where there are none."""
    known = list(extents)
    if not known:
        return None
    west, east = _padded(min(bounds[0] for bounds in known), max(bounds[2] for bounds in known))
    south, north = _padded(min(bounds[1] for bounds in known), max(bounds[3] for bounds in known))
    return max(-180.0, west), max(-_MAX_LATITUDE, south), min(180.0, east), min(_MAX_LATITUDE, north)


def _padded(low: float, high: float) -> tuple[float, float]:
    pad = max((high - low) * ROOM, (SMALLEST_DEGREES - (high - low)) / 2)
    return low - pad, high + pad
