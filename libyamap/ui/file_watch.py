"""Looks at the project's file now and then: what another program writes is taken in, and a file that is gone is told.

A backup is begun when one is due.

A file that was deleted or replaced can still be written to here, but nobody would ever find what was written.
"""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from libyamap.errors import WorldError
from libyamap.ui.desk import Desk

POLL_MS = 2000
LOOKS_TO_A_BACKUP = 15
"""Half a minute: opening a large project is not slowed down by copying it."""


class FileWatch(QObject):
    """`lost` is emitted once, with a sentence, when the file is gone or can no longer be read; then the watch ends."""

    lost = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._path = desk.session.store.path
        self._identity = _identity(self._path)
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    @property
    def in_place(self) -> bool:
        """Whether the file is still where it was; what is gone can only be read by the thread that has it open."""
        return self._identity is None or _identity(self._path) == self._identity

    def look(self) -> None:
        """Read the project anew if another program has written to it."""
        store = self._desk.session.store
        if not self.in_place:
            self._end(f"“{self._path.name}” was deleted, moved or replaced by another program. "
                      "Save a copy (File menu) to keep what is on screen.")  # fmt: skip
            return
        if self._desk.written_beside:  # what is written would be read twice, and moved into the file by this thread
            return
        try:
            if store.changed_elsewhere():
                self._desk.take_in_from_outside()
            store.checkpoint()
            self._looks += 1
            if self._looks % LOOKS_TO_A_BACKUP == 0:
                self._desk.workspace.back_up_if_due()
        except WorldError as error:
            self._end(str(error))

    def _end(self, sentence: str) -> None:
        self.stop()
        self.lost.emit(sentence)


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file this is, whatever its name; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
