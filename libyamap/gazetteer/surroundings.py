"""Places around a position: the nearest, and all that lie about the middle of the view."""

import heapq
import math

from libyamap.domain.geometry import Position
from libyamap.domain.place import PlaceKind
from libyamap.gazetteer.gazetteer_file import KINDS, PER_DEGREE
from libyamap.gazetteer.gazetteer_reader import GazetteerReader
from libyamap.gazetteer.sphere import km_between

AROUND = 6.0
"""Degrees of latitude to each side of the view's middle within which small places count in a search, too."""
STEPS = (1.0, 5.0, 20.0, 180.0)
"""Degrees of latitude around the position that are looked at, until there are enough places."""


def nearest(reader: GazetteerReader, position: Position, limit: int) -> list[int]:
    """Numbers of the nearest `limit` places, nearest first; across the antimeridian, too."""
    lons, lats, kinds = reader.facts["lon"], reader.facts["lat"], reader.facts["kind"]
    place = KINDS.index(PlaceKind.PLACE)
    lon, lat = position
    for degrees in STEPS:
        south, north = (lat - degrees) * PER_DEGREE, (lat + degrees) * PER_DEGREE
        wide = degrees / max(math.cos(math.radians(min(abs(lat) + degrees, 89.0))), 0.02)
        rows = [number for number, at in enumerate(lats) if south <= at <= north and kinds[number] == place and number]
        far = {
            number: km_between(position, (lons[number] / PER_DEGREE, lats[number] / PER_DEGREE))
            for number in rows
            if abs((lons[number] / PER_DEGREE - lon + 180) % 360 - 180) <= wide
        }
        sure = [number for number, km in far.items() if km <= degrees * 111.0]  # none outside can be nearer
        if len(sure) >= limit or degrees == STEPS[-1]:
            return heapq.nsmallest(limit, sure, key=lambda number: (far[number], number))
    return []


class Neighbourhood:
    """Remembers what lies about the last position, which stays the same while somebody types."""

    def __init__(self, reader: GazetteerReader) -> None:
        self._reader = reader
        self._last: tuple[Position, frozenset[int]] | None = None

    def around(self, position: Position) -> frozenset[int]:
        """Numbers of the places within AROUND of a position (lon, lat), but not across the antimeridian."""
        last = self._last
        if last is None or last[0] != position:
            last = self._last = position, self._found(position)
        return last[1]

    def _found(self, position: Position) -> frozenset[int]:
        lons, lats = self._reader.facts["lon"], self._reader.facts["lat"]
        lon, lat = position
        wide = AROUND / max(math.cos(math.radians(lat)), 0.2)
        south, north = (lat - AROUND) * PER_DEGREE, (lat + AROUND) * PER_DEGREE
        west, east = (lon - wide) * PER_DEGREE, (lon + wide) * PER_DEGREE
        level = [number for number, at in enumerate(lats) if south < at < north]
        return frozenset([number for number in level if west < lons[number] < east and number])
