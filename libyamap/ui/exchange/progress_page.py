"""How far a long piece of work is: rows, share, time left, and a button that ends it."""

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from libyamap.ui.text import Look, PlainLabel, with_even_digits

_SURE_AFTER_S = 2.0


class ProgressPage(QWidget):
    """Shows one piece of work after the other."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self._began = 0.0

    def begin(self, title: str) -> None:
        """Start anew."""
        self._began = time.monotonic()
        self.title.set_text(title)
        self.bar.setAccessibleName(title)
        self.bar.setRange(0, 0)
        self.words.set_text("")

    def take(self, rows: int, done: float) -> None:
        """So many rows, and this share of the whole (0: not known)."""
        if done > 0:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(done * 1000))
        words = [f"{rows:,} {'row' if rows == 1 else 'rows'}"]
        spent = time.monotonic() - self._began
        if done >= 1:
            words.append("finishing")
        elif done > 0 and spent > _SURE_AFTER_S:
            words.append(f"{time_left(spent * (1 - done) / done)} left")
        self.words.set_text(", ".join(words))


def time_left(seconds: float) -> str:
    """A duration as people say it."""
    if seconds < 90:
        return f"about {max(1, round(seconds))} s"
    return f"about {round(seconds / 60)} min"
