"""The whole window on the example, with the real page in a real web view, driven by mouse and keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QListWidget
from pytestqt.qtbot import QtBot

from libyamap.ui.file_commands import FileCommands
from libyamap.ui.text import PlainLabel
from libyamap.ui.waiting import Waiting
from tests.qt.real_window import RealWindow, exact_site
from tests.support.event_loop import PATIENCE_MS


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
