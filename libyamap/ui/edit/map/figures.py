"""What the hand has drawn, brought onto the globe and checked. Knows no Qt."""

import math
from typing import Any

from libyamap.domain.geometry import Geometry, GeometryType, checked_geometry
from libyamap.domain.shaping import parted_at_antimeridian

AREAS = {GeometryType.POLYGON, GeometryType.MULTIPOLYGON}


def wrapped(lon: float) -> float:
    """The same longitude from -180 up to 180 degrees."""
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180


def drawn_geometry(geometry: Geometry) -> Geometry:
    """The drawn geometry, checked; where the map shows the world several times, moved into the first as a whole.

    An area across the 180th meridian is in parts on both sides of it. InvalidValue where the geometry is empty or not
    finite, or a line across the 180th meridian.
    """
    lons = [position[0] for position in _positions(geometry.coordinates)]
    if not lons or not all(isinstance(lon, int | float) and math.isfinite(lon) for lon in lons):
        return checked_geometry(geometry)  # which says what is wrong
    turns = math.floor((min(lons) + max(lons) + 360) / 720) * 360
    turned = Geometry(geometry.type, _turned(geometry.coordinates, turns)) if turns else geometry
    if geometry.type in AREAS and not (min(lons) - turns >= -180 and max(lons) - turns <= 180):
        checked_geometry(Geometry(geometry.type, _wrapped(geometry.coordinates)))  # rings are closed, and long enough
        return parted_at_antimeridian(turned)
    return checked_geometry(turned)


def _positions(coordinates: Any) -> list[Any]:
    """All positions, of whatever the page has sent."""
    if not isinstance(coordinates, list | tuple) or not coordinates:
        return []
    if not isinstance(coordinates[0], list | tuple):
        return [coordinates]
    return [position for part in coordinates for position in _positions(part)]


def _wrapped(coordinates: Any) -> Any:
    if not isinstance(coordinates[0], list | tuple):
        return wrapped(coordinates[0]), coordinates[1]
    return tuple(_wrapped(part) for part in coordinates)


def _turned(coordinates: Any, by: float) -> Any:
    if not isinstance(coordinates[0], list | tuple):
        return coordinates[0] - by, coordinates[1]
    return tuple(_turned(part, by) for part in coordinates)
