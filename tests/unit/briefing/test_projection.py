"""The frame of a map: it holds what was asked for, and pixels and positions lead to each other."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.briefing.projection import EQUATOR_M, POLE, frame_for, north, south_of

LON = st.floats(-179.9, 179.9)
LAT = st.floats(-84, 84)
SIDE = st.integers(200, 3000)


@given(LON, st.floats(0.01, 300), LAT, LAT, SIDE, SIDE)
def test_a_frame_holds_its_bounds(
    west: float, across: float, one: float, other: float, width: int, height: int
) -> None:
    south, top = sorted((one, other))
    east = (west + across + 180) % 360 - 180
    if top - south < 0.01:
        return
    frame = frame_for((west, south, east, top), width, height, 16)
    world_shown = frame.zoom <= math.log2(width / 256) + 1e-6
    corners = [
        frame.unwrapped(frame.lon + (lon - frame.lon + 180) % 360 - 180, lat)
        for lon in (west, east)
        for lat in (south, top)
    ]
    if not world_shown:
        assert all(-1 <= x <= width + 1 and -1 <= y <= height + 1 for x, y in corners)
    assert frame.world >= width - 1


@given(LON, LAT, st.floats(1, 17), SIDE, SIDE)
def test_pixels_lead_back(lon: float, lat: float, zoom: float, width: int, height: int) -> None:
    frame = frame_for((10.0, 20.0, 12.0, 22.0), width, height)._replace(lon=lon, lat=lat, zoom=zoom)
    x, y = frame.pixel((lon, lat))
    assert (x, y) == pytest.approx((width / 2, height / 2), abs=1e-6)
    back = frame.position(x + 10, y - 10)
    assert frame.unwrapped(*back) == pytest.approx((x + 10, y - 10), abs=1e-4)


@given(LAT)
def test_mercator_leads_back(lat: float) -> None:
    assert south_of(north(lat)) == pytest.approx(lat, abs=1e-9)


def test_the_corner_lies_on_a_whole_pixel() -> None:
    frame = frame_for((7.5, 19.0, 26.0, 38.0), 801, 623, 16)
    corner = ((frame.lon / 360 + 0.5) * frame.world - 400.5, (0.5 - north(frame.lat)) * frame.world - 311.5)
    assert corner == pytest.approx([round(side) for side in corner], abs=1e-5)


def test_across_the_antimeridian() -> None:
    frame = frame_for((170.0, -20.0, -170.0, 10.0), 800, 600, 4)
    west, south, east, top = frame.bounds
    assert west > 0 > east
    assert (west, east) == pytest.approx((-east, -west), abs=0.2)
    assert south < -20
    assert top > 10
    assert frame.pixel((179.0, 0.0))[0] < 400 < frame.pixel((-179.0, 0.0))[0]


def test_the_whole_world_is_shown_once() -> None:
    frame = frame_for((-180.0, -85.0, 180.0, 85.0), 1000, 600)
    assert frame.bounds[0] == -180.0
    assert frame.bounds[2] == 180.0
    assert frame.world == pytest.approx(1000, abs=0.01)
    assert abs(frame.lat) <= POLE


def test_metres_at_the_equator() -> None:
    frame = frame_for((-1.0, -1.0, 1.0, 1.0), 512, 512)
    assert frame.metres_per_pixel == pytest.approx(EQUATOR_M / frame.world, rel=1e-4)
