"""The tools that edit on the map, with a test speaking for the page."""

import math
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QMenu

from libyamap.app.commands import Put
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.ids import new_id
from libyamap.domain.model import Feature, Zone
from libyamap.ui.edit.map import words
from libyamap.ui.edit.map.actions import IDS
from libyamap.web.protocol import (
    ContextAsked,
    DragHeld,
    EditChose,
    EditDrawn,
    EditEnded,
    EditorKey,
    EditPointed,
    EditSketched,
    FeatureDropped,
    SelectMarks,
    ShowPreview,
    UseEditor,
)
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import FORCES, OUTPOST, STATEMENT, TRIPOLI, FakeProject

SQUARE = ((10.0, 30.0), (12.0, 30.0), (12.0, 32.0), (10.0, 32.0), (10.0, 30.0))
BOW_TIE = ((10.0, 30.0), (12.0, 32.0), (12.0, 30.0), (10.0, 32.0), (10.0, 30.0))


def area(*ring: tuple[float, float]) -> Geometry:
    """What the page sends for an area."""
    return Geometry(GeometryType.POLYGON, [[list(position) for position in ring]])


def zone(fake: FakeWindow, title: str, west: float = 10.0) -> Zone:
    """A square zone in the project."""
    ring = tuple((lon - 10.0 + west, lat) for lon, lat in SQUARE)
    made = Zone(
        id=new_id(), layer=FORCES.id, title=title, where_prec=5, geometry=Geometry(GeometryType.POLYGON, (ring,))
    )
    fake.project.session.run(Put(made))
    return made


def kept(fake: FakeWindow, feature: Feature) -> Feature:
    """The feature as the project holds it now."""
    found = fake.project.store.get(type(feature), feature.id)
    assert found is not None
    return found


def words_shown(fake: FakeWindow) -> str:
    """What the bar above the map says."""
    tool = fake.host.last(UseEditor)
    assert isinstance(tool, UseEditor)
    return tool.words


def heard(signal: SignalInstance) -> list[tuple[Any, ...]]:
    """All that a signal says from now on."""
    found: list[tuple[Any, ...]] = []
    signal.connect(lambda *said: found.append(said))
    return found


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


def test_nothing_can_be_dragged_where_nothing_can_be_written(open_window: Callable[..., FakeWindow]) -> None:
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


def test_an_area_that_crosses_itself_is_explained_and_repaired(fake: FakeWindow) -> None:
    drawn = heard(fake.window.map_tools.drawn)
    fake.window.map_tools.draw("area")
    fake.host.say(EditDrawn(area(*BOW_TIE)))
    again = fake.host.last(UseEditor)
    assert isinstance(again, UseEditor)
    assert (again.mode, again.done) == ("reshape", words.REPAIR)
    assert "crosses itself" in again.words
    assert not drawn
    assert again.geometry is not None
    fake.host.say(EditDrawn(again.geometry))
    ((repaired,),) = drawn
    assert repaired.type is GeometryType.MULTIPOLYGON
    assert len(repaired.coordinates) == 2
    assert not fake.window.map_tools.active


def test_an_area_that_was_mended_by_hand_is_taken_as_it_is(fake: FakeWindow) -> None:
    drawn = heard(fake.window.map_tools.drawn)
    fake.window.map_tools.draw("area")
    fake.host.say(EditDrawn(area(*BOW_TIE)))
    fake.host.say(EditDrawn(area(*SQUARE)))
    ((mended,),) = drawn
    assert mended.coordinates == (SQUARE,)


@pytest.mark.parametrize(
    "bad",
    [
        Geometry(GeometryType.POLYGON, []),
        Geometry(GeometryType.POLYGON, [[]]),
        Geometry(GeometryType.POLYGON, [[[None, 1.0], [2.0, 2.0], [3.0, 1.0], [None, 1.0]]]),
        Geometry(GeometryType.POLYGON, [[[math.inf, 1.0], [2.0, 2.0], [3.0, 1.0], [math.inf, 1.0]]]),
        Geometry(GeometryType.POLYGON, [[[1.0, 1.0], [2.0, 2.0], [1.0, 1.0]]]),
        Geometry(GeometryType.POLYGON, [[[170.0, 1.0], [200.0, 2.0], [190.0, 9.0], [170.0, 1.0]]]),
        Geometry(GeometryType.POLYGON, "x"),
        Geometry(GeometryType.POLYGON, [[["x", "y"]]]),
    ],
)
def test_what_cannot_be_an_area_is_said_and_drawn_anew(fake: FakeWindow, bad: Geometry) -> None:
    drawn = heard(fake.window.map_tools.drawn)
    fake.window.map_tools.draw("area")
    fake.host.say(EditDrawn(bad))
    assert not drawn
    assert fake.window.map_tools.active
    assert words_shown(fake) != words.DRAW["area"]
    assert words_shown(fake).endswith(".")


def test_what_is_drawn_in_the_next_world_lies_in_this_one(fake: FakeWindow) -> None:
    drawn = heard(fake.window.map_tools.drawn)
    fake.window.map_tools.draw("line")
    fake.host.say(EditDrawn(Geometry(GeometryType.LINESTRING, [[370.0, 30.0], [372.0, 31.0]])))
    ((line,),) = drawn
    assert line.coordinates == ((10.0, 30.0), (12.0, 31.0))


def test_a_zone_is_reshaped(fake: FakeWindow) -> None:
    held = zone(fake, "Held")
    fake.window.desk.select([held.id])
    fake.window.actions_["reshape"].trigger()
    tool = fake.host.last(UseEditor)
    assert isinstance(tool, UseEditor)
    assert (tool.mode, tool.feature, tool.geometry) == ("reshape", held.id, held.geometry)
    larger = tuple((lon * 1.1, lat) for lon, lat in SQUARE)
    fake.host.say(EditDrawn(area(*larger)))
    assert kept(fake, held).geometry == Geometry(GeometryType.POLYGON, (larger,))


def test_a_zone_is_split_once_the_line_leads_across(fake: FakeWindow) -> None:
    held = zone(fake, "Held")
    fake.window.desk.select([held.id])
    fake.window.actions_["split-zone"].trigger()
    fake.host.say(EditDrawn(Geometry(GeometryType.LINESTRING, [[10.5, 31.0], [11.0, 31.0]])))
    assert "does not lead across" in words_shown(fake)
    assert fake.window.map_tools.active
    fake.host.say(EditDrawn(Geometry(GeometryType.LINESTRING, [[9.0, 30.5], [13.0, 30.5]])))
    assert len(fake.project.store.all(Zone)) == 2
    assert not fake.window.map_tools.active


def test_an_area_is_cut_out_of_a_zone(fake: FakeWindow) -> None:
    held = zone(fake, "Held")
    fake.window.desk.select([held.id])
    fake.window.actions_["cut-zone"].trigger()
    fake.host.say(EditDrawn(area(*((lon + 5, lat) for lon, lat in SQUARE))))
    assert "nothing to cut" in words_shown(fake)
    fake.host.say(EditDrawn(area((10.5, 30.5), (11.0, 30.5), (11.0, 31.0), (10.5, 31.0), (10.5, 30.5))))
    cut = kept(fake, held).geometry
    assert cut is not None
    assert len(cut.coordinates[0]) == 2  # a ring with a hole


def test_zones_are_merged_as_they_were_clicked(fake: FakeWindow) -> None:
    first, second = zone(fake, "First"), zone(fake, "Second", west=12.0)
    fake.window.desk.select([first.id])
    fake.window.actions_["merge-zones"].trigger()
    fake.host.say(EditChose((first.id, second.id), "Second"))
    assert fake.host.last(SelectMarks) == SelectMarks((first.id, second.id))
    fake.host.say(EditEnded(done=True))
    assert [merged.title for merged in fake.project.store.all(Zone)] == ["First"]
    assert fake.host.last(SelectMarks) == SelectMarks((first.id,))


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


def test_a_cut_that_would_leave_nothing_says_so_and_can_be_drawn_anew(fake: FakeWindow) -> None:
    whole = zone(fake, "Dunes")
    fake.window.map_tools.cut(whole)
    fake.host.say(EditDrawn(area((9.0, 29.0), (13.0, 29.0), (13.0, 33.0), (9.0, 33.0), (9.0, 29.0))))
    assert kept(fake, whole).geometry == whole.geometry
    assert words_shown(fake).startswith("Nothing would be left of the area")
    assert fake.window.status.busy.text().endswith("delete it instead; Esc to stop")
    assert fake.window.map_tools.active
