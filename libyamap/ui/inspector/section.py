"""A part of the inspector: a quiet heading and what stands below it, with the same distances everywhere."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from libyamap.ui.text import Look, PlainLabel, plain_tip


class Section(QWidget):
    """A column of lines under an optional heading."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        if heading:
            self._column.addWidget(PlainLabel(heading, Look.QUIET))

    def line(self, text: str, look: Look = Look.BODY, tip: str = "") -> PlainLabel:
        """Add a line of text; an empty text adds nothing that is seen."""
        label = PlainLabel(text, look)
        label.setToolTip(plain_tip(tip))
        self._column.addWidget(label)  # first: a label of nobody would be shown as a window, which takes the keyboard
        label.setVisible(bool(text))
        return label

    def add(self, widget: QWidget) -> None:
        """Add a widget."""
        self._column.addWidget(widget)

    def row(self, *widgets: QWidget) -> None:
        """Add widgets side by side; the last one takes the room."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in widgets:
            fixed = widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed
            row.addWidget(widget, 0 if fixed else 1, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def gap(self, pixels: int = 4) -> None:
        """Leave some room."""
        self._column.addSpacing(pixels)
