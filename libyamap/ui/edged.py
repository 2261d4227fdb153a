"""A box whose edge can be seen in both themes; Fusion's own is nearly the window's colour in the dark."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

RADIUS = 4
SHARE_OF_INK = 0.45


class Edged(QWidget):
    """Draws a line around what it holds, and the paper of a field below it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(edge_colour(self.palette()))
        painter.setBrush(self.palette().color(QPalette.ColorRole.AlternateBase))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


def edge_colour(palette: QPalette) -> QColor:
    """Between the colours of text and window: seen, but quieter than what it surrounds."""
    ink, paper = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window)
    parts = zip((ink.redF(), ink.greenF(), ink.blueF()), (paper.redF(), paper.greenF(), paper.blueF()), strict=True)
    return QColor.fromRgbF(*(one * SHARE_OF_INK + other * (1 - SHARE_OF_INK) for one, other in parts))
