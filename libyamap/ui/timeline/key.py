"""What the colours of the bars mean, in one line; how many do not fit is said, and which is in the tool tip."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from libyamap.ui.text import plain_tip
from libyamap.ui.timeline.bars import SPREAD, Bars, Part

CHIP, GAP, SPACE, SIDE, HEIGHT = 10, 4, 12, 12, 20
MOST_NAMED: Final = 30
"""Names that the tool tip tells of those that share a colour."""


class Key(QWidget):
    """Chips with names, from the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, bars: Bars | None) -> None:
        """Explain these bars; one colour alone needs no words."""
        parts = bars.parts if bars else ()
        pale = (Part(SPREAD, ""),) if bars and any(bars.spread) else ()
        self.parts = (*(parts if len(parts) > 1 else ()), *pale)
        undated = f"{bars.undated:,} without a date" if bars and bars.undated else ""
        words = [*map(_in_full, self.parts), undated]
        self.setToolTip(plain_tip("\n".join(filter(None, words))))
        self.setAccessibleName(", ".join(filter(None, words)))
        self.update()

    def whole_width(self) -> int:
        """Pixels that all names take."""
        return SIDE + sum(self._width(part) + SPACE for part in self.parts)

    def shown(self) -> tuple[tuple[Part, ...], str]:
        """Parts that fit as a whole, and what is said of the others; empty where there are none."""
        if self.whole_width() - SPACE <= self.width():
            return self.parts, ""
        metrics = self.fontMetrics()
        x, count = SIDE, 0
        for part in self.parts:
            more = metrics.horizontalAdvance(_more(len(self.parts) - count - 1))
            if x + self._width(part) + SPACE + more > self.width():
                break
            x += self._width(part) + SPACE
            count += 1
        return self.parts[:count], _more(len(self.parts) - count)

    def sizeHint(self) -> QSize:
        """Qt: as much as there is."""
        return QSize(80, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Qt: it can be left out."""
        return QSize(0, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw it."""
        painter = QPainter(self)
        ink, quiet = (self.palette().color(role) for role in (_Role.WindowText, _Role.PlaceholderText))
        x = SIDE
        parts, more = self.shown()
        for part in parts:
            colour = QColor(part.colour) if part.colour else self._pale()
            painter.fillRect(QRectF(x, (self.height() - CHIP) / 2, CHIP, CHIP), colour)
            self._write(painter, ink, x + CHIP + GAP, part.name)
            x += self._width(part) + SPACE
        self._write(painter, quiet, x, more)

    def _write(self, painter: QPainter, ink: QColor, x: int, words: str) -> None:
        painter.setPen(ink)
        painter.drawText(x, 0, self.width(), self.height(), int(Qt.AlignmentFlag.AlignVCenter), words)

    def _width(self, part: Part) -> int:
        return CHIP + GAP + self.fontMetrics().horizontalAdvance(part.name)

    def _pale(self) -> QColor:
        colour = self.palette().color(_Role.PlaceholderText)
        colour.setAlphaF(0.4)
        return colour


_Role = QPalette.ColorRole


def _more(count: int) -> str:
    return f"+{count:,} more"


def _in_full(part: Part) -> str:
    named, left = part.stands_for[:MOST_NAMED], len(part.stands_for) - MOST_NAMED
    words = ", ".join(named) + (f" {_more(left)}" if left > 0 else "")
    return words or part.name
