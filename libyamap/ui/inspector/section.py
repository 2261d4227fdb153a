"""A part of the inspector: a quiet heading and what stands below it, with the same distances everywhere."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from libyamap.ui.icons import icon
from libyamap.ui.text import Look, PlainLabel, plain_tip

Work = Callable[[], object]


class Section(QWidget):
    """A column of lines under an optional heading. With `edit`, a pencil beside it; a double click does the same."""

    def __init__(self, heading: str = "", parent: QWidget | None = None, edit: Work | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        if heading and edit is not None:
            self.title_row(PlainLabel(heading, Look.QUIET), pencil(f"Change: {heading.lower()}", edit))
        elif heading:
            self._column.addWidget(PlainLabel(heading, Look.QUIET))

    def line(self, text: str, look: Look = Look.BODY, tip: str = "") -> PlainLabel:
        """Add a line of text; an empty text adds nothing that is seen."""
        label = PlainLabel(text, look)
        label.setToolTip(plain_tip(tip))
        self._column.addWidget(label)  # first: a label of nobody would be shown as a window, which takes the keyboard
        label.setVisible(bool(text))
        if self._edit is not None:
            label.installEventFilter(self)
        return label

    def add(self, widget: QWidget) -> None:
        """Add a widget."""
        self._column.addWidget(widget)

    def row(self, *widgets: QWidget) -> None:
        """Add widgets side by side; those of a free width take the room."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in widgets:
            fixed = widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed
            row.addWidget(widget, 0 if fixed else 1, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def title_row(self, title: QWidget, *buttons: QWidget) -> None:
        """Add a title with small buttons at its end."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(title, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in buttons:
            row.addWidget(button)
        self._column.addLayout(row)

    def gap(self, pixels: int = 4) -> None:
        """Leave some room."""
        self._column.addSpacing(pixels)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a double click on a text changes it."""
        if event.type() == QEvent.Type.MouseButtonDblClick and self._edit is not None:
            self._edit()
            return True
        return super().eventFilter(watched, event)


def pencil(tip: str, work: Work, name: str = "pencil") -> QToolButton:
    """A small button that changes something."""
    button = QToolButton()
    button.setIcon(icon(name))
    button.setAutoRaise(True)
    button.setFixedSize(24, 24)
    button.setToolTip(plain_tip(tip))
    button.setAccessibleName(tip)
    button.clicked.connect(lambda _checked=False: work())
    return button
