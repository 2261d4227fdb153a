"""Plays the timeline: the window moves a bin at a time, as fast as is asked for and never faster than the map draws."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

SPEEDS = (1, 2, 4, 8, 16)
"""Bins a second; 0 stands for as fast as the map draws."""


class Player(QObject):
    """`step()` is asked for the next picture and answers whether there was one; `settled()` whether the last is seen.

    `drawn` is to be called when the map has drawn: a step that was due meanwhile is taken then, and only one.
    """

    playing_changed = Signal(bool)

    def __init__(self, step: Callable[[], bool], settled: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._step = step
        self._settled = settled
        self._due = False
        self._clocked = True
        self.playing = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self.set_speed(4)

    def set_speed(self, bins_a_second: int) -> None:
        """How many bins a second; 0: as many as the map draws, with no clock at all."""
        self._clocked = bool(bins_a_second)
        self._timer.setInterval(1000 // bins_a_second if bins_a_second else 0)
        if self.playing:
            self._run()

    def toggle(self) -> None:
        """Play, or stop."""
        self.play(not self.playing)

    def play(self, wanted: bool) -> None:
        """Play or stop; the first step comes at once."""
        if wanted == self.playing:
            return
        self.playing = wanted
        self._due = False
        self._timer.stop()
        self.playing_changed.emit(wanted)
        if wanted:
            self._run()

    def drawn(self) -> None:
        """The map has drawn what it was asked for."""
        if self.playing and self._due and self._settled():
            self._take()

    def _run(self) -> None:
        if self._clocked:
            self._timer.start()
        else:
            self._timer.stop()
        self._tick()

    def _tick(self) -> None:
        if self._settled():
            self._take()
        else:
            self._due = True

    def _take(self) -> None:
        self._due = not self._clocked
        if not self._step():
            self.play(False)
