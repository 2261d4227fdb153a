"""The SQL functions that the standard triggers of a GeoPackage's R-tree call; SQLite does not bring them."""

import sqlite3
from functools import partial

from libyamap.domain.geometry import Bounds
from libyamap.store.geometry_blob import UnreadableGeometry, bounds_of


def register(connection: sqlite3.Connection) -> None:
    """Give the connection ST_IsEmpty, ST_MinX, ST_MaxX, ST_MinY and ST_MaxY (GeoPackage 1.4, annex F.3)."""
    connection.create_function("ST_IsEmpty", 1, _is_empty, deterministic=True)
    for name, side in (("ST_MinX", 0), ("ST_MinY", 1), ("ST_MaxX", 2), ("ST_MaxY", 3)):
        connection.create_function(name, 1, partial(_side, side), deterministic=True)


def _is_empty(blob: object) -> int | None:
    if blob is None:
        return None
    return int(_side(0, blob) is None)


def _side(side: int, blob: object) -> float | None:
    """One bound in degrees."""
    bounds = bounds_or_none(blob)
    return bounds[side] if bounds else None


def bounds_or_none(blob: object) -> Bounds | None:
    """West, south, east, north; bytes that are no geometry count as empty, so that such a row can still be mended."""
    if not isinstance(blob, bytes):
        return None
    try:
        return bounds_of(blob)
    except UnreadableGeometry:
        return None
