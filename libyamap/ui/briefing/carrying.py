"""Pictures on their way to other programs: on the clipboard, and dragged out of the window as a PNG file."""

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from libyamap.app.briefing.file_names import plain_name

THUMBNAIL = 160


def copy_picture(image: QImage) -> None:
    """Put a picture on the clipboard."""
    QGuiApplication.clipboard().setImage(image)


def png_of(image: QImage) -> bytes:
    """The picture as a PNG."""
    from libyamap.render.image_file import encoded

    return encoded(image.convertToFormat(QImage.Format.Format_RGB888), "PNG")


def carried(content: bytes, name: str) -> QMimeData:
    """A PNG as both things that programs take: a picture, and a file of that name (without ending)."""
    data = QMimeData()
    data.setImageData(QImage.fromData(content))
    data.setData("image/png", content)
    path = _folder() / f"{plain_name(name, 'map')}.png"
    try:
        path.write_bytes(content)
    except OSError:
        return data  # no room for a file: the picture alone
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def drag_out(source: QWidget, content: bytes, name: str) -> None:
    """Let the reader drop the picture into another program; returns when it was dropped."""
    drag = QDrag(source)
    drag.setMimeData(carried(content, name))
    small = QPixmap.fromImage(QImage.fromData(content)).scaledToWidth(
        THUMBNAIL, Qt.TransformationMode.SmoothTransformation
    )
    drag.setPixmap(small)
    drag.setHotSpot(QPoint(small.width() // 2, small.height() // 2))
    drag.exec(Qt.DropAction.CopyAction)


class DragOut(QObject):
    """Makes a tool button one that can be dragged as a picture too; a click stays a click.

    `held` is told when the button is pressed (True), perhaps for a drag, and when it is let go or the drag is over.
    """

    def __init__(
        self, button: QToolButton, picture: Callable[[], tuple[bytes, str]], held: Callable[[bool], object]
    ) -> None:
        super().__init__(button)
        self._held = held
        self._button = button
        self._picture = picture
        self._pressed: QPoint | None = None
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: far enough from where it was pressed, it is a drag."""
        if watched is not self._button or not isinstance(event, QMouseEvent):
            return False
        at = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = at
            self._held(True)
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._pressed = None
            self._held(False)
        elif event.type() == QEvent.Type.MouseMove and self._pressed is not None:
            return self._dragged((at - self._pressed).manhattanLength())
        return False

    def _dragged(self, far: int) -> bool:
        if far < QApplication.startDragDistance():
            return False
        self._pressed = None
        self._button.setDown(False)
        try:
            drag_out(self._button, *self._picture())
        finally:
            self._held(False)
        return True


@cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="libyamap-dragged-", ignore_cleanup_errors=True)


def _folder() -> Path:
    """Where files lie that other programs were given; it goes when this program ends."""
    return Path(_kept().name)
