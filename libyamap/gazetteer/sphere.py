"""Distances on the sphere, to put places in order; measuring for people is done on the ellipsoid."""

import math

from libyamap.domain.geometry import Position

EARTH_KM = 6371.0


def km_between(one: Position, other: Position) -> float:
    """Kilometres along a great circle; off by up to half a percent."""
    lon, lat = map(math.radians, one)
    lon2, lat2 = map(math.radians, other)
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
