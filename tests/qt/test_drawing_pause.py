"""Panels wait while the map draws, but never long, and do each work once."""

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libyamap.ui.drawing_pause import DrawingPause


@pytest.fixture
def pause(qapp: QApplication) -> DrawingPause:
    """A pause that has not begun."""
    return DrawingPause(QObject(qapp))


def test_where_nothing_draws_work_is_done_at_once(pause: DrawingPause) -> None:
    done: list[str] = []
    pause.soon(lambda: done.append("a"))()
    assert done == ["a"]


def test_while_the_map_draws_work_waits_and_is_done_once(pause: DrawingPause) -> None:
    done: list[str] = []
    ask = pause.soon(lambda: done.append("a"))
    pause.begin()
    ask()
    ask()
    assert done == []
    pause.end()
    assert done == ["a"]
    pause.end()
    assert done == ["a"]


def test_a_map_that_never_says_so_holds_nothing_up(pause: DrawingPause, qtbot: QtBot) -> None:
    done: list[str] = []
    pause.begin()
    pause.soon(lambda: done.append("a"))()
    qtbot.waitUntil(lambda: done == ["a"])


def test_what_waits_is_forgotten_when_the_project_is_closed(pause: DrawingPause) -> None:
    done: list[str] = []
    pause.begin()
    pause.soon(lambda: done.append("a"))()
    pause.forget()
    pause.end()
    assert done == []


def test_what_is_done_at_rest_waits_for_the_map_and_then_for_the_rest(pause: DrawingPause, qtbot: QtBot) -> None:
    done: list[bool] = []
    timer = QTimer(pause)
    timer.setSingleShot(True)
    ask = pause.at_rest(timer, lambda: done.append(pause.drawing))
    timer.start(10_000)
    pause.begin()
    timer.timeout.emit()  # it was due while the page draws
    ask()
    assert done == []
    timer.setInterval(0)
    pause.end()
    assert timer.isActive()
    qtbot.waitUntil(lambda: done == [False])
    assert not timer.isActive()
