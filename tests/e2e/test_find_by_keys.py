"""The search in the real window, on the shipped gazetteer, by real keys: the map ends up where the name is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libyamap.bootstrap import open_workspace
from libyamap.ui.main_window import MainWindow
from tests.support.event_loop import PATIENCE_MS
from tests.support.shown_window import shown_window

MISRATA = (15.09, 32.37)
DEGREES_SHOWN = 8


@pytest.fixture
def window(example: Path, qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The example in a window, drawn and with the keyboard."""
    assert qapp is not None
    with open_workspace(example) as workspace, shown_window(workspace, tmp_path / "window.ini", qtbot) as made:
        with qtbot.waitActive(made):
            made.activateWindow()
        yield made


def find(
    window: MainWindow, text: str, *, composed: bool = False, key: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Control-F, the text (Arabic comes from an input method), and at once Enter, alone or with a key held."""
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = window.finding.box.field
    assert window.focusWidget() is field
    if composed:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(field, event)
    else:
        QTest.keyClicks(field, text)
    assert field.text() == text
    QTest.keyClick(field, Qt.Key.Key_Return, key)


def shows_misrata(window: MainWindow) -> bool:
    """Whether the frame is a close one around Misrata."""
    west, south, east, north = window.desk.viewing.state.bounds
    return west < MISRATA[0] < east and south < MISRATA[1] < north and east - west < DEGREES_SHOWN


@pytest.mark.parametrize(("text", "composed"), [("Misurata", False), ("مصراتة", True), ("geo:32.37,15.09?z=10", False)])
def test_typing_a_name_and_enter_flies_there(window: MainWindow, qtbot: QtBot, text: str, composed: bool) -> None:
    assert not shows_misrata(window)
    find(window, text, composed=composed)
    qtbot.waitUntil(lambda: shows_misrata(window), timeout=PATIENCE_MS)


def test_control_enter_begins_an_event_at_the_place(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.desk.add_asked, timeout=PATIENCE_MS) as asked:
        find(window, "Sebha", key=Qt.KeyboardModifier.ControlModifier)
    kind, lon, lat, place = asked.args
    assert (kind, lon, lat) == ("event", pytest.approx(14.43, abs=0.05), pytest.approx(27.04, abs=0.05))
    assert place.name == "Sabha"


def test_the_way_back_leads_to_the_opening_view(window: MainWindow, qtbot: QtBot) -> None:
    before = window.desk.frame
    assert before is not None
    find(window, "Misurata")
    qtbot.waitUntil(lambda: shows_misrata(window), timeout=PATIENCE_MS)
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not shows_misrata(window), timeout=PATIENCE_MS)
    after = window.desk.frame
    assert after is not None
    assert (after.lon, after.lat, after.zoom) == pytest.approx((before.lon, before.lat, before.zoom), abs=0.1)
