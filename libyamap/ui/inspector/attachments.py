"""Files kept with a claim: a thumbnail and a name; one is shown outside only after a question, or written to a file."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QIcon, QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMessageBox, QSizePolicy, QToolButton, QWidget

from libyamap.domain.model import Attachment
from libyamap.errors import WorldError
from libyamap.ui.icons import icon
from libyamap.ui.inspector.section import pencil
from libyamap.ui.text import menu_text, plain_tip

SIDE = 48
LARGEST_PICTURE_PIXELS = 100_000_000
_SUFFIXES = {
    "application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/tiff": ".tif",
    "image/bmp": ".bmp", "image/webp": ".webp", "image/svg+xml": ".svg", "image/avif": ".avif", "image/heic": ".heic",
    "text/html": ".html", "text/plain": ".txt", "multipart/related": ".mhtml",
}  # fmt: skip
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp", "image/tiff"})


class Thumbnail(QWidget):
    """One attachment in a row. `read` gives its bytes, `detach` takes it away (None: it cannot be)."""

    def __init__(
        self, attachment: Attachment, read: Callable[[], bytes | None], detach: Callable[[], object] | None
    ) -> None:
        super().__init__()
        self._attachment = attachment
        self._read = read
        self.button = QToolButton()
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setIconSize(QSize(SIDE, SIDE))
        self.button.setIcon(self._icon())
        name = attachment.name if len(attachment.name) <= 24 else f"{attachment.name[:23]}…"
        self.button.setText(f" {menu_text(name)}")  # Qt leaves no room between picture and text
        self.button.setAutoRaise(True)
        self.button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # a long name makes no room
        tip = f"{attachment.name}\n{attachment.media_type}, {attachment.size:,} bytes\nSHA-256 {attachment.sha256}"
        self.button.setToolTip(plain_tip(f"{tip}\nAsks before it is opened in another program"))
        self.button.setAccessibleName(f"Open {attachment.name}")
        self.button.clicked.connect(lambda _checked=False: self.open_outside())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.button, 1)
        row.addWidget(pencil(f"Write {attachment.name} to a file", self.save_as, "download"))
        if detach is not None:
            row.addWidget(pencil(f"Remove {attachment.name}", detach, "trash-2"))

    def open_outside(self) -> bool:
        """Ask, then hand a copy to the system's program for such files; whether it was."""
        box = QMessageBox(QMessageBox.Icon.Question, "Open in another program?", "", parent=self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText("A copy of this file opens in another program of this machine.")
        box.setInformativeText(f"{self._attachment.name}\n{self._attachment.media_type}")
        box.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        agreed = box.exec() == QMessageBox.StandardButton.Open
        box.deleteLater()
        data = self._read() if agreed else None
        if data is None:
            return False
        # The name in the project may be anything; only its media type decides how it ends.
        folder = Path(tempfile.mkdtemp(prefix="libyamap-"))
        path = folder / f"attachment{_SUFFIXES.get(self._attachment.media_type, '.bin')}"
        path.write_bytes(data)
        path.chmod(0o400)
        return QDesktopServices.openUrl(QUrl.fromLocalFile(os.fspath(path)))

    def save_as(self) -> None:
        """Write it where the user says."""
        from libyamap.ui.errors import told

        suggested = Path(self._attachment.name.replace("\\", "/")).name or "attachment"
        chosen, _ = QFileDialog.getSaveFileName(self, "Write the attachment to a file", suggested)
        data = self._read() if chosen else None
        if data is not None:
            with told(self, "The file was not written"):
                try:
                    Path(chosen).write_bytes(data)
                except OSError as error:
                    raise WorldError(f"“{chosen}” could not be written: {error.strerror}.") from error

    def _icon(self) -> QIcon:
        data = self._read() if self._attachment.media_type in _PICTURES else None
        picture = thumbnail(data) if data else None
        return QIcon(picture) if picture is not None else icon("file-text")


def thumbnail(data: bytes) -> QPixmap | None:
    """A small picture of a picture; None for what is none, or is larger than we would unpack."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > LARGEST_PICTURE_PIXELS:
        return None
    reader.setScaledSize(size.scaled(SIDE * 2, SIDE * 2, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else QPixmap.fromImage(image)
