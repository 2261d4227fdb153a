"""“What is here?” in the window, on a fake map."""

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from libyamap.web.protocol import (
    ContextAsked,
    SelectMarks,
)
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import OUTPOST
from tests.qt.finding import parts, texts


def test_what_is_here_from_the_maps_menu(findable: FakeWindow, qtbot: QtBot) -> None:
    findable.host.say(ContextAsked(15.09, 32.37, 10, 10, ()))
    menu = findable.window.map.widget.findChild(QMenu)
    assert isinstance(menu, QMenu)
    panel = parts(findable).panels.here
    with qtbot.waitSignal(panel.filled):
        next(entry for entry in menu.actions() if entry.text() == "What is here?").trigger()
    menu.close()
    shown = texts(panel)
    for part in ("Misrata – 643 m", "US outpost", "Sunrise 04:", "Moon: ", "33S", "geo:32.37"):
        assert part in shown
    assert parts(findable).panels.docks["here"].isVisible()
    QTest.mouseClick(next(b for b in panel.findChildren(QPushButton) if b.text() == "US outpost"),
                     Qt.MouseButton.LeftButton)  # fmt: skip
    assert findable.host.last(SelectMarks) == SelectMarks((OUTPOST.id,), (OUTPOST.id,))


def test_province_and_country_are_named(findable: FakeWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(parts(findable).panels.here.filled):
        parts(findable).panels.look_at((11.5, 30.5))
    assert {"Misrata", "Lby"} <= set(texts(parts(findable).panels.here).split("\n"))


def test_an_event_can_be_added_at_the_spot(findable: FakeWindow, qtbot: QtBot) -> None:
    panel = parts(findable).panels.here
    with qtbot.waitSignal(panel.filled):
        parts(findable).panels.look_at((15.092, 32.3775))
    button = next(each for each in panel.findChildren(QPushButton) if each.text() == "Add an event here")
    with qtbot.waitSignal(findable.window.desk.add_asked) as asked:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["event", 15.092, 32.3775, None]


def test_at_sea(findable: FakeWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(parts(findable).panels.here.filled):
        parts(findable).panels.look_at((-40.0, 30.0))
    assert "At sea" in texts(parts(findable).panels.here)


def test_the_day_can_be_changed(findable: FakeWindow, qtbot: QtBot) -> None:
    panel = parts(findable).panels.here
    assert panel.day.date() == QDate(2016, 5, 1)  # the project's own
    with qtbot.waitSignal(panel.filled):
        findable.window.actions_["here"].trigger()
    before = panel.facts
    with qtbot.waitSignal(panel.filled):
        panel.day.setDate(QDate(2016, 12, 21))
    assert before is not None
    assert panel.facts is not None
    assert panel.facts.sky != before.sky
    assert panel.facts.here.position == (17.0, 27.0)  # the map's middle


def test_coordinates_are_copied_by_a_button(findable: FakeWindow, qtbot: QtBot) -> None:
    panel = parts(findable).panels.here
    with qtbot.waitSignal(panel.filled):
        parts(findable).panels.look_at((15.092, 32.3775))
    button = next(each for each in panel.findChildren(QAbstractButton) if "geo: link" in each.accessibleName())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "geo:32.377500,15.092000"
