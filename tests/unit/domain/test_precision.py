"""Principle 1: nothing is drawn finer than its place precision allows."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.domain.precision import (
    DISTRICT_RADIUS_M,
    NEAR_RADIUS_M,
    PRECISION_WORDS,
    Drawing,
    drawing_for,
    precision_sentence,
    ring_radius_m,
)

FINENESS = [Drawing.POINT, Drawing.RING, Drawing.PROVINCE, Drawing.AREA, Drawing.BADGE, Drawing.NOWHERE]
FINEST_ALLOWED = {
    1: Drawing.POINT,
    2: Drawing.RING,
    3: Drawing.RING,
    4: Drawing.PROVINCE,
    5: Drawing.AREA,
    6: Drawing.BADGE,
    7: Drawing.AREA,
    None: Drawing.NOWHERE,
}
CASES = [(where_prec, *known) for where_prec in FINEST_ALLOWED for known in itertools.product([False, True], repeat=3)]


@pytest.mark.parametrize(("where_prec", "geometry", "province", "country"), CASES)
def test_never_finer_than_the_precision(where_prec: int | None, geometry: bool, province: bool, country: bool) -> None:
    drawing = drawing_for(where_prec, has_geometry=geometry, has_province=province, has_country=country)
    assert FINENESS.index(drawing) >= FINENESS.index(FINEST_ALLOWED[where_prec])


@pytest.mark.parametrize(("where_prec", "geometry", "province", "country"), CASES)
def test_only_shapes_whose_ingredients_are_known(
    where_prec: int | None, geometry: bool, province: bool, country: bool
) -> None:
    drawing = drawing_for(where_prec, has_geometry=geometry, has_province=province, has_country=country)
    needs = {
        Drawing.POINT: geometry,
        Drawing.RING: geometry,
        Drawing.AREA: geometry,
        Drawing.PROVINCE: province,
        Drawing.BADGE: country,
        Drawing.NOWHERE: True,
    }
    assert needs[drawing]


@pytest.mark.parametrize("where_prec", PRECISION_WORDS)
def test_with_everything_known_each_precision_has_its_own_shape(where_prec: int) -> None:
    drawing = drawing_for(where_prec, has_geometry=True, has_province=True, has_country=True)
    assert drawing is FINEST_ALLOWED[where_prec]


@given(st.sampled_from([2, 3]), st.none() | st.floats(1, 2_000_000))
def test_a_known_radius_wins_over_the_usual_one(where_prec: int, radius: float | None) -> None:
    usual = NEAR_RADIUS_M if where_prec == 2 else DISTRICT_RADIUS_M
    assert ring_radius_m(where_prec, radius) == (usual if radius is None else radius)


@pytest.mark.parametrize(
    ("where_prec", "place", "radius", "sentence"),
    [
        (1, "Tobruk", None, "At Tobruk"),
        (1, "", None, "At the place shown"),
        (2, "Misrata", None, "Near Misrata (within about 25 km)"),
        (2, "Misrata", 4_000.0, "Near Misrata (within about 4 km)"),
        (3, "Derna", None, "In the district of Derna (within about 50 km)"),
        (4, "Sirte", None, "Somewhere in the province Sirte"),
        (4, "", None, "Somewhere in a province"),
        (5, "the border", None, "Along or within the border"),
        (6, "Libya", None, "Somewhere in Libya; no place given"),
        (6, "", None, "Somewhere in the country; no place given"),
        (7, "Gulf of Sirte", None, "In international waters or air space, Gulf of Sirte"),
        (None, "Libya", None, "No place given: listed, not drawn"),
    ],
)
def test_sentences(where_prec: int | None, place: str, radius: float | None, sentence: str) -> None:
    assert precision_sentence(where_prec, place, radius) == sentence
