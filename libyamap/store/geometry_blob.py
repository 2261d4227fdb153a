"""GeoPackage binary geometry (OGC 12-128r19, clause 2.1.3) to and from our own, in plain Python.

Written: little endian, EPSG:4326, with an envelope for all but points. Read: either byte order, any envelope, ISO or
extended WKB; Z and M are dropped. Every count is held against the bytes that are left, so that a hostile blob costs no
more memory than its own length.
"""

import struct
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from libyamap.domain.geometry import Bounds, Geometry, GeometryType, Position

SRS_ID: Final = 4326
_TYPES: Final = {
    1: GeometryType.POINT,
    2: GeometryType.LINESTRING,
    3: GeometryType.POLYGON,
    4: GeometryType.MULTIPOINT,
    5: GeometryType.MULTILINESTRING,
    6: GeometryType.MULTIPOLYGON,
}
_CODES: Final = {geometry_type: code for code, geometry_type in _TYPES.items()}
_PART_OF: Final = {4: 1, 5: 2, 6: 3}
_ENVELOPE_BYTES: Final = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_EMPTY: Final = 0x10
POINT_HEAD: Final = struct.pack("<2sBBiBI", b"GP", 0, 0b0001, SRS_ID, 1, 1)
POINT_BYTES: Final = len(POINT_HEAD) + 16
"""A point as it is written here: this head, then longitude and latitude."""


class UnreadableGeometry(ValueError):
    """The bytes are no GeoPackage geometry that we can show; the text says why, as the rest of a sentence."""


class Header(NamedTuple):
    """The fixed part of a blob: where its WKB starts, and the envelope if it has one."""

    wkb_at: int
    empty: bool
    envelope: Bounds | None


def encode(geometry: Geometry) -> bytes:
    """Give the blob of a geometry; coordinates are longitude, latitude in degrees."""
    code = _CODES[geometry.type]
    if code == 1:
        return struct.pack("<2sBBi", b"GP", 0, 0b0001, SRS_ID) + _wkb(code, geometry.coordinates)
    west, south, east, north = geometry.bounds()
    head = struct.pack("<2sBBi4d", b"GP", 0, 0b0011, SRS_ID, west, east, south, north)
    return head + _wkb(code, geometry.coordinates)


def decode(blob: bytes) -> Geometry | None:
    """Read a blob; None for an empty geometry, UnreadableGeometry for what is not a shape on the globe."""
    if len(blob) == POINT_BYTES and blob.startswith(POINT_HEAD):  # as we write points: most of all there is
        lon, lat = struct.unpack_from("<2d", blob, len(POINT_HEAD))
        if -180 <= lon <= 180 and -90 <= lat <= 90:
            return Geometry(GeometryType.POINT, (lon, lat))
    head = header(blob)
    if head.empty:
        return None
    code, coordinates, end = _geometry(blob, head.wkb_at, None)
    if end != len(blob):
        raise UnreadableGeometry("has bytes after its end")
    return Geometry(_TYPES[code], coordinates) if coordinates else None


def bounds_of(blob: bytes) -> Bounds | None:
    """West, south, east, north of a blob, from its envelope where it has one; None if empty."""
    head = header(blob)
    if head.empty:
        return None
    if head.envelope is not None:
        return head.envelope
    geometry = decode(blob)
    return geometry.bounds() if geometry else None


def header(blob: bytes) -> Header:
    """Read the fixed part."""
    if len(blob) < 8 or blob[:2] != b"GP":
        raise UnreadableGeometry("is not a GeoPackage geometry")
    flags = blob[3]
    if blob[2] != 0 or flags & 0x20:
        raise UnreadableGeometry("is of a kind of GeoPackage geometry that we cannot read")
    size = _ENVELOPE_BYTES.get(flags >> 1 & 0b111)
    if size is None or len(blob) < 8 + size:
        raise UnreadableGeometry("is cut short")
    order = "<" if flags & 1 else ">"
    srs_id = struct.unpack_from(f"{order}i", blob, 4)[0]
    if srs_id != SRS_ID:
        raise UnreadableGeometry(f"is in the reference system {srs_id}, not in EPSG:4326")
    envelope = None
    if size:
        west, east, south, north = struct.unpack_from(f"{order}4d", blob, 8)
        envelope = (west, south, east, north) if _on_globe((west, east), (south, north)) else None
    return Header(8 + size, bool(flags & _EMPTY), envelope)


def _wkb(code: int, coordinates: Any) -> bytes:
    head = struct.pack("<BI", 1, code)
    if code == 1:
        return head + struct.pack("<2d", coordinates[0], coordinates[1])
    if code == 2:
        return head + _packed(coordinates)
    if code == 3:
        return b"".join((head, struct.pack("<I", len(coordinates)), *(_packed(ring) for ring in coordinates)))
    part = _PART_OF[code]
    return b"".join((head, struct.pack("<I", len(coordinates)), *(_wkb(part, piece) for piece in coordinates)))


def _packed(positions: Any) -> bytes:
    flat = [number for position in positions for number in position[:2]]
    return struct.pack(f"<I{len(flat)}d", len(positions), *flat)


def _geometry(blob: bytes, at: int, wanted: int | None) -> tuple[int, Any, int]:
    """Read one WKB geometry at `at`: its code (1-6), its coordinates and where it ends."""
    if at >= len(blob) or blob[at] > 1:
        raise UnreadableGeometry("is cut short" if at >= len(blob) else "has an unknown byte order")
    order = "<" if blob[at] else ">"
    word, at = _number(blob, at + 1, order)
    code, dimensions, at = _type_of(word, at)
    if wanted is not None and code != wanted:
        raise UnreadableGeometry("has a part of the wrong type")
    if code == 1:
        values, at = _floats(blob, at, order, dimensions)
        if any(value != value for value in values[:2]):  # POINT EMPTY is written as NaN
            return code, (), at
        return code, _positions(values, dimensions)[0], at
    if code == 2:
        return (code, *_series(blob, at, order, dimensions, 2))
    if code == 3:
        return (code, *_parts(blob, at, order, 4, lambda start: _ring(blob, start, order, dimensions)))
    part = _PART_OF[code]
    return (code, *_parts(blob, at, order, 9, lambda start: _geometry(blob, start, part)[1:]))


def _type_of(word: int, at: int) -> tuple[int, int, int]:
    """Take a WKB type word apart: code, number of dimensions, where the contents start."""
    dimensions = 2 + bool(word & 0x80000000) + bool(word & 0x40000000)  # extended WKB
    if word & 0x20000000:
        at += 4
    code = word & 0x0FFFFFFF
    dimensions += (0, 1, 1, 2)[code // 1000] if code < 4000 else 9
    code %= 1000
    if code not in _TYPES or dimensions > 4:
        raise UnreadableGeometry("is of a type that we cannot show (curve, surface or collection)")
    return code, dimensions, at


def _parts(
    blob: bytes, at: int, order: str, least: int, read: Callable[[int], tuple[Any, int]]
) -> tuple[tuple[Any, ...], int]:
    count, at = _number(blob, at, order)
    if count * least > len(blob) - at:
        raise UnreadableGeometry("is cut short")
    parts = []
    for _ in range(count):
        part, at = read(at)
        if part:
            parts.append(part)
    return tuple(parts), at


def _ring(blob: bytes, at: int, order: str, dimensions: int) -> tuple[tuple[Position, ...], int]:
    ring, at = _series(blob, at, order, dimensions, 4)
    if ring and ring[0] != ring[-1]:
        raise UnreadableGeometry("has an area whose outline is open")
    return ring, at


def _series(blob: bytes, at: int, order: str, dimensions: int, least: int) -> tuple[tuple[Position, ...], int]:
    count, at = _number(blob, at, order)
    if count * dimensions * 8 > len(blob) - at:
        raise UnreadableGeometry("is cut short")
    values, at = _floats(blob, at, order, count * dimensions)
    if 0 < count < least:
        raise UnreadableGeometry("has a line or outline of too few positions")
    return _positions(values, dimensions), at


def _positions(values: tuple[float, ...], dimensions: int) -> tuple[Position, ...]:
    lons, lats = values[::dimensions], values[1::dimensions]
    if values and not _on_globe(lons, lats):
        raise UnreadableGeometry("has a position that is not on the globe")
    return tuple(zip(lons, lats, strict=True))


def _on_globe(lons: tuple[float, ...], lats: tuple[float, ...]) -> bool:
    total = sum(lons) + sum(lats)  # NaN hides from min and max, not from a sum
    return total == total and min(lons) >= -180 and max(lons) <= 180 and min(lats) >= -90 and max(lats) <= 90


def _number(blob: bytes, at: int, order: str) -> tuple[int, int]:
    if len(blob) - at < 4:
        raise UnreadableGeometry("is cut short")
    number: int = struct.unpack_from(f"{order}I", blob, at)[0]
    return number, at + 4


def _floats(blob: bytes, at: int, order: str, count: int) -> tuple[tuple[float, ...], int]:
    if len(blob) - at < count * 8:
        raise UnreadableGeometry("is cut short")
    return struct.unpack_from(f"{order}{count}d", blob, at), at + count * 8
