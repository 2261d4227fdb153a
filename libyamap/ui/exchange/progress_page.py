"""How far a long piece of work is: rows, share, time left."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from libyamap.ui.text import Look, PlainLabel, with_even_digits
from libyamap.ui.time_left import TimeLeft

_TICK_MS = 500
_MOST = 0.99
"""Of the bar, while what comes after the rows still goes on."""


class ProgressPage(QWidget):
    """Shows one piece of work after the other; has the keyboard meanwhile, so that a second Enter cancels nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.title = PlainLabel("", Look.HEADING)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.words = PlainLabel("", Look.QUIET)
        with_even_digits(self.words)
        column = QVBoxLayout(self)
        column.addStretch(1)
        for widget in (self.title, self.bar, self.words):
            column.addWidget(widget)
        column.addStretch(2)
        self._time = TimeLeft()
        self._share = 1.0
        self._rows, self._rows_took = 0, 0.0
        self._ended = False
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self._tick)

    def begin(self, title: str, rows_share: float = 1.0) -> None:
        """Start anew; `rows_share` of the time goes to the rows, the rest to what comes after them."""
        self._ticks.stop()
        self._ended = False
        self._time, self._share = TimeLeft(), rows_share
        self.title.set_text(title)
        self.bar.setAccessibleName(title)
        self.bar.setRange(0, 0)
        self.words.set_text("")

    def take(self, rows: int, done: float) -> None:
        """So many rows, and this share of them (0: not known)."""
        if self._ended:
            return
        self._rows = rows
        if done >= 1:
            if not self._ticks.isActive():
                self._rows_took = self._time.spent
                self._ticks.start()
            self._tick()
            return
        self._ticks.stop()
        self._show(done * self._share)

    def end(self, words: str) -> None:
        """It is being ended, with these words; what is still told of it is not shown."""
        self._ticks.stop()
        self._ended = True
        self.words.set_text(words)

    def hideEvent(self, _event: object) -> None:
        """Qt: another page has the room; nothing is to be told any more."""
        self._ticks.stop()

    def _tick(self) -> None:
        """The rows are done; how far the rest is can only be reckoned."""
        done = self._time.reckoned(self._rows_took, self._share)
        if self._share < 1 and done < _MOST:
            self._show(done, "finishing")
        else:
            self._show(_MOST, "finishing", sure=False)

    def _show(self, done: float, *more: str, sure: bool = True) -> None:
        if done > 0:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(done * 1000))
        left = self._time.in_words(done) if sure else ""
        rows = f"{self._rows:,} {'row' if self._rows == 1 else 'rows'}"
        self.words.set_text(", ".join(filter(None, (rows, *more, left))))
