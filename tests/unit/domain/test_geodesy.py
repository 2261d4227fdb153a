"""Distances, areas and circles against figures that are known from elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.domain.geodesy import area_m2, circle, compass_point, course, length_m
from libyamap.domain.geometry import Geometry, GeometryType

TRIPOLI, BENGHAZI = (13.1875, 32.8752), (20.0667, 32.1167)
DEGREE_OF_EQUATOR_M = 111_319.49  # 2 pi 6,378,137 m / 360


def test_a_degree_on_the_equator() -> None:
    way = course((0.0, 0.0), (1.0, 0.0))
    assert way.metres == pytest.approx(DEGREE_OF_EQUATOR_M, abs=0.01)
    assert way.bearing == pytest.approx(90)


def test_across_the_antimeridian_is_the_short_way() -> None:
    assert course((179.5, 0.0), (-179.5, 0.0)).metres == pytest.approx(DEGREE_OF_EQUATOR_M, abs=0.01)


def test_length_adds_up() -> None:
    assert length_m([TRIPOLI, BENGHAZI, TRIPOLI]) == pytest.approx(2 * course(TRIPOLI, BENGHAZI).metres)
    assert length_m([TRIPOLI]) == 0


def test_area_of_the_ellipsoids_octant_and_a_hole() -> None:
    ring = ((0.0, 0.0), (90.0, 0.0), (0.0, 90.0), (0.0, 0.0))
    octant = Geometry(GeometryType.POLYGON, (ring,))
    assert area_m2(octant) == pytest.approx(510_065_621.724e6 / 8, rel=1e-9)  # WGS 84: 510,065,621.7 km2 in all
    assert area_m2(Geometry(GeometryType.POLYGON, (ring, ring))) == pytest.approx(0, abs=1)


@given(lon=st.floats(-170, 170), lat=st.floats(-80, 80), radius_m=st.floats(10, 200_000))
def test_every_position_of_a_circle_is_as_far_away(lon: float, lat: float, radius_m: float) -> None:
    for position in circle((lon, lat), radius_m).positions():
        assert course((lon, lat), position).metres == pytest.approx(radius_m, abs=0.01)


@pytest.mark.parametrize(("bearing", "word"), [(0, "N"), (359, "N"), (52, "NE"), (180, "S"), (281, "W"), (-90, "W")])
def test_compass(bearing: float, word: str) -> None:
    assert compass_point(bearing) == word
