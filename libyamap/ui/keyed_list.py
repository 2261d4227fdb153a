"""A list whose rows are taken by Enter, thrown away by Delete and renamed by F2."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget

from libyamap.ui.own_keys import keeps


class KeyedList(QListWidget):
    """`taken`: Enter was pressed on a row; `unwanted`: Delete."""

    taken = Signal()
    unwanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter and Delete; F2 and arrows are Qt's own."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.state() != self.State.EditingState:
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt: Delete and F2 are ours while the list has the keyboard."""
        return keeps({Qt.Key.Key_Delete, Qt.Key.Key_F2}, event) or super().event(event)
