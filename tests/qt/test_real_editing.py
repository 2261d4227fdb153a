"""Editing on the map in the whole window: the real page, mouse and keys, and what is in the file afterwards."""

import os
import signal

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView

from libyamap.app.commands import Edit, Put
from libyamap.bootstrap import open_workspace
from libyamap.domain.geometry import Geometry, GeometryType, Position
from libyamap.domain.ids import new_id
from libyamap.domain.model import Feature, Zone
from libyamap.web.protocol import DragHeld, EditChose, EditSketched, ShowPlace
from tests.qt.real_window import RealWindow, exact_site
from tests.support.event_loop import PATIENCE_MS

AWAY = QPoint(-60, 45)
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def kept(real: RealWindow, feature: Feature) -> Feature:
    """The feature as the file has it now."""
    found = real.desk.session.store.get(type(feature), feature.id)
    assert found is not None
    return found


def place_of(feature: Feature) -> Position:
    """Its point."""
    assert feature.geometry is not None
    lon, lat = feature.geometry.coordinates
    return lon, lat


def heard_of(real: RealWindow, kind: type) -> list[object]:
    """Everything of this kind that the page says from now on."""
    heard: list[object] = []
    real.window.map.host.decoded.connect(lambda message: heard.append(message) if isinstance(message, kind) else None)
    return heard


def wait_for(real: RealWindow, heard: list[object], count: int) -> None:
    """Wait until so much was heard."""
    real.qtbot.waitUntil(lambda: len(heard) >= count, timeout=PATIENCE_MS)


def select(real: RealWindow, feature: Feature) -> None:
    """Select it, and wait until the page shows it as something that can be dragged."""
    real.desk.select([feature.id])
    real.drawn_after(real.window.bridge.ask_for_marks)


def click(real: RealWindow, at: QPoint) -> None:
    """Move there and click, as a hand does."""
    QTest.mouseMove(real.surface, at)
    QTest.mouseClick(real.surface, LEFT, NO_KEY, at)


def test_a_site_is_dragged_undone_and_redone_on_map_and_in_the_file(real: RealWindow) -> None:
    site, at = exact_site(real, "Tobruk")
    select(real, site)
    start = real.pixel_of(at)
    before = real.picture()
    real.drawn_after(lambda: real.drag(start, start + AWAY))
    there = place_of(kept(real, site))
    assert (real.pixel_of(there) - (start + AWAY)).manhattanLength() <= 2
    assert real.picture().pixelColor(start + AWAY) != before.pixelColor(start + AWAY)
    real.drawn_after(real.window.actions_["undo"].trigger)
    assert place_of(kept(real, site)) == at
    real.drawn_after(real.window.actions_["redo"].trigger)
    assert place_of(kept(real, site)) == there


def test_escape_during_a_drag_puts_it_back_and_keeps_the_selection(real: RealWindow) -> None:
    site, at = exact_site(real, "Tobruk")
    select(real, site)
    start = real.pixel_of(at)
    held = heard_of(real, DragHeld)
    revision = real.desk.session.store.revision()
    real.drag(start, start + AWAY, release=False)
    real.qtbot.waitUntil(lambda: bool(held), timeout=PATIENCE_MS)
    with real.qtbot.waitActive(real.window):
        real.window.activateWindow()
    QTest.keyClick(real.window, Qt.Key.Key_Escape)
    real.qtbot.waitUntil(lambda: len(held) == 2, timeout=PATIENCE_MS)
    QTest.mouseRelease(real.surface, LEFT, NO_KEY, start + AWAY)
    real.drawn_after(real.window.bridge.ask_for_marks)
    assert real.desk.session.store.revision() == revision
    assert real.desk.viewing.state.selected == (site.id,)


@pytest.mark.logs("ended unexpectedly")
def test_a_renderer_killed_during_a_drag_comes_back_and_the_data_is_right(real: RealWindow) -> None:
    site, at = exact_site(real, "Tobruk")
    select(real, site)
    start = real.pixel_of(at)
    looked = real.picture()
    held = heard_of(real, DragHeld)
    revision = real.desk.session.store.revision()
    real.drag(start, start + AWAY, release=False)
    real.qtbot.waitUntil(lambda: bool(held), timeout=PATIENCE_MS)
    view = real.window.map.widget.findChild(QWebEngineView)
    assert isinstance(view, QWebEngineView)
    pid = view.page().renderProcessPid()
    real.drawn_after(lambda: os.kill(pid, signal.SIGKILL))
    QTest.mouseRelease(real.surface, LEFT, NO_KEY, start + AWAY)
    assert real.desk.session.store.revision() == revision
    assert place_of(kept(real, site)) == at
    assert real.window.actions_["clear-selection"].shortcuts()  # Escape is free again
    assert real.picture() == looked
    real.drawn_after(lambda: real.drag(start, start + AWAY))  # and editing goes on
    assert place_of(kept(real, site)) != at


def test_another_program_writes_while_an_area_is_drawn(real: RealWindow) -> None:
    tools = real.window.map_tools
    drawn: list[Geometry] = []
    tools.drawn.connect(drawn.append)
    sketched = heard_of(real, EditSketched)
    tools.draw("area")
    real.qtbot.waitUntil(lambda: bool(sketched), timeout=PATIENCE_MS)
    middle = QPoint(real.surface.width() // 2, real.surface.height() // 2)
    corners = [middle + way for way in (QPoint(0, 0), QPoint(80, 0), QPoint(80, 60))]
    for number, corner in enumerate(corners, 2):
        click(real, corner)
        wait_for(real, sketched, number)
    site, _ = exact_site(real, "Tripoli")
    with open_workspace(real.window.path) as other:
        changed = other.index.features([site.id])[0]
        other.session.run(Edit(changed, msgspec.structs.replace(changed, title="Changed by another")))
    real.drawn_after(real.desk.take_in_from_outside)
    assert real.desk.contents.features([site.id])[0].title == "Changed by another"
    QTest.keyClick(real.surface, Qt.Key.Key_Return)
    real.qtbot.waitUntil(lambda: bool(drawn), timeout=PATIENCE_MS)
    assert drawn[0].type is GeometryType.POLYGON
    assert len(drawn[0].coordinates[0]) == 4


def test_a_zone_is_split_by_a_line_on_the_map(real: RealWindow) -> None:
    ring = ((16.0, 24.0), (20.0, 24.0), (20.0, 27.0), (16.0, 27.0), (16.0, 24.0))
    layer = next(iter(real.desk.viewing.state.shown_layers()))
    zone = Zone(
        id=new_id(), layer=layer, title="Desert", where_prec=5, geometry=Geometry(GeometryType.POLYGON, (ring,))
    )
    real.drawn_after(lambda: real.desk.session.run(Put(zone)))
    real.desk.select([zone.id])
    sketched = heard_of(real, EditSketched)
    real.window.actions_["split-zone"].trigger()
    real.qtbot.waitUntil(lambda: bool(sketched), timeout=PATIENCE_MS)
    for number, at in enumerate(((15.0, 25.0), (21.0, 25.0)), 2):
        click(real, real.pixel_of(at))
        wait_for(real, sketched, number)
    QTest.keyClick(real.surface, Qt.Key.Key_Return)

    def parts() -> int:
        return sum(each.title.startswith("Desert") for each in real.desk.session.store.all(Zone))

    # Not until something is drawn: the zone that was put may be drawn again just then.
    real.qtbot.waitUntil(lambda: parts() == 2, timeout=PATIENCE_MS)


def test_provinces_are_picked_by_clicks(real: RealWindow) -> None:
    chosen: list[tuple[str, ...]] = []
    real.window.map_tools.provinces_picked.connect(chosen.append)
    said = heard_of(real, EditChose)
    real.window.map_tools.pick_provinces()
    for number, (lon, lat) in enumerate(((24.0, 22.5), (10.5, 25.5)), 1):  # in the deserts of Kufra and Ghat
        with real.qtbot.waitSignal(real.desk.frame_moved, timeout=PATIENCE_MS):
            real.desk.to_page.emit(ShowPlace(lon, lat, 8.0, animate=False))
        real.drawn_after(real.window.bridge.ask_for_marks)  # and the provinces of this frame
        click(real, QPoint(real.surface.width() // 2, real.surface.height() // 2))
        wait_for(real, said, number)
    assert real.window.status.busy.text().startswith("2 chosen")
    QTest.keyClick(real.surface, Qt.Key.Key_Return)
    real.qtbot.waitUntil(lambda: bool(chosen), timeout=PATIENCE_MS)
    assert len(chosen[0]) == 2


def test_shift_and_a_click_adds_to_the_selection(real: RealWindow) -> None:
    first, at = exact_site(real, "Tobruk")
    second, other = exact_site(real, "Tripoli")
    click(real, real.pixel_of(at))
    real.qtbot.waitUntil(lambda: real.desk.viewing.state.selected == (first.id,), timeout=PATIENCE_MS)
    QTest.mouseClick(real.surface, LEFT, Qt.KeyboardModifier.ShiftModifier, real.pixel_of(other))
    real.qtbot.waitUntil(lambda: set(real.desk.viewing.state.selected) == {first.id, second.id}, timeout=PATIENCE_MS)
