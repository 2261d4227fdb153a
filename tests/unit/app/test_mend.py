"""Slips with places and shapes are explained, and what was meant is offered."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.mend import mend, swapped
from libyamap.domain.geometry import Geometry, GeometryType, area_problem, line, point
from tests.support.fake_areas import square

LIBYA = (9.0, 19.0, 26.0, 34.0)


def at(lon: float, lat: float) -> Geometry:
    return Geometry(GeometryType.POINT, (lon, lat))


def test_swapped_coordinates_that_are_off_the_globe() -> None:
    found = mend(at(32.9, 113.2))
    assert found is not None
    assert found.problem == "The position 113.2, 32.9 (latitude, longitude) is not on the globe."
    assert found.offer == "Did you mean 32.9, 113.2 (latitude, longitude)?"
    assert found.geometry == point(113.2, 32.9)
    assert found.certain


def test_swapped_coordinates_that_are_on_the_globe_but_far_from_the_project() -> None:
    found = mend(point(32.4, 15.1), [LIBYA])  # Khartoum; Misrata was meant
    assert found is not None
    assert found.offer == "Did you mean 32.4, 15.1 (latitude, longitude)?"
    assert found.geometry == point(15.1, 32.4)
    assert not found.certain


@pytest.mark.parametrize("place", [(15.1, 32.4), (27.0, 33.0), (24.0, 24.0), (100.0, 50.0), (-70.0, 40.0)])
def test_what_looks_right_or_fits_neither_way_is_left_alone(place: tuple[float, float]) -> None:
    assert mend(point(*place), [LIBYA]) is None


def test_without_a_frame_nothing_on_the_globe_is_doubted() -> None:
    assert mend(point(32.4, 15.1)) is None
    assert mend(line((1, 2), (3, 4))) is None
    assert mend(square(1, 1)) is None


def test_a_frame_across_the_antimeridian() -> None:
    pacific = (170.0, -20.0, -170.0, 20.0)
    assert mend(point(175.0, 10.0), [pacific]) is None
    assert mend(point(-175.0, 10.0), [pacific]) is None


def test_an_outline_that_crosses_itself_can_be_repaired() -> None:
    found = mend(Geometry(GeometryType.POLYGON, (((0, 0), (2, 2), (2, 0), (0, 2), (0, 0)),)))
    assert found is not None
    assert "crosses itself, near 1.0000, 1.0000" in found.problem
    assert found.offer == "Repair the outline?"
    assert found.geometry is not None
    assert area_problem(found.geometry) is None


def test_an_open_outline_is_closed() -> None:
    found = mend(Geometry(GeometryType.POLYGON, (((0, 0), (2, 0), (2, 2)),)))
    assert found is not None
    assert found.geometry is not None
    assert found.geometry.bounds() == (0, 0, 2, 2)


@pytest.mark.parametrize(
    "geometry",
    [
        Geometry(GeometryType.POLYGON, ()),
        Geometry(GeometryType.POLYGON, (((0, 0), (1, 0), (2, 0), (0, 0)),)),
        Geometry(GeometryType.POINT, ()),
        Geometry(GeometryType.POINT, ("a", "b")),
        at(math.nan, 0.0),
        at(500.0, 500.0),
        Geometry(GeometryType.LINESTRING, ((0, 0),)),
    ],
)
def test_what_cannot_be_mended_is_only_explained(geometry: Geometry) -> None:
    found = mend(geometry)
    assert found is not None
    assert found.problem.endswith(".")
    assert (found.offer, found.geometry) == ("", None)


def test_an_area_given_the_wrong_way_round() -> None:
    ring = tuple((lat, lon) for lon, lat in square(110, 30).coordinates[0][0])
    found = mend(Geometry(GeometryType.POLYGON, (ring,)))
    assert found is not None
    assert found.geometry is not None
    assert found.geometry.bounds() == (110, 30, 111, 31)
    assert found.offer == "Did you mean 30, 110 (latitude, longitude), and so on?"


@given(st.floats(), st.floats())
def test_whatever_is_offered_can_be_kept(lon: float, lat: float) -> None:
    found = mend(at(lon, lat), [LIBYA])
    if found is not None and found.geometry is not None:
        assert mend(found.geometry, [LIBYA]) is None
        assert swapped(lon, lat) == found.geometry.coordinates
