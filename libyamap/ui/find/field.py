"""The field of the Find box: keeps the keyboard while arrows move in the list below."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from libyamap.ui.icons import icon
from libyamap.ui.own_keys import keeps
from libyamap.ui.text import plain_tip
from libyamap.ui.theme import FIELD_SHEET

LONGEST = 2_000
_WIDTHS = 240, 360
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class FindField(QLineEdit):
    """`stepped` moves in the list, `taken` chooses, `added` adds an event there, `kept` bookmarks, `left` leaves."""

    stepped = Signal(int)
    taken = Signal()
    added = Signal()
    kept = Signal()
    left = Signal()
    focused = Signal()
    unfocused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find-field")
        self.setPlaceholderText("Find a place, feature or coordinates")
        self.setAccessibleName("Find a place, a feature or coordinates")
        self.setToolTip(plain_tip("Any place in Arabic or Latin letters, coordinates in any notation (Ctrl+F)"))
        self.setMaxLength(LONGEST)
        self.setMinimumWidth(_WIDTHS[0])
        self.setMaximumWidth(_WIDTHS[1])
        self.setMinimumHeight(28)
        self.setClearButtonEnabled(True)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.setStyleSheet(FIELD_SHEET)

    def event(self, event: QEvent) -> bool:
        """Qt: Escape is ours, before any shortcut gets it."""
        return keeps({Qt.Key.Key_Escape}, event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: keys of the list."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(event.modifiers())
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, held: Qt.KeyboardModifier) -> None:
        if held & Qt.KeyboardModifier.ControlModifier:
            self.added.emit()
        elif held & Qt.KeyboardModifier.ShiftModifier:
            self.kept.emit()
        else:
            self.taken.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: somebody is going to type."""
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: the list goes with the keyboard; a menu or another window only borrows it."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.unfocused.emit()
