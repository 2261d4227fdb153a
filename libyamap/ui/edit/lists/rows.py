"""One row of the list of actors or sources: its name, what it is, and its colour."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QListWidgetItem

from libyamap.domain.model import Actor, Source
from libyamap.ui.icons import icon
from libyamap.ui.swatch import shown_colour
from libyamap.ui.text import alignment_for, plain_tip

ROW_HEIGHT = 40
RECORD = Qt.ItemDataRole.UserRole
"""Where a row keeps the id of its record."""
Listed = Actor | Source


def name_of(record: Listed) -> str:
    """What it is called."""
    return record.name if isinstance(record, Actor) else record.title


def item_of(record: Listed) -> QListWidgetItem:
    """Its row: name, what it is, its colour or a sign; other names and notes on hover."""
    if isinstance(record, Actor):
        below = record.kind.value.capitalize()
        names = ", ".join(alias.text for alias in record.aliases)
        tip = "\n".join(filter(None, (record.name, names, record.note)))
    else:
        below = ", ".join(filter(None, (record.author, record.publisher, f"reliability {record.reliability.value}")))
        tip = "\n".join(filter(None, (record.title, record.url, record.note)))
    item = QListWidgetItem(f"{name_of(record)}\n{below}")
    item.setIcon(_chip(record.colour) if isinstance(record, Actor) else icon("file-text"))
    item.setData(RECORD, record.id)
    item.setSizeHint(QSize(0, ROW_HEIGHT))
    item.setTextAlignment(alignment_for(name_of(record)) | Qt.AlignmentFlag.AlignVCenter)
    item.setToolTip(plain_tip(tip))
    return item


def _chip(colour: str) -> QIcon:
    picture = QPixmap(16, 16)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(shown_colour(colour, QGuiApplication.palette()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(2, 2, 12, 12, 2, 2)
    painter.end()
    return QIcon(picture)
