"""The rows of named views: the name, and below it in quiet words what it narrows; keys and mouse as in all lists."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QFont, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from libyamap.domain.model import SavedView
from libyamap.ui.keyed_list import KeyedList
from libyamap.ui.text import plain_tip

KEY = Qt.ItemDataRole.UserRole
WORDS = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT, EDGE = 46, 12
_Index = QModelIndex | QPersistentModelIndex


class TwoLines(QStyledItemDelegate):
    """Paints both lines, cut with dots where they are too long; the name is edited in its place."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Qt: all rows are as high."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Qt: draw the row."""
        painter.save()
        area, palette = option.rect, option.palette
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, palette.brush(QPalette.ColorRole.Highlight))
        ink = palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text)
        quiet = ink if chosen else palette.color(QPalette.ColorRole.PlaceholderText)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        upper = QRect(area.left() + EDGE, area.top() + 4, area.width() - 2 * EDGE, ROW_HEIGHT // 2 - 4)
        middle = Qt.AlignmentFlag.AlignVCenter
        for line, words, dress, colour in (
            (upper, str(index.data()), font, ink),
            (upper.translated(0, upper.height()), str(index.data(WORDS)), option.font, quiet),
        ):
            painter.setFont(dress)
            painter.setPen(colour)
            cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, middle, cut)
        painter.restore()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index) -> None:
        """Qt: the field lies over the name."""
        editor.setGeometry(option.rect.adjusted(EDGE - 4, 2, -EDGE, -ROW_HEIGHT // 2 + 4))


class ViewList(KeyedList):
    """`taken`: show the chosen one. `unwanted`: delete it. `reordered`: dragged to another place."""

    reordered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Named views")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(TwoLines(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda _item: self.taken.emit())

    def add_view(self, view: SavedView, words: str, *, editable: bool) -> None:
        """One row more."""
        item = QListWidgetItem(view.title)
        item.setData(KEY, view.id)
        item.setData(WORDS, words)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{view.title}, {words}")
        item.setToolTip(plain_tip(f"{view.title}\n{words}"))
        if editable:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.addItem(item)

    @property
    def keys(self) -> list[str]:
        """Ids of the views as they stand now."""
        return [str(self.item(row).data(KEY)) for row in range(self.count())]

    @property
    def key(self) -> str:
        """Id of the chosen view; empty for none."""
        row = self.currentRow()
        return self.keys[row] if row >= 0 else ""

    def choose(self, key: str) -> None:
        """Choose the view with this id, if it is there."""
        for row, each in enumerate(self.keys):
            if each == key:
                self.setCurrentRow(row)

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: a row was dragged to another place."""
        super().dropEvent(event)
        self.reordered.emit()
