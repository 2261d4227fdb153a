"""A dialog that grows with what it holds, but never beyond its screen: then its middle scrolls, its buttons stay."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget

from libyamap.ui.column_scroll import ColumnScroll


class Middle(ColumnScroll):
    """The part that scrolls where there is no room; it asks for as much as its column needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have the keyboard, and are brought into view

    def sizeHint(self) -> QSize:
        """Qt: all of the column."""
        inner = self.widget()
        return QSize(inner.sizeHint().width(), inner.minimumHeight()) if inner is not None else super().sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the column has become higher or lower, which the dialog should know."""
        handled = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return handled


class GrowingDialog(QDialog):
    """Give its layout a `Middle`; the rest of it always has its room."""

    def event(self, event: QEvent) -> bool:
        """Qt: something in it wants another size."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.give_room()
        return handled

    def give_room(self) -> None:
        """Grow to what is wanted, as far as the screen allows; stay on it."""
        room = self.screen().availableGeometry()
        edge = self.frameGeometry().height() - self.height()
        height = min(max(self.height(), self.sizeHint().height()), room.height() - edge)
        if height != self.height():
            self.resize(self.width(), height)
        over = self.y() + edge + height - (room.bottom() + 1)
        if self.isVisible() and over > 0:
            self.move(self.x(), max(room.top(), self.y() - over))
