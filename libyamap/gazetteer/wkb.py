"""Decodes the areas' geometry: well-known binary (OGC 06-103r4), little-endian MultiPolygon, two dimensions.

Written with `struct` alone, because shapely and numpy take longer to import than the first picture may take to appear.
"""

import struct
from typing import Any

from libyamap.domain.geometry import Geometry, GeometryType

POLYGON = 3
MULTIPOLYGON = 6
_HEAD = struct.Struct("<BII")
_COUNT = struct.Struct("<I")
_POSITION = struct.Struct("<dd")


def multipolygon(data: bytes) -> Geometry:
    """Decode; coordinates become nested tuples of (lon, lat). ValueError for anything else than such a MultiPolygon."""
    try:
        order, kind, count = _HEAD.unpack_from(data, 0)
        if order != 1 or kind != MULTIPOLYGON:
            raise ValueError("not a little-endian MultiPolygon")
        polygons: list[Any] = []
        at = _HEAD.size
        for _ in range(count):
            polygon, at = _polygon(data, at)
            polygons.append(polygon)
    except struct.error:
        raise ValueError("the geometry ends too early") from None
    return Geometry(GeometryType.MULTIPOLYGON, tuple(polygons))


def _polygon(data: bytes, at: int) -> tuple[Any, int]:
    order, kind, rings = _HEAD.unpack_from(data, at)
    if order != 1 or kind != POLYGON:
        raise ValueError("not a little-endian Polygon")
    at += _HEAD.size
    found: list[Any] = []
    for _ in range(rings):
        (points,) = _COUNT.unpack_from(data, at)
        at += _COUNT.size
        end = at + points * _POSITION.size
        if end > len(data):
            raise ValueError("the geometry ends too early")
        found.append(tuple(_POSITION.iter_unpack(data[at:end])))
        at = end
    return tuple(found), at
