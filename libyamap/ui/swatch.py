"""Small pictures beside text: a legend's swatch from its SVG, an actor's colour as a chip."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from libyamap.web.colour import distinct
from libyamap.web.style import BACK

_HALF = 128


def shown_colour(colour: str, palette: QPalette) -> QColor:
    """An actor's colour (#RRGGBB) as map and legend show it on this palette's ground: it stands out, its hue stays."""
    dark = palette.color(QPalette.ColorRole.Window).lightness() < _HALF
    return QColor(distinct(colour, BACK["dark" if dark else "light"]))


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
        self._colour = colour
        self.setFixedSize(QSize(12, 16))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.setBrush(shown_colour(self._colour, self.palette()))
        painter.drawRoundedRect(QRectF(0.5, 2.5, 11, 11), 2, 2)
