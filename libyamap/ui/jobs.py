"""Work that takes its time: off the GUI thread where it can be, with a waiting pointer where it cannot."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from PySide6.QtGui import QGuiApplication

log = logging.getLogger(__name__)


class Outcome(QObject):
    """Tells the GUI thread how a job ended; exactly one of the two signals comes."""

    done = Signal(object)
    failed = Signal(object)


class _Job(QRunnable):
    def __init__(self, work: Callable[[], Any], outcome: Outcome) -> None:
        super().__init__()
        self._work = work
        self._outcome = outcome

    def run(self) -> None:
        """Qt: in a thread of the pool. Never touches widgets: signals cross over to the receiver's thread."""
        try:
            result = self._work()
        except Exception as error:  # every failure of the job is the receiver's to tell
            log.debug("A job failed", exc_info=True)
            self._outcome.failed.emit(error)
        else:
            self._outcome.done.emit(result)


def start(
    work: Callable[[], Any],
    done: Callable[[Any], object],
    failed: Callable[[Exception], object],
    owner: QObject,
    pool: QThreadPool | None = None,
) -> Outcome:
    """Run `work` on a thread of `pool` (else of Qt's own); `done(result)` or `failed(exception)` comes to the owner's.

    A pool of one thread keeps work in order; whoever owns it waits for it before what the work uses is closed.
    """
    outcome = Outcome(owner)
    outcome.done.connect(done, Qt.ConnectionType.QueuedConnection)
    outcome.failed.connect(failed, Qt.ConnectionType.QueuedConnection)
    (pool or QThreadPool.globalInstance()).start(_Job(work, outcome))
    return outcome


@contextmanager
def busy() -> Iterator[None]:
    """Show the waiting pointer meanwhile."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()
