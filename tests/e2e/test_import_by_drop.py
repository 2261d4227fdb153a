"""A table that nobody has described is dropped on the real window: mapped, seen on a small map, taken in, undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libyamap.app.viewport import EVERYTHING
from libyamap.bootstrap import new_project, open_workspace
from libyamap.ui.exchange.import_frame import Stage
from libyamap.ui.main_window import MainWindow
from libyamap.web.protocol import Drawn
from tests.support.event_loop import PATIENCE_MS
from tests.support.shown_window import shown_window, surface_of

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ROWS = """Ereignis;Punkt;wann
Shelling;32.375 N 15.092 E;13/04/2016
Air strike;31.2089, 16.5887;14/05/2016
Broken;nowhere at all;15/06/2016
Talks;32.8872, 13.1913;16/06/2016
Raid;27.0377, 14.4283;17/06/2016
Parade;24.96, 10.18;18/06/2016
"""


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on an empty project."""
    assert qapp is not None
    path = tmp_path / "mine.gpkg"
    new_project(path, "Mine")
    with open_workspace(path) as workspace, shown_window(workspace, tmp_path / "window.ini", qtbot) as made:
        yield made


def drop(window: MainWindow, path: Path) -> None:
    """Drag a file over the map and let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at = QPointF(window.width() / 2, window.height() / 2)
    QApplication.sendEvent(window, QDragEnterEvent(at, Qt.DropAction.CopyAction, data, LEFT, NO_KEY))
    target = window.exchange.target
    assert target.isVisible()
    assert not surface_of(window).acceptDrops()  # what is dropped on the map is the window's
    QApplication.sendEvent(target, QDropEvent(at, Qt.DropAction.CopyAction, data, LEFT, NO_KEY))


def test_a_dropped_table_is_mapped_seen_taken_in_and_undone(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(ROWS, "utf-8")
    drop(window, path)
    dialog = window.exchange.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.stage is Stage.MAPPING, timeout=PATIENCE_MS)
    page = dialog.mapping_page
    assert page is not None
    assert page.form.fields["coordinates"].box.currentText() == "Punkt"  # found by what stands in it
    title = page.form.fields["title"].box
    title.setFocus()

    def all_drawn(message: object) -> bool:
        return isinstance(message, Drawn) and message.marks == 5

    with qtbot.waitSignal(page.map.host.decoded, timeout=PATIENCE_MS, check_params_cb=all_drawn):
        QTest.keyClicks(title, "Ereignis")
    assert page.previewed is not None
    assert page.previewed.faults[3].columns == {"Punkt"}

    dialog.go_button.click()
    qtbot.waitUntil(lambda: dialog.stage is Stage.DONE, timeout=PATIENCE_MS)
    order = window.desk.workspace.index.order(EVERYTHING)
    assert {feature.title for feature in order.features(0, 10)} == {"Shelling", "Air strike", "Talks", "Raid", "Parade"}
    assert "5 new, 1 refused" in dialog.account.words.text()
    dialog.account.undo_button.click()
    qtbot.waitUntil(lambda: "was undone" in dialog.account.words.text(), timeout=PATIENCE_MS)
    assert len(window.desk.workspace.index.order(EVERYTHING)) == 0
    dialog.go_button.click()
    assert window.exchange.dialog is None
