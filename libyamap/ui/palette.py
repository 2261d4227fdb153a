"""The command palette: type a few letters of any command, or of any feature to fly to it."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from libyamap.ui.find.asking import Newest
from libyamap.ui.fuzzy import best
from libyamap.ui.icons import icon
from libyamap.ui.text import Look, PlainLabel
from libyamap.ui.theme import FIELD_SHEET

WIDTH = 520
ROWS = 12
ROW_HEIGHT = 28
NOTHING = "No command and no feature has these letters. For places, try Find (Ctrl+F)."
SHORTEST = 2
"""Letters from which on a large project is searched."""


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

    def __init__(
        self, commands: list[Choice], parent: QWidget, find: Callable[[str], list[Choice]], *, all_at_once: bool = True
    ) -> None:
        """`find(text)` gives features to choose from: all of them `all_at_once`, else in a thread for each text."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._commands = commands
        self._find = None if all_at_once else find
        self._choices = [*commands, *find("")] if all_at_once else commands
        self.asking = Newest(self)
        self.asking.answered.connect(self._found)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Type a command or the name of a feature")
        self.field.setAccessibleName("Command")
        self.field.setMinimumHeight(32)
        self.field.setStyleSheet(FIELD_SHEET)
        self.field.installEventFilter(self)
        self.list = QTreeWidget()
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.setAccessibleName("Commands that fit")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.nothing = PlainLabel(NOTHING, Look.QUIET)
        self.nothing.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        column.addWidget(self.nothing)
        self.field.textChanged.connect(self._typed)
        self.list.itemClicked.connect(lambda _item: self._do())
        self.setFixedSize(WIDTH, 24 + 32 + ROWS * ROW_HEIGHT)
        self._fit("")
        area = parent.rect()
        self.move(parent.mapToGlobal(area.topLeft()) + _offset(area.width()))
        self.field.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: an edge that holds it together above the map."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: arrows move in the list while the field keeps the keyboard."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
            if event.key() in steps:
                self._go_to(self.list.currentIndex().row() + steps[Qt.Key(event.key())])
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._do()
                return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        self._fit(text)
        if self._find is not None and len(text.strip()) >= SHORTEST:
            self.asking.ask(partial(self._find, text))

    def _found(self, features: list[Choice]) -> None:
        self._choices = [*self._commands, *features]
        self._fit(self.field.text())

    def _fit(self, text: str) -> None:
        self.list.clear()
        for place in best(text, [choice.text for choice in self._choices]):
            choice = self._choices[place]
            item = QTreeWidgetItem(self.list, [choice.text, choice.keys])
            item.setIcon(0, icon(choice.icon))
            item.setData(0, Qt.ItemDataRole.UserRole, place)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setSizeHint(0, QSize(0, ROW_HEIGHT))
        found = self.list.topLevelItemCount() > 0
        self.list.setVisible(found)
        self.nothing.setVisible(not found)
        self._go_to(0)

    def _go_to(self, row: int) -> None:
        last = self.list.topLevelItemCount() - 1
        if last >= 0:
            self.list.setCurrentIndex(self.list.model().index(max(0, min(last, row)), 0))

    def _do(self) -> None:
        item = self.list.currentItem()
        self.close()
        if item is not None:
            self._choices[item.data(0, Qt.ItemDataRole.UserRole)].work()


def _offset(width: int) -> QPoint:
    return QPoint(max(0, (width - WIDTH) // 2), 64)
