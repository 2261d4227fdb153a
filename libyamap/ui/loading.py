"""Says in the status bar how far a large project has been read, and lets the user stop it; the window stays usable."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from libyamap.app.viewport import Progress
from libyamap.ui.desk import Desk
from libyamap.ui.status_bar import StatusBar
from libyamap.ui.status_progress import StatusProgress

if TYPE_CHECKING:
    from collections.abc import Callable

READING = "Reading the project"


class Loading(QObject):
    """Hidden while there is nothing to wait for. The index tells from any thread; the signal crosses over."""

    told = Signal(object)
    ready = Signal()

    def __init__(self, desk: Desk, status: StatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._index = desk.workspace.index
        self._was_ready, self._had_failed = True, False
        self.box = StatusProgress(READING)
        self.words, self.bar = self.box.words, self.box.bar
        self.stop_button = self.box.add_button("x", "Stop reading", self.cancel)
        self.again = self.box.add_button("rotate-ccw", "Read it again", self.begin_again)
        status.insertWidget(2, self.box)
        self.told.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._end: Callable[[], None] = self._index.subscribe(self.told.emit)
        self._take(self._index.progress())

    def cancel(self) -> None:
        """Stop; what is read so far is thrown away."""
        self._index.cancel()

    def begin_again(self) -> None:
        """Read the project from the beginning."""
        self._index.refresh(self._desk.session.store, None)
        self._take(self._index.progress())

    def stop(self) -> None:
        """Hear no more of it."""
        self._end()

    def _take(self, progress: Progress) -> None:
        failed = bool(progress.problem)
        self.box.setVisible(failed or not progress.ready)
        self.bar.setVisible(not failed)
        self.stop_button.setVisible(not failed)
        self.again.setVisible(failed)
        self.bar.setValue(round(progress.fraction * 1000))
        what = progress.what or READING
        self.words.setText(progress.problem if failed else f"{what}: {progress.fraction * 100:.0f} %")
        if failed != self._had_failed or (progress.ready and not self._was_ready):
            self._desk.recount()  # what the panels said of it is out of date
        if progress.ready and not self._was_ready:
            self.ready.emit()
        self._was_ready, self._had_failed = progress.ready, failed
