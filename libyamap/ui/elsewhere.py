"""Long changes of the project on another thread, with a session of their own on the same file.

The window goes on meanwhile. Every other change is refused until the end; then the window hears what was changed, as
steps of its own.
"""

import time
from collections.abc import Callable
from contextlib import closing
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QThreadPool, Signal

from libyamap.app.importing.rows import Cancelled
from libyamap.app.session import Session
from libyamap.bootstrap import open_store
from libyamap.domain.changes import OpChanges
from libyamap.ui import jobs
from libyamap.ui.desk import Desk

TOLD_EVERY_S = 0.1
MOST_ONE_BY_ONE = 5_000
"""More records are read faster all at once."""
REFUSAL = "An import is being taken in or undone; wait for its end, or cancel it."


class JobProgress(QObject):
    """A `Progress` for a thread: tells the window ten times a second, and ends the work once it is cancelled."""

    moved = Signal(int, float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cancelled = False
        self._told = 0.0

    def cancel(self) -> None:
        """End the work at its next word."""
        self.cancelled = True

    def __call__(self, rows: int, done: float) -> None:
        """Called by the work, on its thread. Cancelled once nobody wants it any more."""
        if self.cancelled:
            raise Cancelled
        now = time.monotonic()
        if done >= 1 or now - self._told >= TOLD_EVERY_S:
            self._told = now
            self.moved.emit(rows, done)


class _Done(NamedTuple):
    result: Any
    changes: list[OpChanges]


def change_elsewhere(
    desk: Desk,
    work: Callable[[Session], Any],
    done: Callable[[Any], object],
    failed: Callable[[Exception], object],
    owner: QObject,
    pool: QThreadPool | None = None,
    refusal: str = REFUSAL,
) -> None:
    """Do `work(session)` on another thread; then the window hears of it, and `done` or `failed` is called here.

    `refusal` is what every other change hears meanwhile.
    """
    path, author = desk.session.store.path, desk.session.author

    def run() -> _Done:
        changes: list[OpChanges] = []
        with closing(open_store(path)) as store:
            session = Session(store, author)
            session.subscribe(changes.append)
            return _Done(work(session), changes)

    closed: list[bool] = []
    desk.closing.connect(lambda: closed.append(True))

    def over(outcome: _Done) -> None:
        if closed:  # the project is on screen no more
            return
        _let_go(desk)
        _hear(desk, outcome.changes)
        desk.refusal_changed.emit()  # not before: the steps that are new to the session are its own only now
        done(outcome.result)

    def not_over(error: Exception) -> None:
        if closed:
            return
        _let_go(desk)
        desk.refusal_changed.emit()
        failed(error)

    desk.written_beside = True
    desk.session.refuse(refusal)
    desk.refusal_changed.emit()
    jobs.start(run, over, not_over, owner, pool)


def _let_go(desk: Desk) -> None:
    desk.written_beside = False
    if desk.workspace.known_as_of is None:  # what is past stays refused
        desk.session.refuse("")


def _hear(desk: Desk, changes: list[OpChanges]) -> None:
    """Take in what was written; where it is much, or another program has written too, everything is read anew."""
    store = desk.session.store
    store.changed_elsewhere()
    if not changes:
        return
    much = sum(len(each.ids) for each in changes) > MOST_ONE_BY_ONE
    if much or store.revision() != changes[-1].revision:
        for each in changes:
            desk.session.count_as_own(each.revision)
        desk.take_in_from_outside()
        return
    for each in changes:
        desk.session.hear(each)
