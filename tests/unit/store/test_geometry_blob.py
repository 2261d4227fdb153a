"""Geometry blobs against shapely's WKB, in both byte orders, and against nonsense."""

import math
import struct
from typing import Literal

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from libyamap.domain.geometry import Geometry, GeometryType, point
from libyamap.store.geometry_blob import UnreadableGeometry, bounds_of, decode, encode, header
from tests.unit.store.samples import geometries

HEAD = struct.pack("<2sBBi", b"GP", 0, 1, 4326)


Flavor = Literal["iso", "extended"]


def wkb(shape: shapely.Geometry, byte_order: int = 1, flavor: Flavor = "iso") -> bytes:
    return shapely.to_wkb(shape, byte_order=byte_order, flavor=flavor)


@given(geometries())
def test_written_bytes_are_what_shapely_reads(geometry: Geometry) -> None:
    blob = encode(geometry)
    expected = shapely.geometry.shape({"type": geometry.type.value, "coordinates": geometry.coordinates})
    assert shapely.equals_exact(shapely.from_wkb(blob[header(blob).wkb_at :]), expected)
    assert bounds_of(blob) == geometry.bounds()


@given(geometries(), st.sampled_from([0, 1]))
def test_both_byte_orders_come_back_equal(geometry: Geometry, order: int) -> None:
    shape = shapely.geometry.shape({"type": geometry.type.value, "coordinates": geometry.coordinates})
    assert decode(HEAD + wkb(shape, byte_order=order)) == geometry
    assert decode(encode(geometry)) == geometry


@given(geometries(), st.sampled_from(["iso", "extended"]))
def test_height_is_dropped(geometry: Geometry, flavor: Flavor) -> None:
    shape = shapely.geometry.shape({"type": geometry.type.value, "coordinates": geometry.coordinates})
    assert decode(HEAD + wkb(shapely.force_3d(shape, 5.0), flavor=flavor)) == geometry


def test_measures_are_dropped() -> None:
    assert decode(HEAD + struct.pack("<BI3d", 1, 2001, 13.0, 32.0, 7.0)) == point(13, 32)
    assert decode(HEAD + struct.pack("<BI4d", 1, 3001, 13.0, 32.0, 7.0, 8.0)) == point(13, 32)


@pytest.mark.parametrize(("code", "size"), [(1, 4), (2, 6), (3, 6), (4, 8)])
def test_every_envelope_is_skipped(code: int, size: int) -> None:
    head = struct.pack(f"<2sBBi{size}d", b"GP", 0, 1 | code << 1, 4326, 13, 13, 32, 32, *[0.0] * (size - 4))
    blob = head + wkb(shapely.Point(13, 32))
    assert decode(blob) == point(13, 32)
    assert bounds_of(blob) == (13, 32, 13, 32)


def test_big_endian_header() -> None:
    blob = struct.pack(">2sBBi4d", b"GP", 0, 2, 4326, 13, 13, 32, 32) + wkb(shapely.Point(13, 32))
    assert decode(blob) == point(13, 32)
    assert bounds_of(blob) == (13, 32, 13, 32)


@pytest.mark.parametrize("text", ["POINT EMPTY", "LINESTRING EMPTY", "POLYGON EMPTY", "MULTIPOLYGON EMPTY"])
def test_empty_is_no_geometry(text: str) -> None:
    body = wkb(shapely.from_wkt(text))
    assert decode(HEAD + body) is None
    assert bounds_of(HEAD + body) is None
    assert decode(struct.pack("<2sBBi", b"GP", 0, 0x11, 4326) + body) is None


@given(geometries(), st.data())
def test_a_cut_blob_is_refused(geometry: Geometry, data: st.DataObject) -> None:
    blob = encode(geometry)
    cut = blob[: data.draw(st.integers(0, len(blob) - 1))]
    with pytest.raises(UnreadableGeometry):
        decode(cut)


@given(st.binary(max_size=200))
def test_nonsense_is_refused_and_never_crashes(tail: bytes) -> None:
    for blob in (tail, HEAD + tail):
        try:
            geometry = decode(blob)
        except UnreadableGeometry:
            continue
        assert geometry is None or all(math.isfinite(lon) and math.isfinite(lat) for lon, lat in geometry.positions())


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (struct.pack("<BII", 1, 2, 0xFFFFFFFF), "cut short"),
        (struct.pack("<BII", 1, 6, 0xFFFFFFFF), "cut short"),
        (struct.pack("<BII", 1, 3, 0x7FFFFFFF), "cut short"),
        (struct.pack("<BI2d", 1, 1, 500, 0), "not on the globe"),
        (struct.pack("<BI2d", 1, 1, 0, math.inf), "not on the globe"),
        (struct.pack("<BII4d", 1, 2, 2, 0, 0, 1, math.nan), "not on the globe"),
        (wkb(shapely.from_wkt("GEOMETRYCOLLECTION (POINT (1 2))")), "cannot show"),
        (struct.pack("<BI2d", 7, 1, 1, 1), "byte order"),
        (struct.pack("<BII", 1, 4, 1) + wkb(shapely.from_wkt("LINESTRING (1 2, 3 4)")), "wrong type"),
        (wkb(shapely.Point(1, 2)) + b"!", "after its end"),
        (struct.pack("<BIII8d", 1, 3, 1, 4, 0, 0, 1, 0, 1, 1, 5, 5), "open"),
        (struct.pack("<BII2d", 1, 2, 1, 0, 0), "too few"),
    ],
)
def test_hostile_bodies_say_why(body: bytes, reason: str) -> None:
    with pytest.raises(UnreadableGeometry, match=reason):
        decode(HEAD + body)


@pytest.mark.parametrize(
    ("blob", "reason"),
    [
        (b"", "not a GeoPackage geometry"),
        (b"XX" + HEAD[2:], "not a GeoPackage geometry"),
        (struct.pack("<2sBBi", b"GP", 1, 1, 4326), "kind"),
        (struct.pack("<2sBBi", b"GP", 0, 1 | 7 << 1, 4326), "cut short"),
        (struct.pack("<2sBBi", b"GP", 0, 1 | 1 << 1, 4326), "cut short"),
        (struct.pack("<2sBBi", b"GP", 0, 1, 3857), "3857"),
    ],
)
def test_hostile_headers_say_why(blob: bytes, reason: str) -> None:
    with pytest.raises(UnreadableGeometry, match=reason):
        header(blob)


def test_a_point_is_small() -> None:
    assert len(encode(Geometry(GeometryType.POINT, (13.0, 32.0)))) == 29
