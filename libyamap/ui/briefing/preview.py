"""The page as it will print: the last picture stays until the next one is there. It can be dragged out as a PNG."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from libyamap.ui.briefing.carrying import drag_out

MARGIN = 12
WAITING = "Drawing the first picture…"
SHADOW = QColor(0, 0, 0, 60)


class Preview(QWidget):
    """`enlarge_asked` by a double click; `resized` where a picture of another width would be sharper.

    `sharp` is what a drag takes along, where it is there: the sheet in its own size. `reached` asks for it, when the
    pointer comes to the page.
    """

    enlarge_asked = Signal()
    reached = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = QPixmap()
        self.content = b""
        self.sharp = b""
        self.words = WAITING
        self.busy = False
        self.name = "briefing"
        self._sides = (1123, 794)
        self._pressed: QPoint | None = None
        self.setAccessibleName("Preview of the sheet")
        self.setMinimumHeight(120)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_picture(self, content: bytes) -> None:
        """Show PNG bytes."""
        made = QPixmap()
        if made.loadFromData(content):
            self.picture, self.content, self.words, self.sharp = made, content, "", b""
            self.update()

    def say(self, words: str) -> None:
        """Why there is no picture of what is asked for; the last one stays below it."""
        self.words = words
        self.update()

    def show_busy(self, busy: bool) -> None:
        """Something is being drawn."""
        self.busy = busy
        self.update()

    def take_sides(self, sides: tuple[int, int]) -> None:
        """The sheet's width and height, which decide how high the preview is."""
        if sides != self._sides:
            self._sides = sides
            self.updateGeometry()

    @property
    def wanted_width(self) -> int:
        """Device pixels across, as the page is shown now."""
        return max(200, round(self._place().width() * self.devicePixelRatioF()))

    def heightForWidth(self, width: int) -> int:
        """Qt: the sheet's shape, as far as a form below it keeps room."""
        return min(380, round((width - 2 * MARGIN) * self._sides[1] / self._sides[0]) + 2 * MARGIN)

    def sizeHint(self) -> QSize:
        """Qt."""
        return QSize(360, self.heightForWidth(360))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width, another picture."""
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the page on a desk, with a soft edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Mid))
        place = self._place()
        painter.fillRect(place.translated(1, 2), SHADOW)
        if self.picture.isNull():
            painter.fillRect(place, palette.color(QPalette.ColorRole.Base))
        else:
            painter.drawPixmap(place, self.picture, QRectF(self.picture.rect()))
        if self.words:
            self._write(painter, place)
        elif self.busy:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Accent))
            painter.drawEllipse(QRectF(place.right() - 14, place.top() + 6, 8, 8))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt: perhaps it will be dragged."""
        super().enterEvent(event)
        self.reached.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: perhaps the begin of a drag."""
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: taken out of the window as a picture."""
        at = self._pressed
        if at is None or not self.content:
            return
        if (event.position().toPoint() - at).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            drag_out(self, self.sharp or self.content, self.name)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Qt: look closer."""
        self._pressed = None
        self.enlarge_asked.emit()

    def _place(self) -> QRectF:
        """Where the page lies, in the middle and whole."""
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        across, down = self._sides
        scale = max(0.01, min(room.width() / across, room.height() / down))
        place = QRectF(0, 0, across * scale, down * scale)
        place.moveCenter(room.center())
        return place

    def _write(self, painter: QPainter, place: QRectF) -> None:
        palette = self.palette()
        box = place.adjusted(8, 8, -8, -8)
        lines = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        needed = painter.boundingRect(box, lines, self.words).adjusted(-8, -6, 8, 6)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid)))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(needed, 4, 4)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(box, lines, self.words)
