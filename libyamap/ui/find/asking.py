"""Questions that a worker thread answers, where only the newest matters: no stale answer ever comes."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from libyamap.ui.jobs import Outcome, start


class Newest(QObject):
    """One question at a time; while it is worked on, only the newest one waits."""

    answered = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting: Callable[[], Any] | None = None
        self._outcome: Outcome | None = None
        self._running = False
        self._wanted = False

    @property
    def pending(self) -> bool:
        """Whether an answer is still to come."""
        return self._running and self._wanted

    @property
    def busy(self) -> bool:
        """Whether the worker has something to do, wanted or not."""
        return self._running

    def prepare(self, work: Callable[[], Any]) -> None:
        """Do this where nothing else is asked; nobody wants the answer."""
        if not self._running:
            self._begin(work)

    def ask(self, work: Callable[[], Any]) -> None:
        """Answer this; whatever was asked before is not wanted any more."""
        self._wanted = True
        if self._running:
            self._waiting = work
        else:
            self._begin(work)

    def forget(self) -> None:
        """No answer is wanted."""
        self._waiting, self._wanted = None, False

    def stop(self) -> None:
        """Wait for what is running; its answer is not wanted. For when what is asked gets closed."""
        self.forget()
        self._pool.waitForDone()

    def _begin(self, work: Callable[[], Any]) -> None:
        self._running = True
        self._outcome = start(work, self._done, self._fail, self, self._pool)

    def _done(self, answer: object) -> None:
        if self._next():
            self.answered.emit(answer)

    def _fail(self, error: object) -> None:
        if self._next():
            self.failed.emit(error)

    def _next(self) -> bool:
        """Go on with what waits; whether the answer that has just come is the newest and wanted."""
        self._running = False
        if self._outcome is not None:
            self._outcome.deleteLater()
            self._outcome = None
        if self._waiting is None:
            wanted, self._wanted = self._wanted, False
            return wanted
        work, self._waiting = self._waiting, None
        self._begin(work)
        return False
