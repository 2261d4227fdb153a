"""A list that fills a part of a panel: no frame, one row chosen, rows cut with dots instead of scrolled sideways."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QListWidget


def bare_list(name: str) -> QListWidget:
    """An empty one; `name` is what a screen reader says."""
    made = QListWidget()
    made.setAccessibleName(name)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made
