"""What a sheet that was written holds: its texts, its picture, and whether it is the same as another one."""

import hashlib
from xml.etree.ElementTree import Element

from PySide6.QtGui import QImage

SVG = "{http://www.w3.org/2000/svg}"


def digest(content: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def image_of(content: bytes) -> QImage:
    """A PNG or JPEG file as a picture."""
    image = QImage()
    assert image.loadFromData(content)
    return image


def texts_of(root: Element) -> list[str]:
    """Each text of an SVG."""
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


def words_in(root: Element) -> str:
    """All texts of an SVG in one line, with plain spaces."""
    return " ".join(texts_of(root)).replace("\u00a0", " ")
