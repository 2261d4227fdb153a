"""Small pictures beside text: a legend's swatch from its SVG, an actor's colour as a chip."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget


class SvgSwatch(QWidget):
    """Draws a complete SVG, crisp at any resolution, fitted into 32 x 20 px."""

    WIDTH, HEIGHT = 32, 20

    def __init__(self, svg: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = QSvgRenderer(QByteArray(svg.encode()), self)
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self.setFixedSize(QSize(self.WIDTH, self.HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw it."""
        self._renderer.render(QPainter(self), QRectF(self.rect()))


class ColourChip(QWidget):
    """A square of an actor's colour with an outline, so that it shows on any ground."""

    def __init__(self, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = QColor(colour)
        self.setFixedSize(QSize(12, 16))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.setBrush(self._colour)
        painter.drawRoundedRect(QRectF(0.5, 2.5, 11, 11), 2, 2)
