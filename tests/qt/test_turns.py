"""Work in pieces: one in a turn of the event loop, other events in between, and nothing after it was stopped."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libyamap.ui.turns import AT_ONCE, Pieces, Turns


def counting(done: list[str], *names: str) -> Pieces:
    for name in names:
        done.append(name)
        yield AT_ONCE


def test_other_events_come_between_the_pieces(qapp: QApplication, qtbot: QtBot) -> None:
    owner = QObject(qapp)
    turns, done = Turns(owner), list[str]()

    def asking() -> Pieces:
        """Each piece posts an event, as a click in the middle of it would."""
        for piece in counting(done, "a", "b", "c"):
            QTimer.singleShot(0, owner, lambda: done.append("."))
            yield piece

    turns.begin(asking())
    assert not done
    qtbot.waitUntil(lambda: done.count(".") == 3)
    assert "".join(done) == "a.b.c."


def test_the_rest_can_be_done_at_once_or_dropped(qapp: QApplication, qtbot: QtBot) -> None:
    turns, done = Turns(QObject(qapp)), list[str]()
    turns.begin(counting(done, "a", "b", "c"))
    qtbot.waitUntil(lambda: bool(done))
    turns.finish()
    assert done == ["a", "b", "c"]
    turns.begin(counting(done, "d"))
    turns.stop()
    turns.finish()
    assert done == ["a", "b", "c"]


def test_a_piece_may_begin_other_work_in_place_of_its_own(qapp: QApplication, qtbot: QtBot) -> None:
    turns, done = Turns(QObject(qapp)), list[str]()

    def changing() -> Pieces:
        done.append("first")
        turns.begin(counting(done, "other"))
        yield AT_ONCE
        done.append("never")

    turns.begin(changing())
    qtbot.waitUntil(lambda: "other" in done)
    turns.finish()
    assert done == ["first", "other"]
