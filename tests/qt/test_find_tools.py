"""Measuring, What is here, bookmarks, back and forward, notations: in the window, on a fake map."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from libyamap.app.commands import Put
from libyamap.app.measuring import Tool
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.ids import new_id
from libyamap.domain.model import Layer, Zone
from libyamap.settings import load_settings
from libyamap.ui.find.parts import FindParts
from libyamap.ui.text import PlainLabel
from libyamap.web.protocol import (
    ContextAsked,
    FrameMoved,
    HistoryAsked,
    PointerMoved,
    SelectMarks,
    ShowPlace,
    ShowSketch,
    ToolKeyed,
    ToolPointed,
    UseTool,
)
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import OUTPOST, OUTPOSTS, TRIPOLI, FakeProject
from tests.support.fake_places import FakePlaces

FRAME = FrameMoved((8, 19, 26, 34), 5.0, 17.0, 27.0, 800, 600, 4891.97)
OpenWindow = Callable[..., FakeWindow]


@pytest.fixture
def fake(open_window: OpenWindow) -> FakeWindow:
    """A window with places to be found, whose map shows Libya."""
    project = FakeProject()
    project.places = FakePlaces()
    made = open_window(project)
    made.host.say(FRAME)
    return made


def parts(fake: FakeWindow) -> FindParts:
    return fake.window.finding


def sketch(fake: FakeWindow) -> ShowSketch:
    shown = fake.host.last(ShowSketch)
    assert isinstance(shown, ShowSketch)
    return shown


def texts(widget: QWidget) -> str:
    labels = [label.text() for label in widget.findChildren(PlainLabel)]
    return "\n".join([*labels, *(button.text() for button in widget.findChildren(QPushButton))])


# ---- measuring


def test_clicks_on_the_map_measure_and_escape_leaves(fake: FakeWindow, qtbot: QtBot) -> None:
    fake.window.desk.select([TRIPOLI.id])
    fake.window.actions_["measure"].trigger()
    assert fake.host.last(UseTool) == UseTool(active=True)
    assert parts(fake).panels.docks["measure"].isVisible()
    fake.host.say(ToolPointed(13.0, 32.0))
    fake.host.say(ToolPointed(14.0, 32.0))
    fake.host.say(PointerMoved(15.0, 32.0))
    assert sketch(fake).path == ((13.0, 32.0), (14.0, 32.0), (15.0, 32.0))
    assert sketch(fake).texts[0].text.startswith("94.5 km, 90°")
    fake.host.say(ToolKeyed("Enter"))
    assert sketch(fake).path == ((13.0, 32.0), (14.0, 32.0))
    assert parts(fake).panels.measure_panel.summary.text() == "Length 94.5 km"
    with qtbot.waitActive(fake.window):
        fake.window.activateWindow()
    QTest.keyClick(fake.window, Qt.Key.Key_Escape)
    assert fake.host.last(UseTool) == UseTool(active=False)
    assert sketch(fake) == ShowSketch()
    assert parts(fake).panels.docks["measure"].isHidden()
    assert fake.window.desk.viewing.state.selected == (TRIPOLI.id,)  # Escape had one meaning
    QTest.keyClick(fake.window, Qt.Key.Key_Escape)
    assert not fake.window.desk.viewing.state.selected


def test_a_double_click_ends_and_backspace_takes_back(fake: FakeWindow) -> None:
    fake.window.actions_["measure"].trigger()
    for lon in (13.0, 14.0, 15.0):
        fake.host.say(ToolPointed(lon, 32.0))
    fake.host.say(ToolKeyed("Backspace"))
    fake.host.say(ToolPointed(14.0, 32.0, last=True))
    assert parts(fake).panels.measure.state.points == ((13.0, 32.0), (14.0, 32.0))
    assert parts(fake).panels.measure.state.ended
    fake.host.say(PointerMoved(20.0, 20.0))
    assert len(sketch(fake).path) == 2


def test_zones_that_are_crossed_are_listed(fake: FakeWindow, qtbot: QtBot) -> None:
    ring = ((13.5, 31.5), (14.5, 31.5), (14.5, 32.5), (13.5, 32.5), (13.5, 31.5))
    zone = Zone(id=new_id(), layer=OUTPOSTS.id, title="A zone", geometry=Geometry(GeometryType.POLYGON, (ring,)),
                where_prec=5)  # fmt: skip
    fake.window.desk.session.run(Put(zone))
    fake.window.actions_["measure"].trigger()
    for lon in (13.0, 14.0):
        fake.host.say(ToolPointed(lon, 32.0))
    with qtbot.waitSignal(parts(fake).panels.measure.profiled):
        fake.host.say(ToolKeyed("Enter"))
    table = parts(fake).panels.measure_panel.zones
    item = table.topLevelItem(0)
    assert item is not None
    assert (item.text(0), item.text(1)) == ("A zone", "47.2 km")


def test_points_are_typed_too(fake: FakeWindow) -> None:
    fake.window.actions_["measure"].trigger()
    panel = parts(fake).panels.measure_panel
    QTest.keyClicks(panel.point, "32, 13")
    QTest.keyClick(panel.point, Qt.Key.Key_Return)
    assert parts(fake).panels.measure.state.points == ((13.0, 32.0),)
    assert panel.point.text() == ""
    for wrong, part in (("95, 13", "latitude"), ("here", "no coordinates")):
        panel.point.setText(wrong)
        QTest.keyClick(panel.point, Qt.Key.Key_Return)
        assert part in panel.problem.text()
        assert panel.problem.isVisible()


def test_rings_are_kept_as_one_step_that_can_be_undone(fake: FakeWindow) -> None:
    fake.window.actions_["rings"].trigger()
    panel = parts(fake).panels.measure_panel
    panel.radii.selectAll()
    QTest.keyClicks(panel.radii, "10, 50 km")
    fake.host.say(ToolPointed(15.0925, 32.3754))
    assert sketch(fake).rings == (10_000.0, 50_000.0)
    before = fake.window.desk.session.store.revision()
    QTest.mouseClick(panel.keep, Qt.MouseButton.LeftButton)
    desk = fake.window.desk
    assert desk.session.store.revision() == before + 1
    layer = next(layer for layer in desk.contents.layers.values() if layer.title == "Range rings around Misrata")
    assert layer.id in desk.viewing.state.shown_layers()
    assert len([zone for zone in desk.zones_shown() if zone.layer == layer.id]) == 2
    assert not parts(fake).panels.measure.active
    desk.session.undo()
    assert not [layer for layer in desk.session.store.all(Layer) if "rings" in layer.title]


def test_radii_that_are_none_are_told_beside_the_field(fake: FakeWindow) -> None:
    fake.window.actions_["rings"].trigger()
    panel = parts(fake).panels.measure_panel
    panel.radii.selectAll()
    QTest.keyClicks(panel.radii, "ten")
    assert "not a radius" in panel.problem.text()


def test_a_read_only_project_keeps_no_rings(open_window: OpenWindow) -> None:
    fake = open_window(FakeProject(read_only=True))
    fake.window.actions_["rings"].trigger()
    fake.host.say(ToolPointed(15.0, 32.0))
    assert not parts(fake).panels.measure_panel.keep.isEnabled()


def test_closing_the_panel_gives_the_map_its_clicks_back(fake: FakeWindow) -> None:
    fake.window.actions_["panel-measure"].trigger()
    assert parts(fake).panels.measure.active
    parts(fake).panels.docks["measure"].close()
    assert fake.host.last(UseTool) == UseTool(active=False)


def test_the_numbers_can_be_copied(fake: FakeWindow) -> None:
    parts(fake).panels.measure.use(Tool.LINE)
    for lon in (13.0, 14.0):
        fake.host.say(ToolPointed(lon, 32.0))
    QTest.mouseClick(parts(fake).panels.measure_panel.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith("Length 94.5 km\n1. 94.5 km, 90° (E)\n32.00000, 13.00000")


# ---- what is here


def test_what_is_here_from_the_maps_menu(fake: FakeWindow, qtbot: QtBot) -> None:
    fake.host.say(ContextAsked(15.09, 32.37, 10, 10, ()))
    menu = fake.window.map.widget.findChild(QMenu)
    assert isinstance(menu, QMenu)
    panel = parts(fake).panels.here
    with qtbot.waitSignal(panel.filled):
        next(entry for entry in menu.actions() if entry.text() == "What is here?").trigger()
    menu.close()
    shown = texts(panel)
    for part in ("Misrata – 643 m", "US outpost", "Sunrise 04:", "Moon: ", "33S", "geo:32.37"):
        assert part in shown
    assert parts(fake).panels.docks["here"].isVisible()
    QTest.mouseClick(next(b for b in panel.findChildren(QPushButton) if b.text() == "US outpost"),
                     Qt.MouseButton.LeftButton)  # fmt: skip
    assert fake.host.last(SelectMarks) == SelectMarks((OUTPOST.id,), (OUTPOST.id,))


def test_province_and_country_are_named(fake: FakeWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(parts(fake).panels.here.filled):
        parts(fake).panels.look_at((11.5, 30.5))
    assert {"Misrata", "Lby"} <= set(texts(parts(fake).panels.here).split("\n"))


def test_an_event_can_be_added_at_the_spot(fake: FakeWindow, qtbot: QtBot) -> None:
    panel = parts(fake).panels.here
    with qtbot.waitSignal(panel.filled):
        parts(fake).panels.look_at((15.092, 32.3775))
    button = next(each for each in panel.findChildren(QPushButton) if each.text() == "Add an event here")
    with qtbot.waitSignal(fake.window.desk.add_asked) as asked:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["event", 15.092, 32.3775, None]


def test_at_sea(fake: FakeWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(parts(fake).panels.here.filled):
        parts(fake).panels.look_at((-40.0, 30.0))
    assert "At sea" in texts(parts(fake).panels.here)


def test_the_day_can_be_changed(fake: FakeWindow, qtbot: QtBot) -> None:
    panel = parts(fake).panels.here
    assert panel.day.date() == QDate(2016, 5, 1)  # the project's own
    with qtbot.waitSignal(panel.filled):
        fake.window.actions_["here"].trigger()
    before = panel.facts
    with qtbot.waitSignal(panel.filled):
        panel.day.setDate(QDate(2016, 12, 21))
    assert before is not None
    assert panel.facts is not None
    assert panel.facts.sky != before.sky
    assert panel.facts.here.position == (17.0, 27.0)  # the map's middle


def test_coordinates_are_copied_by_a_button(fake: FakeWindow, qtbot: QtBot) -> None:
    panel = parts(fake).panels.here
    with qtbot.waitSignal(panel.filled):
        parts(fake).panels.look_at((15.092, 32.3775))
    button = next(each for each in panel.findChildren(QAbstractButton) if "geo: link" in each.accessibleName())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "geo:32.377500,15.092000"


# ---- views and bookmarks


def moved(lon: float, zoom: float = 5.0) -> FrameMoved:
    return FrameMoved((lon - 5, 19, lon + 5, 34), zoom, lon, 27.0, 800, 600, 4891.97)


def test_back_and_forward_by_keys_and_mouse(fake: FakeWindow) -> None:
    back, forward = fake.window.actions_["back"], fake.window.actions_["forward"]
    assert not back.isEnabled()
    fake.window.actions_["zoom-in"].trigger()  # asked for, so a step of its own
    fake.host.say(moved(17.0, 6.0))
    back.trigger()
    assert fake.host.last(ShowPlace) == ShowPlace(17.0, 27.0, 5.0)
    fake.host.say(moved(17.0))
    assert forward.isEnabled()
    fake.host.say(HistoryAsked(forward=True))
    assert fake.host.last(ShowPlace) == ShowPlace(17.0, 27.0, 6.0)


def test_a_view_is_copied_as_text(fake: FakeWindow) -> None:
    fake.window.actions_["copy-view"].trigger()
    assert QGuiApplication.clipboard().text() == "geo:27,17?z=5"


def test_a_view_is_kept_named_found_and_deleted(fake: FakeWindow, open_window: OpenWindow, qtbot: QtBot) -> None:
    before = fake.window.desk.session.store.revision()
    fake.window.actions_["bookmark-view"].trigger()
    panel = parts(fake).panels.bookmarks
    editor = panel.list.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("  South ")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [mark.name for mark in panel.bookmarks] == ["South"])  # Qt takes it in a turn later
    assert fake.window.desk.session.store.revision() == before  # looking never changes the project
    fake.host.say(moved(20.0))
    panel.list.setCurrentRow(0)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert fake.host.last(ShowPlace) == ShowPlace(17.0, 27.0, 5.0)
    again = open_window(FakeProject())
    assert [mark.name for mark in parts(again).panels.bookmarks.bookmarks] == ["South"]
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert panel.bookmarks == ()
    assert panel.empty.isVisibleTo(panel)


# ---- notation


def test_the_notation_is_chosen_shown_copied_and_remembered(fake: FakeWindow) -> None:
    status = fake.window.status
    fake.host.say(PointerMoved(15.092, 32.3775))
    assert status.coordinates.text() == "32.3775° N, 15.0920° E"
    status.coordinates.customContextMenuRequested.emit(status.coordinates.rect().center())
    menu = status.coordinates.findChild(QMenu)
    assert isinstance(menu, QMenu)
    next(entry for entry in menu.actions() if entry.text() == "MGRS").trigger()
    menu.close()
    assert status.coordinates.text().startswith("33S WR ")
    QTest.mouseClick(status.coordinates, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == status.coordinates.text()
    assert load_settings().coordinate_notation == "MGRS"


def test_letters_are_shortcuts_on_the_map_alone(fake: FakeWindow) -> None:
    for name in ("measure", "rings", "here"):
        action = fake.window.actions_[name]
        assert action.shortcutContext() == Qt.ShortcutContext.WidgetWithChildrenShortcut
        assert action not in fake.window.actions()
        assert action in fake.window.map.widget.actions()
