"""The rows of named views: a small picture, the name, and below it in quiet words what it narrows."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QPainter, QPalette, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from libyamap.domain.model import SavedView
from libyamap.ui.keyed_list import KeyedList
from libyamap.ui.row_inks import begin_row, name_font
from libyamap.ui.text import plain_tip

KEY = Qt.ItemDataRole.UserRole
WORDS = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT, EDGE, GAP = 64, 12, 10
LINE = 21
SIZE = QSize(72, 52)
"""Pixels that a small picture takes at most."""
_Index = QModelIndex | QPersistentModelIndex


class TwoLines(QStyledItemDelegate):
    """Paints the picture and both lines, cut with dots where they are too long; the name is edited in its place."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Qt: all rows are as high."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Qt: draw the row."""
        painter.save()
        area, palette = option.rect, option.palette
        inks = begin_row(painter, option)
        _paint_picture(painter, _place_of(area), index.data(Qt.ItemDataRole.DecorationRole), palette)
        upper = _lines_of(area)
        middle = Qt.AlignmentFlag.AlignVCenter
        for line, words, dress, colour in (
            (upper, str(index.data()), name_font(option), inks.main),
            (upper.translated(0, upper.height()), str(index.data(WORDS)), option.font, inks.quiet),
        ):
            painter.setFont(dress)
            painter.setPen(colour)
            cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, middle, cut)
        painter.restore()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index) -> None:
        """Qt: the field lies over the name."""
        editor.setGeometry(_lines_of(option.rect).adjusted(-4, -2, 0, 2))


def _place_of(area: QRect) -> QRect:
    """Where the picture has its room."""
    return QRect(QPoint(area.left() + EDGE, area.center().y() - SIZE.height() // 2 + 1), SIZE)


def _lines_of(area: QRect) -> QRect:
    """The upper line; the lower one is as high."""
    left = _place_of(area).right() + 1 + GAP
    return QRect(left, area.center().y() - LINE + 1, area.right() - EDGE - left, LINE)


def _paint_picture(painter: QPainter, room: QRect, picture: QPixmap | None, palette: QPalette) -> None:
    """In the middle of its room with a hair around it; an empty sheet until there is one."""
    place = QRect(room)
    if picture is not None and not picture.isNull():
        place.setSize(picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio))
        place.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, picture)
    else:
        painter.fillRect(place, palette.brush(QPalette.ColorRole.Base))
    painter.setPen(palette.color(QPalette.ColorRole.Mid))
    painter.drawRect(place.adjusted(0, 0, -1, -1))


class ViewList(KeyedList):
    """`taken`: show the chosen one. `unwanted`: delete it. `reordered`: dragged to another place.

    `others_in_sight`: perhaps other rows are seen now.
    """

    reordered = Signal()
    others_in_sight = Signal()

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
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.others_in_sight.emit())

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

    def show_pictures(self, pictures: Mapping[str, QPixmap]) -> None:
        """Small pictures by the view's id, as far as there are some."""
        for row, key in enumerate(self.keys):
            if key in pictures:
                self.item(row).setData(Qt.ItemDataRole.DecorationRole, pictures[key])

    @property
    def keys_in_sight(self) -> list[str]:
        """Ids of the views whose rows are seen, from the top."""
        if not self.isVisible():
            return []
        seen = self.viewport().rect()
        return [key for row, key in enumerate(self.keys) if self.visualItemRect(self.item(row)).intersects(seen)]

    def choose(self, key: str) -> None:
        """Choose the view with this id, if it is there."""
        for row, each in enumerate(self.keys):
            if each == key:
                self.setCurrentRow(row)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt."""
        super().showEvent(event)
        self.others_in_sight.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt."""
        super().resizeEvent(event)
        self.others_in_sight.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: a row was dragged to another place."""
        super().dropEvent(event)
        self.reordered.emit()
