"""Measuring and range rings, in the window, on a fake map."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libyamap.app.commands import Put
from libyamap.app.measuring import Tool
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.ids import new_id
from libyamap.domain.model import Layer, Zone
from libyamap.web.protocol import (
    PointerMoved,
    ShowSketch,
    ToolKeyed,
    ToolPointed,
    UseTool,
)
from tests.qt.conftest import FakeWindow, OpenWindow
from tests.qt.fake_project import OUTPOSTS, TRIPOLI, FakeProject
from tests.qt.finding import parts, sketch


def test_clicks_on_the_map_measure_and_escape_leaves(findable: FakeWindow, qtbot: QtBot) -> None:
    findable.window.desk.select([TRIPOLI.id])
    findable.window.actions_["measure"].trigger()
    assert findable.host.last(UseTool) == UseTool(active=True)
    assert parts(findable).panels.docks["measure"].isVisible()
    findable.host.say(ToolPointed(13.0, 32.0))
    findable.host.say(ToolPointed(14.0, 32.0))
    findable.host.say(PointerMoved(15.0, 32.0))
    assert sketch(findable).path == ((13.0, 32.0), (14.0, 32.0), (15.0, 32.0))
    assert sketch(findable).texts[0].text.startswith("94.5 km, 90°")
    findable.host.say(ToolKeyed("Enter"))
    assert sketch(findable).path == ((13.0, 32.0), (14.0, 32.0))
    assert parts(findable).panels.measure_panel.summary.text() == "Length 94.5 km"
    findable.awake(qtbot)
    QTest.keyClick(findable.window, Qt.Key.Key_Escape)
    assert findable.host.last(UseTool) == UseTool(active=False)
    assert sketch(findable) == ShowSketch()
    assert parts(findable).panels.docks["measure"].isHidden()
    assert findable.window.desk.viewing.state.selected == (TRIPOLI.id,)  # Escape had one meaning
    QTest.keyClick(findable.window, Qt.Key.Key_Escape)
    assert not findable.window.desk.viewing.state.selected


def test_a_double_click_ends_and_backspace_takes_back(findable: FakeWindow) -> None:
    findable.window.actions_["measure"].trigger()
    for lon in (13.0, 14.0, 15.0):
        findable.host.say(ToolPointed(lon, 32.0))
    findable.host.say(ToolKeyed("Backspace"))
    findable.host.say(ToolPointed(14.0, 32.0, last=True))
    assert parts(findable).panels.measure.state.points == ((13.0, 32.0), (14.0, 32.0))
    assert parts(findable).panels.measure.state.ended
    findable.host.say(PointerMoved(20.0, 20.0))
    assert len(sketch(findable).path) == 2


def test_zones_that_are_crossed_are_listed(findable: FakeWindow, qtbot: QtBot) -> None:
    ring = ((13.5, 31.5), (14.5, 31.5), (14.5, 32.5), (13.5, 32.5), (13.5, 31.5))
    zone = Zone(id=new_id(), layer=OUTPOSTS.id, title="A zone", geometry=Geometry(GeometryType.POLYGON, (ring,)),
                where_prec=5)  # fmt: skip
    findable.window.desk.session.run(Put(zone))
    findable.window.actions_["measure"].trigger()
    for lon in (13.0, 14.0):
        findable.host.say(ToolPointed(lon, 32.0))
    with qtbot.waitSignal(parts(findable).panels.measure.profiled):
        findable.host.say(ToolKeyed("Enter"))
    table = parts(findable).panels.measure_panel.zones
    item = table.topLevelItem(0)
    assert item is not None
    assert (item.text(0), item.text(1)) == ("A zone", "47.2 km")


def test_points_are_typed_too(findable: FakeWindow) -> None:
    findable.window.actions_["measure"].trigger()
    panel = parts(findable).panels.measure_panel
    QTest.keyClicks(panel.point, "32, 13")
    QTest.keyClick(panel.point, Qt.Key.Key_Return)
    assert parts(findable).panels.measure.state.points == ((13.0, 32.0),)
    assert panel.point.text() == ""
    for wrong, part in (("95, 13", "latitude"), ("here", "no coordinates")):
        panel.point.setText(wrong)
        QTest.keyClick(panel.point, Qt.Key.Key_Return)
        assert part in panel.problem.text()
        assert panel.problem.isVisible()


def test_rings_are_kept_as_one_step_that_can_be_undone(findable: FakeWindow) -> None:
    findable.window.actions_["rings"].trigger()
    panel = parts(findable).panels.measure_panel
    panel.radii.selectAll()
    QTest.keyClicks(panel.radii, "10, 50 km")
    findable.host.say(ToolPointed(15.0925, 32.3754))
    assert sketch(findable).rings == (10_000.0, 50_000.0)
    before = findable.window.desk.session.store.revision()
    QTest.mouseClick(panel.keep, Qt.MouseButton.LeftButton)
    desk = findable.window.desk
    assert desk.session.store.revision() == before + 1
    layer = next(layer for layer in desk.contents.layers.values() if layer.title == "Range rings around Misrata")
    assert layer.id in desk.viewing.state.shown_layers()
    assert len([zone for zone in desk.zones_shown() if zone.layer == layer.id]) == 2
    assert not parts(findable).panels.measure.active
    desk.session.undo()
    assert not [layer for layer in desk.session.store.all(Layer) if "rings" in layer.title]


def test_radii_that_are_none_are_told_beside_the_field(findable: FakeWindow) -> None:
    findable.window.actions_["rings"].trigger()
    panel = parts(findable).panels.measure_panel
    panel.radii.selectAll()
    QTest.keyClicks(panel.radii, "ten")
    assert "not a radius" in panel.problem.text()


def test_a_read_only_project_keeps_no_rings(open_window: OpenWindow) -> None:
    findable = open_window(FakeProject(read_only=True))
    findable.window.actions_["rings"].trigger()
    findable.host.say(ToolPointed(15.0, 32.0))
    assert not parts(findable).panels.measure_panel.keep.isEnabled()


def test_closing_the_panel_gives_the_map_its_clicks_back(findable: FakeWindow) -> None:
    findable.window.actions_["panel-measure"].trigger()
    assert parts(findable).panels.measure.active
    parts(findable).panels.docks["measure"].close()
    assert findable.host.last(UseTool) == UseTool(active=False)


def test_the_numbers_can_be_copied(findable: FakeWindow) -> None:
    parts(findable).panels.measure.use(Tool.LINE)
    for lon in (13.0, 14.0):
        findable.host.say(ToolPointed(lon, 32.0))
    QTest.mouseClick(parts(findable).panels.measure_panel.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith("Length 94.5 km\n1. 94.5 km, 90° (E)\n32.00000, 13.00000")
