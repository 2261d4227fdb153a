"""Somewhere in a district: its outline drawn as the ring would be, with the symbol on the edge, never inside."""

from libyamap.domain.geometry import Geometry, Position
from libyamap.web.marks import Fill
from libyamap.web.style import Firmness

FAINT = 0.06
"""Enough to show which side of the line is meant; what is held has more."""


def district_fill(tint: str) -> Fill:
    """The inside of a district that something is said to be in."""
    return Fill((tint,), Firmness.CERTAIN.value, FAINT)


def seat_of(district: Geometry) -> Position:
    """Where the symbol stands: the northernmost corner of the outline."""
    lon, lat = max(district.positions(), key=lambda at: (at[1], at[0]))
    return lon, lat
