"""A part of the inspector: a quiet heading and what stands below it, with the same distances everywhere.

A line that can be changed by itself says so: a double click, Enter or F2 on it opens its field in its place.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionFocusRect,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from libyamap.ui.buttons import SIDE_IN_A_ROW, sign_button
from libyamap.ui.text import Look, PlainLabel, plain_tip

Work = Callable[[], object]
Edits = Callable[[str], Work | None]
"""What begins to change a part or a field, by its name; None where it cannot be changed."""
CHANGED_BY = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}
HINT = "Double click, Enter or F2 changes it"


def nothing(_name: str) -> None:
    """Edits of what can only be read."""


class FieldLine(PlainLabel):
    """A line that shows one field, and opens it. Its object name is `field-` and the field's name."""

    def __init__(self, text: str, look: Look, field: str, edit: Work) -> None:
        super().__init__(text, look)
        self._edit = edit
        self.setObjectName(f"field-{field}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Qt: change it."""
        self._edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys that change a cell of a table change this too."""
        if event.key() in CHANGED_BY and not event.modifiers():
            self._edit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: what has the keyboard is framed."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: and no longer."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: labels have no frame of their own for the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            option = QStyleOptionFocusRect()
            option.initFrom(self)
            painter = QPainter(self)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, self)


class Section(QWidget):
    """A column of lines under an optional heading. With `edit`, a pencil beside it changes all of them at once."""

    def __init__(self, heading: str = "", parent: QWidget | None = None, edit: Work | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        if heading and edit is not None:
            self.title_row(PlainLabel(heading, Look.QUIET), pencil(f"Change: {heading.lower()}", edit))
        elif heading:
            self._column.addWidget(PlainLabel(heading, Look.QUIET))

    def line(
        self, text: str, look: Look = Look.BODY, tip: str = "", field: str = "", edit: Work | None = None
    ) -> PlainLabel:
        """Add a line of text; an empty text adds nothing that is seen. With `edit` it is a field that can be opened."""
        label = PlainLabel(text, look) if edit is None else FieldLine(text, look, field, edit)
        label.setToolTip(plain_tip("\n".join(filter(None, (tip, "" if edit is None else HINT)))))
        self._column.addWidget(label)  # first: a label of nobody would be shown as a window, which takes the keyboard
        label.setVisible(bool(text))
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


def pencil(tip: str, work: Work, name: str = "pencil") -> QToolButton:
    """A small button that changes something."""
    button = sign_button(name, tip, work, SIDE_IN_A_ROW)
    button.setFixedSize(button.minimumSize())
    return button
