"""A measurement step by step, and rings that are kept."""

import pytest

from libyamap.app.commands import create
from libyamap.app.measuring import MOST_POINTS, Measuring, Tool
from libyamap.app.ring_layer import keep_rings, name_for
from libyamap.app.session import Session
from libyamap.domain.ids import new_id
from libyamap.domain.model import Layer, Project, Zone
from libyamap.errors import InvalidValue
from tests.support.fake_places import FakePlaces
from tests.support.fake_store import FakeStore

A, B, C, D = (0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)


def of(*points: tuple[float, float], tool: Tool = Tool.LINE) -> Measuring:
    state = Measuring(tool)
    for point in points:
        state = state.pointed(point)
    return state


def test_a_line_grows_leg_by_leg() -> None:
    state = of(A, B, C)
    assert [leg.words for leg in state.legs] == ["111 km, 90° (E)", "111 km, 0° (N)"]
    assert state.summary == "Length 222 km"
    assert state.without_last().points == (A, B)


def test_the_same_place_twice_is_no_corner() -> None:
    assert of(A, A).points == (A,)


def test_after_the_end_a_click_begins_anew() -> None:
    assert of(A, B).finished().pointed(C).points == (C,)


def test_a_click_on_the_first_corner_closes_the_area() -> None:
    state = of(A, B, C, D).pointed((0.001, 0.001), near_m=1_000)
    assert state.closed
    assert state.ended
    assert state.points == (A, B, C, D)
    assert state.summary == "Area 12,309 km², perimeter 444 km"
    assert state.area is not None


def test_two_corners_close_nothing() -> None:
    assert of(A, B).pointed(A, near_m=1_000).tool is Tool.LINE
    assert of(A, B, tool=Tool.AREA).area is None


def test_an_area_that_crosses_itself_says_so() -> None:
    with pytest.raises(InvalidValue, match="crosses itself"):
        _ = of(A, C, B, D, tool=Tool.AREA).area


def test_a_leg_over_the_antimeridian_has_its_middle_there() -> None:
    (leg,) = of((179.0, 10.0), (-179.0, 10.0)).legs
    assert leg.middle == (180.0, 10.0)
    assert leg.words.startswith("219 km")


def test_there_is_an_end_to_corners() -> None:
    state = Measuring(points=tuple((number / 10, 0.0) for number in range(MOST_POINTS)))
    with pytest.raises(InvalidValue):
        state.pointed((0.0, 5.0))


def test_rings_stand_around_the_last_click() -> None:
    state = Measuring(Tool.RINGS, radii=(10_000.0, 50_000.0)).pointed(A).pointed(B)
    assert state.points == (B,)
    assert state.summary == "Rings of 10 km, 50 km"
    assert of(A, B, C).with_tool(Tool.RINGS).points == (A,)


def test_kept_rings_are_one_step_on_top() -> None:
    store = FakeStore()
    session = Session(store, "tester")
    session.run(create(Project(id=new_id(), title="P")))
    before = store.snapshot()
    layer, command = keep_rings(A, (10_000.0, 50_000.0), "Null Island", [Layer(id=new_id(), title="Other", position=3)])
    assert layer.position < 3
    session.run(command)
    assert [zone.title for zone in store.all(Zone)] == ["50 km around Null Island", "10 km around Null Island"]
    assert {zone.layer for zone in store.all(Zone)} == {layer.id}
    assert store.revisions()[-1].title == "Keep range rings around Null Island"
    session.undo()
    assert store.snapshot() == before


def test_a_middle_is_named_after_a_town_that_is_near() -> None:
    places = FakePlaces()
    assert name_for((15.0925, 32.3754), places, "x") == "Misrata"
    assert name_for((15.1925, 32.3754), places, "x") == "a place 9 km from Misrata"
    assert name_for((5.0, 5.0), places, "5.00000, 5.00000") == "5.00000, 5.00000"
    assert name_for((15.0, 32.0), None, "x") == "x"
