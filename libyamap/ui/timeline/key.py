"""What the colours of the bars mean, in one line; what does not fit is in the tool tip."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from libyamap.ui.text import plain_tip
from libyamap.ui.timeline.bars import SPREAD, Bars, Part

CHIP, GAP, SPACE = 10, 4, 12


class Key(QWidget):
    """Chips with names, from the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_parts(self, bars: Bars | None) -> None:
        """Explain these bars; one colour alone needs no words."""
        parts = bars.parts if bars else ()
        pale = (Part(SPREAD, ""),) if bars and any(bars.spread) else ()
        self.parts = (*(parts if len(parts) > 1 else ()), *pale)
        undated = f"{bars.undated:,} without a date" if bars and bars.undated else ""
        words = [part.name for part in self.parts] + [undated]
        self.setToolTip(plain_tip("\n".join(filter(None, words))))
        self.setAccessibleName(", ".join(filter(None, words)))
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: as much as there is."""
        return QSize(80, 24)

    def minimumSizeHint(self) -> QSize:
        """Qt: it can be left out."""
        return QSize(0, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw it."""
        painter = QPainter(self)
        metrics = painter.fontMetrics()
        x = 8
        for part in self.parts:
            width = metrics.horizontalAdvance(part.name)
            if x + CHIP + GAP + width > self.width():
                painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
                painter.drawText(x, 0, 24, self.height(), int(Qt.AlignmentFlag.AlignVCenter), "…")
                break
            colour = QColor(part.colour) if part.colour else self._pale()
            top = (self.height() - CHIP) / 2
            painter.fillRect(QRectF(x, top, CHIP, CHIP), colour)
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(x + CHIP + GAP, 0, width + 2, self.height(), int(Qt.AlignmentFlag.AlignVCenter), part.name)
            x += CHIP + GAP + width + SPACE

    def _pale(self) -> QColor:
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
        colour.setAlphaF(0.4)
        return colour
