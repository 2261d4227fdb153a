"""Whatever is pasted into the form that adds is text, and is cut where it is too much."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from libyamap.ui.text import PlainLabel
from tests.qt.adding import CONTROL, Keys

MEGABYTE = "x" * 1_000_000


@pytest.mark.parametrize(
    "title",
    ["\N{RIGHT-TO-LEFT OVERRIDE}abc", "e\N{COMBINING ACUTE ACCENT}" * 20, "💥🔥", "مصراتة 💥 x", "<b>&amp;</b>"],
)
def test_any_text_is_a_title(keys: Keys, title: str) -> None:
    keys.open(Qt.Key.Key_1)
    composed = QInputMethodEvent()
    composed.setCommitString(title)
    QApplication.sendEvent(keys.focused, composed)
    keys.send()
    assert keys.event().title == title
    keys.fake.window.docks["inspector"].raise_()
    inspector = keys.fake.window.inspector
    keys.qtbot.waitUntil(lambda: title in {label.text() for label in inspector.findChildren(PlainLabel)})


def test_a_megabyte_pasted_into_a_title_is_cut_and_told(keys: Keys) -> None:
    keys.open(Qt.Key.Key_1)
    QGuiApplication.clipboard().setText(MEGABYTE)
    QTest.keyClick(keys.focused, Qt.Key.Key_V, CONTROL)
    keys.qtbot.waitUntil(lambda: "Only the first 500 characters fit" in keys.form.title.problem.label.text())
    keys.send()
    assert len(keys.event().title) == 500


@pytest.mark.parametrize("field", ["type", "time", "actors"])
def test_a_megabyte_pasted_anywhere_is_cut_and_told(keys: Keys, field: str) -> None:
    keys.open(Qt.Key.Key_1)
    line = getattr(keys.form, field).line
    line.setFocus()
    QGuiApplication.clipboard().setText(MEGABYTE)
    QTest.keyClick(line, Qt.Key.Key_V, CONTROL)
    keys.qtbot.waitUntil(lambda: "the rest was left out" in getattr(keys.form, field).problem.label.text())
