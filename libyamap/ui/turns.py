"""Work of the window that takes long in one piece, done piece by piece, so that the window answers in between."""

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

Pieces = Iterator[int]
"""Work that stops wherever the window may answer, and says how many milliseconds it can wait until it goes on."""
AT_ONCE = 0


class Turns(QObject):
    """Does one piece in each turn of the event loop.

    What a piece raises is the error hook's, and the pieces after it are dropped.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Pieces = iter(())
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._turn)

    def begin(self, work: Pieces) -> None:
        """Do this, its first piece in the next turn; what is left of other work is dropped."""
        self._work = work
        self._next.start(AT_ONCE)

    def stop(self) -> None:
        """Drop what is left."""
        self._next.stop()
        self._work = iter(())

    def finish(self) -> None:
        """Do what is left at once."""
        work = self._work
        self.stop()
        for pause in work:
            time.sleep(pause / 1000)

    def _turn(self) -> None:
        work = self._work
        pause = next(work, None)
        if pause is not None and work is self._work:  # else the piece began other work, or ended all
            self._next.start(pause)
