"""Where things stand, and the extent they can be seen in."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.whereabouts import (
    METRES_PER_DEGREE,
    drawing_of,
    extent_of,
    middle_of,
    position_of_actor,
    position_of_feature,
)
from libyamap.domain.geometry import Geometry, GeometryType, line, point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Event, Involvement, Presence, Record, Site, Zone
from libyamap.domain.precision import Drawing
from libyamap.domain.vocabulary import Role
from tests.support.fake_areas import LABELS, FakeAreas, square
from tests.support.fake_store import FakeStore

AREAS = FakeAreas()
GNA = Actor(id=new_id(), name="GNA", country="LBY")
MILITIA = Actor(id=new_id(), name="Militia", parent=GNA.id)


def store_with(*records: Record) -> FakeStore:
    store = FakeStore()
    with store.transaction() as writer:
        for record in records:
            writer.put(record)
    return store


def site(actor: Actor, role: Role = Role.OWNER, where_prec: int | None = 1) -> Site:
    return Site(
        id=new_id(),
        layer="",
        title="Site",
        where_prec=where_prec,
        geometry=point(13.2, 32.9),
        actors=(Involvement(actor.id, role),),
    )


def test_an_actor_stands_at_the_site_it_owns() -> None:
    assert position_of_actor(GNA, store_with(GNA, site(GNA)), AREAS) == (13.2, 32.9)


def test_a_site_that_it_does_not_own_or_that_has_no_place_does_not_count() -> None:
    for other in (site(GNA, Role.HOLDER), site(GNA, Role.ACTOR), site(GNA, where_prec=None)):
        assert position_of_actor(GNA, store_with(GNA, other), AREAS) == LABELS["LBY"]


def test_an_actor_without_a_site_stands_with_its_parent() -> None:
    assert position_of_actor(MILITIA, store_with(GNA, MILITIA, site(GNA)), AREAS) == (13.2, 32.9)
    assert position_of_actor(MILITIA, store_with(GNA, MILITIA), AREAS) == LABELS["LBY"]


def test_an_actor_whose_parent_has_no_place_stands_in_its_own_country() -> None:
    movement = Actor(id=new_id(), name="Movement")
    branch = Actor(id=new_id(), name="Branch", parent=movement.id, country="LBY")
    assert position_of_actor(branch, store_with(movement, branch), AREAS) == LABELS["LBY"]
    assert position_of_actor(movement, store_with(movement, branch), AREAS) is None


def test_unknown_countries_parents_and_circles_give_no_place() -> None:
    lost = Actor(id=new_id(), name="Lost", parent=new_id(), country="XXX")
    assert position_of_actor(lost, store_with(lost), AREAS) is None
    one, other = new_id(), new_id()
    ring = [Actor(id=one, name="One", parent=other), Actor(id=other, name="Other", parent=one)]
    assert position_of_actor(ring[0], store_with(*ring), AREAS) is None


@pytest.mark.parametrize(
    ("where_prec", "drawing", "position"),
    [
        (1, Drawing.POINT, (13.2, 32.9)),
        (2, Drawing.RING, (13.2, 32.9)),
        (4, Drawing.PROVINCE, (10.5, 30.5)),
        (5, Drawing.AREA, (13.2, 32.9)),
        (6, Drawing.BADGE, LABELS["LBY"]),
        (None, Drawing.NOWHERE, None),
    ],
)
def test_features_stand_where_their_precision_allows(
    where_prec: int | None, drawing: Drawing, position: tuple[float, float] | None
) -> None:
    event = Event(
        id=new_id(),
        layer="",
        title="x",
        where_prec=where_prec,
        geometry=point(13.2, 32.9),
        province="LY-00",
        country="LBY",
    )
    assert drawing_of(event) is drawing
    assert position_of_feature(event, AREAS) == position
    extent = extent_of(event, AREAS)
    assert (extent is None) == (position is None)
    if extent and position:
        west, south, east, north = extent
        assert west <= position[0] <= east
        assert south <= position[1] <= north


def test_areas_that_are_not_in_the_data_give_no_place() -> None:
    for forces in (
        Presence(id=new_id(), layer="", title="x", where_prec=6, country="XXX"),
        Presence(id=new_id(), layer="", title="x", where_prec=4, province="XX-1"),
    ):
        assert position_of_feature(forces, AREAS) is None
        assert extent_of(forces, AREAS) is None


@given(st.floats(-60, 60), st.floats(1_000, 300_000))
def test_the_extent_of_a_ring_holds_the_ring_and_little_more(lat: float, radius: float) -> None:
    event = Event(id=new_id(), layer="", title="x", where_prec=2, geometry=point(20, lat), radius_m=radius)
    extent = extent_of(event, AREAS)
    assert extent is not None
    west, south, east, north = extent
    assert north - lat == pytest.approx(radius / METRES_PER_DEGREE)
    assert lat - south == pytest.approx(radius / METRES_PER_DEGREE)
    across = math.degrees(math.asin(math.sin(radius / 6_371_008.8) / math.cos(math.radians(lat))))
    assert east - 20 == pytest.approx(20 - west)
    assert across * 0.99 <= east - 20 <= across * 1.1


@pytest.mark.parametrize("lat", [-90.0, 90.0])
def test_a_ring_around_a_pole_stays_on_the_globe(lat: float) -> None:
    event = Event(id=new_id(), layer="", title="x", where_prec=2, geometry=point(0, lat))
    extent = extent_of(event, AREAS)
    assert extent is not None
    assert -90 <= extent[1] < extent[3] <= 90


def test_the_middle_of_an_area_is_that_of_its_largest_part() -> None:
    small, large = square(0, 0), square(10, 0, 4)
    both = Geometry(GeometryType.MULTIPOLYGON, (*small.coordinates, *large.coordinates))
    assert middle_of(both) == pytest.approx((12, 2))
    assert middle_of(Geometry(GeometryType.POLYGON, large.coordinates[0])) == pytest.approx((12, 2))


def test_the_middle_of_lines_and_points_is_one_of_their_positions() -> None:
    assert middle_of(point(1, 2)) == (1, 2)
    assert middle_of(line((0, 0), (1, 1), (5, 5))) == (1, 1)
    assert middle_of(Geometry(GeometryType.MULTIPOINT, ((1.0, 1.0), (2.0, 2.0)))) == (2, 2)


def test_an_area_without_extent_still_has_a_middle() -> None:
    flat = Geometry(GeometryType.POLYGON, (((0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (0.0, 0.0)),))
    assert middle_of(flat) == (0, 0)
    zone = Zone(id=new_id(), layer="", title="x", where_prec=5, geometry=flat)
    assert position_of_feature(zone, AREAS) == (0, 0)
