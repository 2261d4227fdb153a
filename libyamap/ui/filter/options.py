"""A list of values to tick, each with how many there would be; long lists are searched by typing."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QStyleOptionViewItem, QVBoxLayout, QWidget

from libyamap.app.folding import words
from libyamap.ui.check_delegate import CheckDelegate, Index
from libyamap.ui.swatch import shown_colour
from libyamap.ui.text import plain_tip, with_even_digits
from libyamap.ui.theme import FIELD_SHEET

ROW = 26
MOST_ROWS = 6
SEARCHED_FROM = 9
"""A list of more values than this has a field to search it."""
_TOP = QModelIndex()
_ROLE = Qt.ItemDataRole
COUNT_ROLE = Qt.ItemDataRole.UserRole


class Option(NamedTuple):
    """A value, its words, how many features have it (None: not counted), and its colour (#RRGGBB) if it has one."""

    value: str
    words: str
    many: int | None = None
    colour: str = ""


class OptionModel(QAbstractListModel):
    """The options that fit what is searched; ticked ones stay at the top of a searched list."""

    ticked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.options: list[Option] = []
        self.chosen: tuple[str, ...] = ()
        self._rows: list[Option] = []
        self._asked: tuple[str, ...] = ()

    def show(self, options: Iterable[Option], chosen: tuple[str, ...]) -> None:
        """Show these; where only counts or ticks differ the list keeps its place."""
        found = list(options)
        same = [each.value for each in found] == [each.value for each in self.options]
        self.options, self.chosen = found, chosen
        if same:
            self._fill()
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        else:
            self.search(" ".join(self._asked))

    def search(self, text: str) -> None:
        """Show those in which each of these words begins a word."""
        self.beginResetModel()
        self._asked = words(text)
        self._fill()
        self.endResetModel()

    def _fill(self) -> None:
        self._rows = [each for each in self.options if self._fits(each)]

    def _fits(self, option: Option) -> bool:
        if not self._asked or option.value in self.chosen:
            return True
        known = words(option.words)
        return all(any(word.startswith(begin) for word in known) for begin in self._asked)

    def rowCount(self, parent: Index = _TOP) -> int:
        """Qt: number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Qt: each can be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Qt: what a row shows."""
        option = self._rows[index.row()]
        if role == _ROLE.DisplayRole:
            return option.words
        if role == _ROLE.CheckStateRole:
            return Qt.CheckState.Checked if option.value in self.chosen else Qt.CheckState.Unchecked
        if role == COUNT_ROLE:
            return option.many
        if role == _ROLE.DecorationRole and option.colour:
            return _chip(option.colour)
        if role == _ROLE.ToolTipRole:
            return plain_tip(option.words)
        if role == _ROLE.SizeHintRole:
            return QSize(0, ROW)
        if role == _ROLE.AccessibleTextRole:
            return option.words if option.many is None else f"{option.words}, {option.many:,}"
        return None

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        """Qt: the box was used."""
        if role != _ROLE.CheckStateRole:
            return False
        option = self._rows[index.row()]
        on = Qt.CheckState(value) == Qt.CheckState.Checked
        rest = tuple(each for each in self.chosen if each != option.value)
        self.chosen = (*rest, option.value) if on else rest
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True


class CountDelegate(CheckDelegate):
    """The count stands at the right, in even digits."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw the row with its number."""
        count = index.data(COUNT_ROLE)
        text = f"{count:,}" if isinstance(count, int) else ""
        room = option.fontMetrics.horizontalAdvance(text) + 12 if text else 0
        whole = QRect(option.rect)  # a copy: PySide gives the option's own
        option.rect = whole.adjusted(0, 0, -room, 0)
        super().paint(painter, option, index)
        option.rect = whole
        if text:
            painter.save()
            painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(
                whole.adjusted(0, 0, -6, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text
            )
            painter.restore()


class OptionList(QWidget):
    """The list, with a field above it where it is long. `changed(values)` comes with each tick."""

    changed = Signal(tuple)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = OptionModel(self)
        self.field = QLineEdit()
        self.field.setPlaceholderText(f"Search {name.lower()}")
        self.field.setAccessibleName(f"Search {name.lower()}")
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumHeight(26)
        self.field.setStyleSheet(FIELD_SHEET)
        self.view = _View()
        self.view.setModel(self.model)
        self.view.setItemDelegate(CountDelegate(self.view))
        self.view.setAccessibleName(name)
        with_even_digits(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.view)
        self.field.textChanged.connect(self.model.search)
        self.field.textChanged.connect(lambda _text: self._fit())
        self.model.ticked.connect(lambda: self.changed.emit(self.model.chosen))
        self.field.hide()

    def show_options(self, options: Iterable[Option], chosen: tuple[str, ...]) -> None:
        """Show these options."""
        self.model.show(options, chosen)
        self.field.setVisible(len(self.model.options) > SEARCHED_FROM)
        self._fit()

    def _fit(self) -> None:
        self.view.setFixedHeight(max(1, min(MOST_ROWS, self.model.rowCount())) * ROW + 2)


class _View(QListView):
    """Space ticks; the wheel scrolls the panel where the list is short."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, palette.color(QPalette.ColorRole.Window))
        self.viewport().setAutoFillBackground(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter ticks as Space does."""
        index = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and index.isValid():
            on = Qt.CheckState(index.data(_ROLE.CheckStateRole)) == Qt.CheckState.Checked
            wanted = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
            self.model().setData(index, wanted.value, _ROLE.CheckStateRole)
            return
        super().keyPressEvent(event)


def _chip(colour: str) -> QPixmap:
    picture = QPixmap(10, 14)
    picture.fill(shown_colour(colour, QGuiApplication.palette()))
    return picture
