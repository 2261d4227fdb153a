"""The command palette: type a few letters of any command, or of any feature to fly to it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from libyamap.ui.fuzzy import best
from libyamap.ui.icons import icon

WIDTH = 520
ROWS = 12


class Choice(NamedTuple):
    """One line of the palette."""

    text: str
    keys: str
    icon: str
    work: Callable[[], object]


def choices_of(actions: Iterable[QAction]) -> list[Choice]:
    """The actions that can be done now."""
    return [
        Choice(action.text(), action.shortcut().toString(QKeySequence.SequenceFormat.NativeText), "command",
               action.trigger)
        for action in actions
        if action.isEnabled() and action.objectName() != "palette"
    ]  # fmt: skip


class Palette(QDialog):
    """A field and a list; Enter does the best fit, Escape leaves."""

    def __init__(self, choices: list[Choice], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._choices = choices
        self.field = QLineEdit()
        self.field.setPlaceholderText("Type a command or the name of a feature")
        self.field.setAccessibleName("Command")
        self.field.setMinimumHeight(32)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Commands that fit")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._fit)
        self.list.itemClicked.connect(lambda _item: self._do())
        self.setFixedSize(WIDTH, 24 + 32 + ROWS * 28)
        self._fit("")
        area = parent.rect()
        self.move(parent.mapToGlobal(area.topLeft()) + _offset(area.width()))
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: arrows move in the list while the field keeps the keyboard."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
            if event.key() in steps:
                row = self.list.currentRow() + steps[Qt.Key(event.key())]
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._do()
                return True
        return super().eventFilter(watched, event)

    def _fit(self, text: str) -> None:
        self.list.clear()
        for place in best(text, [choice.text for choice in self._choices]):
            choice = self._choices[place]
            item = QListWidgetItem(icon(choice.icon), f"{choice.text}    {choice.keys}" if choice.keys else choice.text)
            item.setData(Qt.ItemDataRole.UserRole, place)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _do(self) -> None:
        item = self.list.currentItem()
        self.close()
        if item is not None:
            self._choices[item.data(Qt.ItemDataRole.UserRole)].work()


def _offset(width: int) -> QPoint:
    return QPoint(max(0, (width - WIDTH) // 2), 64)
