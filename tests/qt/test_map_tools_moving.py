"""Features are dragged on the map, or moved by keys, with a test speaking for the page."""

from libyamap.ui.edit.map import words
from libyamap.ui.edit.map.actions import IDS
from libyamap.web.protocol import (
    DragHeld,
    FeatureDropped,
    SelectMarks,
    UseEditor,
)
from tests.qt.conftest import FakeWindow, OpenWindow
from tests.qt.fake_project import OUTPOST, STATEMENT, TRIPOLI, FakeProject
from tests.qt.inspecting import kept


def test_a_drag_is_one_step_that_can_be_taken_back(fake: FakeWindow) -> None:
    before = fake.project.store.revision()
    fake.host.say(FeatureDropped(TRIPOLI.id, 373.0, 33.0))
    moved = kept(fake, TRIPOLI).geometry
    assert moved is not None
    assert moved.coordinates == (13.0, 33.0)
    assert fake.project.store.revision() == before + 1
    assert "Move ‘Tripoli’" in fake.window.actions_["undo"].text()
    fake.window.actions_["undo"].trigger()
    assert kept(fake, TRIPOLI) == TRIPOLI


def test_only_what_stands_on_a_point_can_be_dragged(fake: FakeWindow) -> None:
    fake.window.desk.select([OUTPOST.id, STATEMENT.id])
    assert fake.host.last(SelectMarks) == SelectMarks((OUTPOST.id, STATEMENT.id), (OUTPOST.id,))


def test_nothing_can_be_dragged_where_nothing_can_be_written(open_window: OpenWindow) -> None:
    fake = open_window(FakeProject(read_only=True))
    fake.window.desk.select([OUTPOST.id])
    assert fake.host.last(SelectMarks) == SelectMarks((OUTPOST.id,), ())
    assert not {action.objectName() for action in fake.window.map_actions.fitting()} & {*IDS, "delete"}


def test_escape_lets_go_of_what_is_dragged(fake: FakeWindow) -> None:
    clears = fake.window.actions_["clear-selection"]
    fake.host.say(DragHeld(TRIPOLI.id, held=True))
    assert not clears.shortcuts()
    fake.window.map_tools.cancel()
    assert fake.host.last(UseEditor) == UseEditor("")
    assert clears.shortcuts()


def test_a_move_by_keys_keeps_the_place_until_it_is_drawn(fake: FakeWindow) -> None:
    fake.window.desk.select([TRIPOLI.id])
    fake.window.actions_["move-feature"].trigger()
    assert fake.host.last(UseEditor) == UseEditor("move", words.MOVE, words.KEEP, feature=TRIPOLI.id)
    fake.host.say(FeatureDropped(TRIPOLI.id, 13.0, 33.0))
    assert fake.host.last(UseEditor) == UseEditor("", feature=TRIPOLI.id)
    assert not fake.window.map_tools.active
    moved = kept(fake, TRIPOLI).geometry
    assert moved is not None
    assert moved.coordinates == (13.0, 33.0)
