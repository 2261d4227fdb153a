"""While the map draws what was just changed or filtered, panels wait: Chromium needs the window's own thread to show a
frame, and what counts a large project needs the processors that find out what to draw.

A panel that is slow to fill hands its work to `soon`; it is done when the map has drawn, or at once where no map draws.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

LONGEST_MS: Final = 1000
"""No panel waits longer, whatever the map does."""


class DrawingPause(QObject):
    """Begun and ended by whoever speaks with the page."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[Callable[[], object]] = []
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(LONGEST_MS)
        self._clock.timeout.connect(self.end)

    @property
    def drawing(self) -> bool:
        """Whether the page draws now."""
        return self._clock.isActive()

    def begin(self) -> None:
        """The page draws now."""
        self._clock.start()

    def end(self) -> None:
        """It has drawn: do what has waited, each once."""
        self._clock.stop()
        waiting, self._waiting = self._waiting, []
        for work in waiting:
            work()

    def forget(self) -> None:
        """Nothing more is to be done."""
        self._clock.stop()
        self._waiting = []

    def soon(self, work: Callable[[], object]) -> Callable[[], None]:
        """A slot that does `work`, once for all that is asked while the page draws."""

        def ask() -> None:
            if not self.drawing:
                work()
            elif work not in self._waiting:
                self._waiting.append(work)

        return ask

    def at_rest(self, timer: QTimer, work: Callable[[], object]) -> Callable[[], None]:
        """Have `timer` do `work`, never while the page draws; gives a slot that starts it, once the page has drawn.

        What is asked again before the timer is due is done once, later.
        """
        start = self.soon(timer.start)

        def due() -> None:
            if self.drawing:
                start()
            else:
                work()

        timer.timeout.connect(due)
        return start
