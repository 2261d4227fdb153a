"""The window by keyboard alone: shortcuts, Tab, and the palette of commands."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from libyamap.ui.actions import ACTIONS
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import TRIPOLI


def test_keyboard(fake: FakeWindow, qtbot: QtBot) -> None:
    fake.awake(qtbot)
    window = fake.window
    window.desk.select([TRIPOLI.id])
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.table.field.hasFocus()
    QTest.keyClicks(window.table.field, "outpost")
    QTest.keyClick(window.table.field, Qt.Key.Key_Escape)
    assert window.table.field.text() == ""
    assert fake.selected() == (TRIPOLI.id,)
    QTest.keyClick(window.table.field, Qt.Key.Key_Escape)
    assert fake.selected() == ()
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert window.docks["table"].isHidden()
    assert not window.actions_["panel-table"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert window.map.widget.hasFocus()


def test_tab_reaches_every_part(fake: FakeWindow, qtbot: QtBot) -> None:
    fake.awake(qtbot)
    window = fake.window
    window.layers.tree.setFocus()
    reached = set[QWidget | None]()
    for _ in range(40):
        reached.add(window.focusWidget())
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    wanted = {
        window.layers.tree, window.layers.slider, window.legend, window.map.widget, window.inspector,
        window.table.field, window.table.view, window.status.coordinates,
    }  # fmt: skip
    assert wanted <= reached


def test_the_palette_finds_commands_and_features(fake: FakeWindow, qtbot: QtBot) -> None:
    fake.awake(qtbot)
    palette = fake.window.open_palette()
    QTest.keyClicks(palette.field, "tripoli")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert fake.selected() == (TRIPOLI.id,)
    palette = fake.window.open_palette()
    QTest.keyClicks(palette.field, "clr sel")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert fake.selected() == ()


def test_the_palette_says_where_nothing_fits(fake: FakeWindow, qtbot: QtBot) -> None:
    fake.awake(qtbot)
    palette = fake.window.open_palette()
    assert (palette.list.isVisible(), palette.nothing.isVisible()) == (True, False)
    QTest.keyClicks(palette.field, "zzqx")
    assert (palette.list.isVisible(), palette.nothing.isVisible()) == (False, True)
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)


def test_every_action_has_a_tip_that_names_its_shortcut(fake: FakeWindow) -> None:
    seen: set[str] = set()
    for spec in ACTIONS:
        action = fake.window.actions_[spec.id]
        assert action.toolTip()
        for keys in action.shortcuts():
            text = keys.toString(QKeySequence.SequenceFormat.NativeText)
            assert text not in seen, f"{text} means two things"
            seen.add(text)
        if action.shortcuts():
            assert action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) in action.toolTip()
