"""The whole window on the example, with the real page in a real web view, driven by mouse and keys."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QFileDialog, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from libyamap.app.viewport import EVERYTHING
from libyamap.bootstrap import EXAMPLE, Workspace, new_project, open_workspace
from libyamap.domain.geometry import GeometryType, Position
from libyamap.domain.model import Feature, Site
from libyamap.ui.file_commands import FileCommands
from libyamap.ui.main_window import MainWindow
from libyamap.ui.map_view import WebMapView
from libyamap.ui.text import PlainLabel
from libyamap.ui.theme import Theme
from libyamap.ui.waiting import Waiting
from libyamap.ui.window_state import WindowState
from libyamap.web.protocol import Drawn

SIX_FRAMES = """(async () => {
  for (let frame = 0; frame < 6 && !document.hidden; frame++) await new Promise(requestAnimationFrame);
  document.title = `${performance.now()}`;
})(); 0"""
PATIENCE_MS = 30_000


class RealWindow:
    """The window and the ways a person uses it."""

    def __init__(self, workspace: Workspace, memory: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.window = MainWindow(
            workspace, lambda parent: WebMapView(workspace.resources, parent), Theme("light"), WindowState(memory)
        )
        self.desk = self.window.desk
        with qtbot.waitSignal(self.window.bridge.first_picture, timeout=PATIENCE_MS):
            self.window.show()
        qtbot.waitUntil(lambda: self.desk.frame is not None, timeout=PATIENCE_MS)

    @property
    def surface(self) -> QWidget:
        """What takes the mouse and the keys of the page."""
        view = self.window.map.widget
        assert isinstance(view, WebMapView)
        surface = view.view.focusProxy()
        assert surface is not None
        return surface

    def pixel_of(self, at: Position) -> QPoint:
        """Where a position is on the map's surface (spherical Mercator, as the page has it)."""
        frame = self.desk.frame
        assert frame is not None
        scale = 256 * 2**frame.zoom / 360
        across = (at[0] - frame.lon) * scale

        def northing(lat: float) -> float:
            return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))

        down = (northing(frame.lat) - northing(at[1])) * scale
        return QPoint(round(frame.width / 2 + across), round(frame.height / 2 + down))

    def drawn_after(self, work: object) -> None:
        """Do something and wait until the page has drawn it."""
        assert callable(work)
        with self.qtbot.waitSignal(self.window.bridge.drawn, timeout=PATIENCE_MS) as drawn:
            work()
        assert drawn.args
        assert isinstance(drawn.args[0], Drawn)

    def picture(self) -> QImage:
        """What the map shows, once all that the page has drawn is in the window."""
        view = self.window.map.widget.findChild(QWebEngineView)
        assert isinstance(view, QWebEngineView)
        with self.qtbot.waitSignal(view.page().titleChanged, timeout=PATIENCE_MS):
            view.page().runJavaScript(SIX_FRAMES)
        return self.window.map.widget.grab().toImage()

    def close(self) -> None:
        """Close it for good."""
        self.window.close()
        shiboken6.delete(self.window)


@pytest.fixture
def real(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[RealWindow]:
    """The example in a window."""
    assert qapp is not None
    path = tmp_path / "example.gpkg"
    new_project(path, "Example", EXAMPLE)
    with open_workspace(path) as workspace:
        window = RealWindow(workspace, tmp_path / "window.ini", qtbot)
        yield window
        window.close()


def exact_site(real: RealWindow, title: str) -> tuple[Feature, Position]:
    """A site with an exact place."""
    site = next(
        feature
        for feature in real.desk.workspace.index.order(EVERYTHING).features(0, 1000)
        if isinstance(feature, Site) and feature.title.startswith(title) and feature.where_prec == 1
    )
    assert site.geometry is not None
    assert site.geometry.type is GeometryType.POINT
    lon, lat = site.geometry.coordinates
    return site, (lon, lat)


def test_a_click_on_the_map_selects_everywhere_and_escape_lets_go(real: RealWindow) -> None:
    site, at = exact_site(real, "Tobruk")
    QTest.mouseClick(real.surface, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, real.pixel_of(at))
    real.qtbot.waitUntil(lambda: site.id in real.desk.viewing.state.selected, timeout=PATIENCE_MS)
    table = real.window.table
    assert table.model.row_of(site.id) in {index.row() for index in table.view.selectionModel().selectedRows()}
    shown = [label.text() for label in real.window.inspector.findChildren(PlainLabel)]
    assert site.title in shown
    with real.qtbot.waitActive(real.window):
        real.window.activateWindow()
    real.surface.setFocus()
    QTest.keyClick(real.surface, Qt.Key.Key_Escape)
    real.qtbot.waitUntil(lambda: not real.desk.viewing.state.selected, timeout=PATIENCE_MS)


def test_a_row_chosen_flies_the_map_there(real: RealWindow) -> None:
    site, at = exact_site(real, "Tobruk")
    before = real.desk.frame
    assert before is not None
    row = real.window.table.model.row_of(site.id)
    assert row is not None
    real.window.table.view.selectRow(row)
    QTest.keyClick(real.window.table.view, Qt.Key.Key_Return)
    real.qtbot.waitUntil(
        lambda: real.desk.frame is not None and real.desk.frame.zoom > before.zoom + 2, timeout=PATIENCE_MS
    )
    west, south, east, north = real.desk.viewing.state.bounds
    assert west < at[0] < east
    assert south < at[1] < north


def test_a_hidden_layer_leaves_map_and_legend(real: RealWindow) -> None:
    site, at = exact_site(real, "Tobruk")
    real.qtbot.waitUntil(lambda: bool(real.window.legend.entries))
    words = {entry.text for entry in real.window.legend.entries}
    pixel = real.pixel_of(at)
    before = real.picture().pixelColor(pixel)
    real.drawn_after(lambda: real.window.layers.model.show([site.layer], visible=False))
    assert real.picture().pixelColor(pixel) != before
    real.qtbot.waitUntil(lambda: {entry.text for entry in real.window.legend.entries} < words)


def test_dark_is_dark_on_the_map_too(real: RealWindow) -> None:
    corner = QPoint(5, 5)
    light = real.picture().pixelColor(corner).lightness()
    real.drawn_after(real.window.actions_["theme-dark"].trigger)
    assert real.picture().pixelColor(corner).lightness() < light - 80
    real.drawn_after(real.window.actions_["theme-light"].trigger)


def test_several_known_for_a_country_are_listed(real: RealWindow) -> None:
    real.desk.country_picked.emit("LBY")
    found = real.window.inspector.findChild(QListWidget)
    assert isinstance(found, QListWidget)
    assert found.count() == 4


def test_a_picture_is_exported_while_the_window_goes_on(
    real: RealWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    target = tmp_path / "map.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(target), ""))
    seen: list[str] = []
    commands = FileCommands(real.window, lambda _path: True)
    clock = QTimer(commands)
    clock.timeout.connect(lambda: seen.extend(waiting.labelText() for waiting in real.window.findChildren(Waiting)))
    clock.start(0)
    real.window.actions_["export-picture"].trigger()
    clock.stop()
    assert "Drawing the picture…" in seen
    qtbot.waitUntil(target.exists, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: str(target) in real.window.status.currentMessage(), timeout=PATIENCE_MS)
    image = QImage(str(target))
    assert (image.width(), image.height()) == (3200, 2000)
