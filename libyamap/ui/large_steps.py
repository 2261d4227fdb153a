"""Undo and redo of steps of many records: on another thread, with progress in the status bar, and to be cancelled."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool

from libyamap.app.importing.rows import Cancelled
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

    def take_back(
        self, step: Revision, doing: str, done: Callable[[], object], failed: Callable[[Exception], object]
    ) -> None:
        """Begin; `doing` says what, as in “Undoing”. Cancelled counts as failed: the project is as it was."""
        title = step.title.removeprefix("Undo: ")
        short = title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"
        self._doing, self._time = f"{doing}: {short}", TimeLeft()
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

        change_elsewhere(
            self._desk,
            lambda session: session.take_back(step.number, "menu", self.progress),
            over, not_over, self, self._pool, REFUSAL,
        )  # fmt: skip

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


def was_cancelled(error: Exception) -> bool:
    """Whether a person ended it."""
    return isinstance(error, Cancelled)
