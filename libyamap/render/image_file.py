"""Writes a picture to a file, whole or not at all, and the same bytes for the same picture."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from libyamap.app.obstacles import obstacle
from libyamap.errors import WorldError

_FORMATS: Final = {".png": "PNG", ".jpg": "JPG", ".jpeg": "JPG"}
_JPEG_QUALITY: Final = 92


def save_image(image: QImage, path: Path) -> None:
    """Write the image in the format that the name's ending says, as `save_whole`; WorldError for an unknown ending."""
    format_name = _FORMATS.get(path.suffix.lower())
    if format_name is None:
        raise WorldError(f"A picture cannot be written as “{path.name}”: its name should end with .png or .jpg.")
    save_whole(encoded(image, format_name), path)


def save_whole(content: bytes, path: Path) -> None:
    """Write a picture's bytes; replaces a file that is there. WorldError where the folder or the disk says no.

    They are written beside their place first, so that nothing half-written ever has the name.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise obstacle("write the picture", path, error) from error


def encoded(image: QImage, format_name: str) -> bytes:
    """The image as PNG or JPG, without a date or anything else that differs from one time to the next."""
    bare = QImage(image.constBits(), image.width(), image.height(), image.bytesPerLine(), image.format())
    bare.setDotsPerMeterX(image.dotsPerMeterX())
    bare.setDotsPerMeterY(image.dotsPerMeterY())
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, format_name.encode())
    writer.setQuality(_JPEG_QUALITY if format_name == "JPG" else -1)
    if not writer.write(bare):
        raise WorldError(
            f"The picture of {image.width()} by {image.height()} pixels could not be encoded: {writer.errorString()}."
        )
    return bytes(buffer.data().data())
