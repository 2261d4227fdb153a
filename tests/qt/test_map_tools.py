"""The tools that edit on the map, with a test speaking for the page."""

from PySide6.QtWidgets import QMenu

from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.ui.edit.map.actions import IDS
from libyamap.web.protocol import (
    ContextAsked,
    EditChose,
    EditDrawn,
    EditEnded,
    EditorKey,
    EditPointed,
    EditSketched,
    ShowPreview,
    UseEditor,
)
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import OUTPOST, TRIPOLI
from tests.qt.map_tools import heard


def test_a_place_is_picked_by_one_click(fake: FakeWindow) -> None:
    tools = fake.window.map_tools
    picked, ended = heard(tools.picked), heard(tools.ended)
    tools.pick_place("Click where it happened")
    assert fake.host.last(UseEditor) == UseEditor("pick", "Click where it happened")
    assert "Click where it happened" in fake.window.status.busy.text()
    fake.host.say(EditPointed(373.19, 32.89))
    assert [(round(lon, 2), lat) for lon, lat in picked] == [(13.19, 32.89)]
    assert fake.host.last(UseEditor) == UseEditor("")
    assert len(ended) == 1
    assert not fake.window.status.busy.isVisible()
    fake.host.say(EditPointed(1.0, 1.0))
    assert len(picked) == 1


def test_giving_up_ends_the_tool_without_a_place(fake: FakeWindow) -> None:
    tools = fake.window.map_tools
    picked, ended = heard(tools.picked), heard(tools.ended)
    tools.pick_place()
    fake.host.say(EditEnded(done=False))
    assert (picked, len(ended), tools.active) == ([], 1, False)


def test_a_preview_is_drawn_and_taken_away(fake: FakeWindow) -> None:
    fake.window.map_tools.preview(TRIPOLI)
    shown = fake.host.last(ShowPreview)
    assert isinstance(shown, ShowPreview)
    assert [mark.id for mark in shown.marks] == [TRIPOLI.id]
    fake.window.map_tools.preview(None)
    assert fake.host.last(ShowPreview) == ShowPreview()


def test_what_is_drawn_in_the_next_world_lies_in_this_one(fake: FakeWindow) -> None:
    drawn = heard(fake.window.map_tools.drawn)
    fake.window.map_tools.draw("line")
    fake.host.say(EditDrawn(Geometry(GeometryType.LINESTRING, [[370.0, 30.0], [372.0, 31.0]])))
    ((line,),) = drawn
    assert line.coordinates == ((10.0, 30.0), (12.0, 31.0))


def test_a_link_is_picked_by_its_two_ends(fake: FakeWindow) -> None:
    picked = heard(fake.window.map_tools.features_picked)
    fake.window.map_tools.pick_link()
    fake.host.say(EditChose((TRIPOLI.id,), "Tripoli"))
    assert "Tripoli" in fake.window.status.busy.text()
    fake.host.say(EditChose((TRIPOLI.id, OUTPOST.id), "US outpost"))
    assert picked == [((TRIPOLI.id, OUTPOST.id),)]
    assert not fake.window.map_tools.active


def test_provinces_are_told_as_they_are_chosen_and_at_the_end(fake: FakeWindow) -> None:
    tools = fake.window.map_tools
    changed, picked = heard(tools.provinces_changed), heard(tools.provinces_picked)
    tools.pick_provinces(["LY-00"])
    fake.host.say(EditChose(("LY-00", "LY-01"), "Misrata"))
    assert changed == [(("LY-00", "LY-01"),)]
    assert fake.window.status.busy.text().startswith("2 chosen: Misrata")
    tools.finish()
    assert fake.host.last(EditorKey) == EditorKey("Enter")
    fake.host.say(EditEnded(done=True))
    assert picked == [(("LY-00", "LY-01"),)]


def test_a_sketch_is_remembered_for_a_page_that_is_loaded_anew(fake: FakeWindow) -> None:
    fake.window.map_tools.draw("line")
    sketch = Geometry(GeometryType.LINESTRING, [[10.0, 30.0]])
    fake.host.say(EditSketched(sketch, 1))
    remembered = fake.host.remembered[-1]
    assert isinstance(remembered, UseEditor)
    assert (remembered.mode, remembered.geometry) == ("line", sketch)


def test_measuring_and_editing_never_share_the_clicks(fake: FakeWindow) -> None:
    fake.window.map_tools.draw("line")
    fake.window.actions_["measure"].trigger()
    assert not fake.window.map_tools.active
    fake.window.map_tools.draw("line")
    assert not fake.window.finding.panels.measure.active
    fake.window.map_tools.cancel()
    assert fake.window.actions_["clear-selection"].shortcuts()


def test_the_map_menu_has_only_what_fits(fake: FakeWindow) -> None:
    asked = heard(fake.window.desk.add_asked)
    fake.window.desk.select([TRIPOLI.id])
    fitting = {action.objectName() for action in fake.window.map_actions.fitting()}
    assert fitting & set(IDS) == {"move-feature"}
    assert "delete" in fitting
    fake.host.say(ContextAsked(15.0, 32.0, 10, 10, ()))
    menu = fake.window.map.widget.findChild(QMenu)
    assert isinstance(menu, QMenu)
    (add,) = [entry for entry in menu.actions() if entry.text().startswith("Add an event here")]
    add.trigger()
    assert asked[0][:3] == ("event", 15.0, 32.0)
    menu.close()
