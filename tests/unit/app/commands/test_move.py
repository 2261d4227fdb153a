"""Moving and reshaping; the ends of links go along."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from libyamap.app.commands import Move, Put, Reshape
from libyamap.app.session import Session
from libyamap.domain.geometry import Geometry, GeometryType, line, point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Event, Feature, Link, Presence, Site, Zone
from libyamap.errors import Conflict, InvalidValue
from tests.support.fake_areas import LABELS, square
from tests.support.fake_store import FakeStore
from tests.unit.app.commands.records import BATTLE, GNA, LAYER, LNA, SEAT, SUPPORT, WEST


def ends(store: FakeStore, link: Link) -> tuple[tuple[float, float], tuple[float, float]] | None:
    found = store.get(Link, link.id)
    assert found is not None
    return (found.geometry.coordinates[0], found.geometry.coordinates[-1]) if found.geometry else None


def test_a_marker_is_dragged_and_its_link_follows_in_the_same_step(session: Session, store: FakeStore) -> None:
    before = store.snapshot()
    done = session.run(Move(BATTLE, 16.9, 31.0))
    moved = store.get(Event, BATTLE.id)
    assert moved == msgspec.structs.replace(BATTLE, geometry=point(16.9, 31.0))
    assert ends(store, SUPPORT) == ((13.2, 32.9), (16.9, 31.0))
    assert done.ids == {BATTLE.id, SUPPORT.id}
    assert store.revisions()[-1].title == "Move ‘Battle near Sirte’"
    session.undo()
    assert store.snapshot() == before
    session.redo()
    assert ends(store, SUPPORT) == ((13.2, 32.9), (16.9, 31.0))


def test_moving_an_actors_seat_takes_the_actors_links_along(session: Session, store: FakeStore) -> None:
    session.run(Move(SEAT, 20.0, 32.0))
    assert ends(store, SUPPORT) == ((20.0, 32.0), (16.6, 31.2))


def test_a_part_of_the_actor_without_a_place_of_its_own_goes_along(session: Session, store: FakeStore) -> None:
    guard = Actor(id=new_id(), name="Guard", parent=GNA.id)
    link = Link(
        id=new_id(), layer=LAYER.id, title="L", origin=guard.id, target=BATTLE.id,
        geometry=line((13.2, 32.9), (16.6, 31.2)), where_prec=5,
    )  # fmt: skip
    session.run(Put(guard))
    session.run(Put(link))
    session.run(Move(SEAT, 20.0, 32.0))
    assert ends(store, link) == ((20.0, 32.0), (16.6, 31.2))


def test_an_end_that_was_drawn_elsewhere_and_the_vertices_between_stay(session: Session, store: FakeStore) -> None:
    bent = msgspec.structs.replace(SUPPORT, geometry=line((1.0, 1.0), (14.0, 32.0), (16.6, 31.2)))
    session.run(Put(bent))
    session.run(Move(SEAT, 20.0, 32.0))
    session.run(Move(BATTLE, 17.0, 31.0))
    found = store.get(Link, SUPPORT.id)
    assert found is not None
    assert found.geometry == line((1.0, 1.0), (14.0, 32.0), (17.0, 31.0))


def test_an_end_that_gets_a_place_brings_the_line(session: Session, store: FakeStore) -> None:
    lost = Event(id=new_id(), layer=LAYER.id, title="Somewhere")
    link = Link(id=new_id(), layer=LAYER.id, title="L", origin=GNA.id, target=lost.id)
    session.run(Put(lost))
    session.run(Put(link))
    session.run(Move(lost, 15.0, 31.0))
    assert ends(store, link) == ((13.2, 32.9), (15.0, 31.0))
    moved = store.get(Event, lost.id)
    assert moved is not None
    assert moved.where_prec == 1
    session.run(Put(lost))
    assert ends(store, link) is None


def test_a_seat_that_becomes_known_for_its_country_alone_moves_its_actor_there(
    session: Session, store: FakeStore
) -> None:
    session.run(Put(msgspec.structs.replace(SEAT, geometry=None, where_prec=6, country="TUN")))
    assert ends(store, SUPPORT) == (LABELS["TUN"], (16.6, 31.2))


def test_an_actor_of_another_country_stands_there(session: Session, store: FakeStore) -> None:
    link = Link(
        id=new_id(), layer=LAYER.id, title="L", origin=LNA.id, target=BATTLE.id,
        geometry=line(LABELS["LBY"], (16.6, 31.2)), where_prec=5,
    )  # fmt: skip
    session.run(Put(link))
    session.run(Put(msgspec.structs.replace(LNA, country="TUN")))
    assert ends(store, link) == (LABELS["TUN"], (16.6, 31.2))


def test_a_link_to_a_link_follows_too(session: Session, store: FakeStore) -> None:
    about = Link(
        id=new_id(), layer=LAYER.id, title="About it", origin=LNA.id, target=SUPPORT.id,
        geometry=line(LABELS["LBY"], (16.6, 31.2)), where_prec=5,
    )  # fmt: skip
    session.run(Put(about))
    session.run(Move(BATTLE, 17.0, 31.0))
    assert ends(store, about) == (LABELS["LBY"], (17.0, 31.0))


@pytest.mark.parametrize(
    ("feature", "expected"),
    [
        (Presence(id=new_id(), layer=LAYER.id, title="P", where_prec=6, country="LBY"), 1),
        (Site(id=new_id(), layer=LAYER.id, title="S", where_prec=3, geometry=point(1, 1)), 3),
        (Zone(id=new_id(), layer=LAYER.id, title="Z", where_prec=5, geometry=square(0, 0)), 5),
    ],
)
def test_the_precision_is_what_the_source_gives_unless_there_was_no_place(
    session: Session, store: FakeStore, feature: Feature, expected: int
) -> None:
    session.run(Put(feature))
    session.run(Move(feature, 15.0, 31.0))
    moved = store.get(type(feature), feature.id)
    assert moved is not None
    assert moved.geometry is not None
    assert moved.where_prec == expected
    session.run(Move(feature, 16.0, 31.0, where_prec=2))


def test_what_is_moved_knows_the_province_and_country_it_comes_to(session: Session, store: FakeStore) -> None:
    told = msgspec.structs.replace(BATTLE, province="LY-03", country="LBY")
    session.run(Put(told))
    for lon, lat, province, country in (
        (10.5, 30.5, "LY-00", "LBY"),
        (9.5, 30.5, "TN-1", "TUN"),
        (-30.0, 30.5, "", "TUN"),
        (11.5, 30.5, "", "LBY"),
    ):
        session.run(Move(told, lon, lat))
        found = store.get(Event, BATTLE.id)
        assert found is not None
        assert (found.province, found.country) == (province, country)


def test_an_area_moves_with_its_middle(session: Session, store: FakeStore) -> None:
    session.run(Move(WEST, 20.5, 25.5))
    moved = store.get(Zone, WEST.id)
    assert moved is not None
    assert moved.geometry is not None
    assert moved.geometry.bounds() == pytest.approx((20, 25, 21, 26))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.floats(allow_nan=True), st.floats(allow_nan=True))
def test_a_place_off_the_globe_is_a_sentence_and_changes_nothing(
    session: Session, store: FakeStore, lon: float, lat: float
) -> None:
    if abs(lon) <= 180 and abs(lat) <= 90:
        session.run(Move(BATTLE, lon, lat))
        return
    before = store.snapshot()
    with pytest.raises(InvalidValue):
        session.run(Move(BATTLE, lon, lat))
    assert store.snapshot() == before


def test_what_was_deleted_meanwhile_cannot_be_moved(session: Session) -> None:
    gone = msgspec.structs.replace(BATTLE, id=new_id())
    with pytest.raises(Conflict, match="‘Battle near Sirte’ was deleted"):
        session.run(Move(gone, 1, 1))


def test_reshaping_explains_what_is_wrong(session: Session, store: FakeStore) -> None:
    ring = ((0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0), (0.0, 0.0))
    with pytest.raises(InvalidValue, match="crosses itself"):
        session.run(Reshape(WEST, Geometry(GeometryType.POLYGON, (ring,))))
    session.run(Reshape(WEST, square(11, 30)))
    found = store.get(Zone, WEST.id)
    assert found is not None
    assert (found.geometry, found.where_prec) == (square(11, 30), 5)
    with pytest.raises(InvalidValue, match="give it a polygon"):
        session.run(Reshape(WEST, point(1, 1)))
