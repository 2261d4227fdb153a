"""What lies over the window while files are dragged onto it, and says what letting go will do."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libyamap.ui.text import Look, PlainLabel


def files_in(data: QMimeData | None) -> list[Path]:
    """The files of this machine that are dragged; addresses of other places are none."""
    return [Path(url.toLocalFile()) for url in (data.urls() if data else ()) if url.isLocalFile()]


class DropTarget(QWidget):
    """Covers the window from the moment that files come over it. `dropped` carries them."""

    dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAcceptDrops(True)
        self.words = PlainLabel("", Look.TITLE)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.detail = PlainLabel("", Look.QUIET)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.detail)
        column.addStretch(1)
        self.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: what is dragged onto the window itself comes here."""
        if isinstance(event, QDragEnterEvent):
            self._enter(event)
            return event.isAccepted()
        if event.type() is QEvent.Type.Drop and isinstance(event, QDropEvent):
            self.dropEvent(event)
            return True
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt."""
        self._enter(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Qt."""
        self.hide()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt."""
        self.hide()
        files = files_in(event.mimeData())
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(files)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a dashed frame inside."""
        super().paintEvent(event)
        painter = QPainter(self)
        veil = self.palette().window().color()
        veil.setAlphaF(0.9)
        painter.fillRect(self.rect(), veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().accent().color(), 3, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(24, 24, -24, -24), 12, 12)

    def _enter(self, event: QDragEnterEvent) -> None:
        files = files_in(event.mimeData())
        if not files or event.source() is not None:  # a picture of the map, on its way out of this very window
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.words.setText(said_of(files))
        its = "its" if len(files) == 1 else "their"
        self.detail.setText(f"You will see what {its} columns mean and how {its} rows look before anything comes in.")
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()


def said_of(files: Sequence[Path]) -> str:
    """What letting go of these will do."""
    if len(files) == 1:
        if files[0].suffix.lower() == ".gpkg":
            return f"Drop to open or import “{files[0].name}”"
        return f"Drop to import “{files[0].name}”"
    return f"Drop to import {len(files)} files"
