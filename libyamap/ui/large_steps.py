"""Undo, redo and the way back to an earlier state, of many records: on another thread, with progress in the status bar,
and to be cancelled.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QThreadPool

from libyamap.app.commands import RevertTo
from libyamap.app.going_back import count_since
from libyamap.app.importing.rows import Cancelled
from libyamap.app.session import Session
from libyamap.domain.changes import Revision
from libyamap.ui.desk import Desk
from libyamap.ui.elsewhere import JobProgress, change_elsewhere
from libyamap.ui.status_bar import StatusBar
from libyamap.ui.status_progress import StatusProgress
from libyamap.ui.time_left import TimeLeft

LARGE_FROM = 1_000
"""More records than this take longer than a person should wait for a window."""
REFUSAL = "A large step is being undone or done again; wait for its end, or cancel it."
_LONGEST_TITLE = 40
_Done = Callable[[], object]
_Failed = Callable[[Exception], object]


class LargeSteps(QObject):
    """One at a time: until it is over, the session refuses every other change, other steps among them."""

    def __init__(self, desk: Desk, status: StatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self.progress = JobProgress(self)
        self.progress.moved.connect(self._moved)
        self._doing, self._time = "", TimeLeft()
        self.box = StatusProgress("A large step is undone or done again")
        self.stop_button = self.box.add_button("x", "Cancel", self._cancel)
        self.box.hide()
        status.insertWidget(2, self.box)
        desk.closing.connect(self._stop)

    def is_large(self, step: Revision) -> bool:
        """Whether it should not be taken back while the window waits."""
        return self._desk.session.store.count_changes(step.number) > LARGE_FROM

    def is_large_way(self, number: int) -> bool:
        """Whether the project should not be taken back to this revision while the window waits."""
        return count_since(self._desk.session.store, number) > LARGE_FROM

    def take_back(self, step: Revision, doing: str, done: _Done, failed: _Failed) -> None:
        """Begin; `doing` says what, as in “Undoing”. Cancelled counts as failed: the project is as it was."""
        title = step.title.removeprefix("Undo: ")
        short = title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"
        work = partial(_take_back, number=step.number, progress=self.progress)
        self._begin(f"{doing}: {short}", work, done, failed)

    def revert_to(self, number: int, done: _Done, failed: _Failed) -> None:
        """Begin to take everything back to what it was right after this revision; otherwise as `take_back`."""
        command = RevertTo(number, self.progress)
        self._begin(f"Going back to revision {number}", lambda session: session.run(command, "menu"), done, failed)

    def _begin(self, doing: str, work: Callable[[Session], object], done: _Done, failed: _Failed) -> None:
        self._doing, self._time = doing, TimeLeft()
        self.progress.cancelled = False
        self.stop_button.setEnabled(True)
        self.box.words.setText(self._doing)
        self.box.bar.setRange(0, 0)
        self.box.show()

        def over(_changes: object) -> None:
            self.box.hide()
            done()

        def not_over(error: Exception) -> None:
            self.box.hide()
            failed(error)

        change_elsewhere(self._desk, work, over, not_over, self, self._pool, REFUSAL)

    def _moved(self, _records: int, done: float) -> None:
        if self.progress.cancelled:
            return
        self.box.bar.setRange(0, 1000)
        self.box.bar.setValue(round(done * 1000))
        share = "finishing" if done >= 1 else f"{done * 100:.0f} %"
        self.box.words.setText(", ".join(filter(None, (f"{self._doing}: {share}", self._time.in_words(done)))))

    def _cancel(self) -> None:
        self.progress.cancel()
        self.stop_button.setEnabled(False)
        self.box.words.setText(f"{self._doing}: cancelling…")

    def _stop(self) -> None:
        """The window closes: what is not done is as if it had not been begun."""
        self.progress.cancel()
        self._pool.waitForDone()


def _take_back(session: Session, number: int, progress: JobProgress) -> object:
    return session.take_back(number, "menu", progress)


def was_cancelled(error: Exception) -> bool:
    """Whether a person ended it."""
    return isinstance(error, Cancelled)
