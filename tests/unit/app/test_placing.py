"""From what was picked to how exactly a thing is placed: no way keeps more than it says."""

import msgspec
import pytest

from libyamap.app.placing import (
    COUNTRY,
    EXACT,
    NEAR,
    NOWHERE,
    PROVINCE,
    Placement,
    placed,
    placement_of,
    probably_swapped,
    put_at,
    spot_at,
    spot_of_country,
    spot_of_feature,
    spot_of_place,
    spot_of_province,
    ways,
)
from libyamap.app.whereabouts import drawing_of
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event, Feature
from libyamap.domain.place import PlaceKind
from libyamap.domain.precision import Drawing
from tests.support.fake_areas import FakeAreas
from tests.support.fake_places import SABHA, place

AREAS = FakeAreas()
EVENT = Event(id=new_id(), layer="x", title="Event")
IN_MISRATA = (11.5, 30.5)


def test_a_town_is_near_by_default_and_offers_all_coarser_ways() -> None:
    spot = spot_of_place(place("Misrata", "", *IN_MISRATA), AREAS)
    assert (spot.usual, spot.province_name, spot.country) == (NEAR, "Misrata", "LBY")
    assert [way.where_prec for way in ways(spot)] == [1, 2, 3, 4, 6, None]
    assert [way.words for way in ways(spot)][:2] == ["Exactly at Misrata", "Near Misrata"]


def test_a_province_and_a_country_have_no_point() -> None:
    province = spot_of_place(place("Sirte", "", 18.5, 30.5, PlaceKind.PROVINCE), AREAS)
    assert (province.usual, province.province, province.at) == (PROVINCE, "LY-08", None)
    country = spot_of_place(place("Libya", "", 18.0, 27.0, PlaceKind.COUNTRY), AREAS)
    assert (country.usual, country.country, country.at) == (COUNTRY, "LBY", None)
    assert [way.where_prec for way in ways(country)] == [6, None]
    assert placed(country, COUNTRY) == Placement(where_prec=6, place="Lby", country="LBY")


def test_coordinates_are_exact_by_default() -> None:
    spot = spot_at(IN_MISRATA, AREAS)
    assert (spot.usual, spot.province_name) == (EXACT, "Misrata")
    assert placed(spot, EXACT).geometry == point(*IN_MISRATA)


def test_a_sea_is_as_wide_as_it_is() -> None:
    sea = msgspec.structs.replace(place("Gulf", "", 18.0, 31.0, PlaceKind.SEA), bounds=(17.0, 30.5, 19.0, 31.5))
    spot = spot_of_place(sea, AREAS)
    assert spot.radius_m == 100_000
    assert placed(spot, NEAR).radius_m == 100_000


@pytest.mark.parametrize(
    ("where_prec", "drawing"),
    [(1, Drawing.POINT), (2, Drawing.RING), (3, Drawing.RING), (4, Drawing.PROVINCE), (6, Drawing.BADGE),
     (None, Drawing.NOWHERE)],
)  # fmt: skip
def test_what_is_placed_is_drawn_as_the_way_says(where_prec: int | None, drawing: Drawing) -> None:
    feature = put_at(EVENT, placed(spot_at(IN_MISRATA, AREAS, "Misrata"), where_prec))
    assert drawing_of(feature) is drawing
    assert (feature.geometry is not None) == (where_prec in {1, 2, 3})
    assert placement_of(feature).where_prec == where_prec


def test_a_radius_counts_for_rings_alone() -> None:
    spot = spot_at(IN_MISRATA, AREAS)
    assert placed(spot, NEAR, 5000).radius_m == 5000
    assert placed(spot, EXACT, 5000).radius_m is None
    assert placed(spot, COUNTRY, 5000).radius_m is None


@pytest.mark.parametrize("where_prec", [1, 2, 3, 4, 6])
def test_a_placed_feature_gives_its_spot_back(where_prec: int) -> None:
    feature: Feature = put_at(EVENT, placed(spot_at(IN_MISRATA, AREAS, "Misrata"), where_prec))
    spot = spot_of_feature(feature, AREAS)
    assert spot is not None
    assert placed(spot, where_prec) == placement_of(feature)


def test_what_is_nowhere_has_no_spot() -> None:
    assert spot_of_feature(EVENT, AREAS) is None
    assert placed(spot_of_place(SABHA, AREAS), None) == NOWHERE
    assert spot_of_country("XXX", AREAS) is None
    assert spot_of_province("XX-1", AREAS) is None


def test_swapped_coordinates_are_suspected_only_where_the_project_knows_better() -> None:
    swapped = (IN_MISRATA[1], IN_MISRATA[0])
    found = probably_swapped(swapped, AREAS, ("LBY",))
    assert found is not None
    assert found.at == IN_MISRATA
    assert probably_swapped(swapped, AREAS, ()) is None
    assert probably_swapped(IN_MISRATA, AREAS, ("LBY",)) is None
    assert probably_swapped((120.0, 20.0), AREAS, ("LBY",)) is None
