"""The example on the map data that is shipped: its provinces exist, and its places lie where they belong."""

import itertools

import pytest
from shapely.geometry import shape as made_shape
from shapely.geometry.base import BaseGeometry

from libyamap.app.session import Session
from libyamap.app.validate import validate
from libyamap.app.whereabouts import position_of_feature
from libyamap.bootstrap import areas
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.model import Site, Zone
from libyamap.examples import example_commands
from tests.support.fake_store import FakeStore


@pytest.fixture(scope="module")
def store() -> FakeStore:
    made = FakeStore()
    Session(made, "test").run(example_commands("libya-2016", areas()))
    return made


def shape(geometry: Geometry | None) -> BaseGeometry:
    assert geometry is not None
    return made_shape({"type": geometry.type.value, "coordinates": geometry.coordinates})


def site(store: FakeStore, title: str) -> Site:
    return next(site for site in store.all(Site) if site.title == title)


def test_the_example_is_valid_and_leaves_nothing_to_mend(store: FakeStore) -> None:
    verdict = validate(store, areas())
    assert verdict.problems == ()
    assert verdict.notes == ()


@pytest.mark.parametrize(
    ("town", "zone"),
    [
        ("Tripoli", "GNA and militias on its side (assessed)"),
        ("Misrata", "GNA and militias on its side (assessed)"),
        ("Tobruk", "House of Representatives and LNA (assessed)"),
        ("Benghazi", "Benghazi: LNA and Islamic State (contested, assessed)"),
        ("Zintan", "Western mountains: GNA and House of Representatives (contested, assessed)"),
    ],
)
def test_towns_lie_in_the_zone_that_is_meant(store: FakeStore, town: str, zone: str) -> None:
    area = next(found for found in store.all(Zone) if found.title == zone)
    # The coast is drawn a little simpler than it is, and ports stand on it: 3 km of tolerance.
    assert shape(area.geometry).distance(shape(site(store, town).geometry)) < 0.03


def test_zones_do_not_overlap(store: FakeStore) -> None:
    for one, other in itertools.combinations(store.all(Zone), 2):
        assert shape(one.geometry).intersection(shape(other.geometry)).area < 1e-6


def test_both_crossings_stand_on_the_tunisian_border(store: FakeStore) -> None:
    border = site(store, "Border of Libya and Tunisia").geometry
    assert border is not None
    assert border.type is GeometryType.LINESTRING
    for crossing in ("Ras Ajdir crossing", "Wazin-Dehiba crossing"):
        assert shape(border).distance(shape(site(store, crossing).geometry)) < 0.2


def test_what_is_drawn_in_libya_lies_in_the_opening_view(store: FakeStore) -> None:
    for feature in (*store.all(Site), *store.all(Zone)):
        position = position_of_feature(feature, areas())
        if feature.country == "LBY":
            assert position is not None
            assert 7.5 < position[0] < 26
            assert 19 < position[1] < 38
