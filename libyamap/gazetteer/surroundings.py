"""Places around a position: the nearest, and all that lie about the middle of the view."""

import heapq
import math
import re
import sys

from libyamap.domain.geometry import Position
from libyamap.domain.place import PlaceKind
from libyamap.gazetteer.gazetteer_file import KINDS, PER_DEGREE, Numbers
from libyamap.gazetteer.gazetteer_reader import GazetteerReader
from libyamap.gazetteer.sphere import km_between

BAND_BITS = 16
_ONE = re.compile(b"\x01")
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
        south, north = round((lat - AROUND) * PER_DEGREE), round((lat + AROUND) * PER_DEGREE)
        west, east = round((lon - wide) * PER_DEGREE), round((lon + wide) * PER_DEGREE)
        both = _in_bands(lats, south, north) & _in_bands(lons, west, east)
        rough = [found.start() for found in _ONE.finditer(both.to_bytes(len(lats), "little"))]
        return frozenset(
            [number for number in rough if south < lats[number] < north and west < lons[number] < east and number]
        )


def _in_bands(values: Numbers, low: int, high: int) -> int:
    """A byte for each value, 1 where its band of 65,536 (some 6 degrees) meets the span: one look at each is slower."""
    bands = range(low >> BAND_BITS, (high >> BAND_BITS) + 1)
    wanted = bytes(any(band & 0xFF == byte for band in bands) for byte in range(256))
    data = values.tobytes()
    third = data[2 :: values.itemsize] if sys.byteorder == "little" else data[1 :: values.itemsize]
    return int.from_bytes(third.translate(wanted), "little")
