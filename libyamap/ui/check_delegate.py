"""Check boxes in a tree that can be seen in both themes and hit without aiming.

Fusion outlines them in a darker shade of the window, which is nothing on a dark window; and 14 px are hard to hit.
"""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from libyamap.ui.check_box import draw_check_box

MARGIN = 6
Index = QModelIndex | QPersistentModelIndex


class CheckDelegate(QStyledItemDelegate):
    """Draws the box itself; the whole row's height around it switches it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw the row, then the box over the style's own."""
        super().paint(painter, option, index)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            draw_check_box(
                painter, QRectF(self._box(option, index)), Qt.CheckState(state), option.palette, selected=selected
            )

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """Qt: a press or release in the box's surroundings is meant for the box."""
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None or not isinstance(event, QMouseEvent) or event.button() != Qt.MouseButton.LeftButton:
            return super().editorEvent(event, model, option, index)
        if not self._box(option, index).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN).contains(event.position().toPoint()):
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            shown = Qt.CheckState(state) == Qt.CheckState.Checked
            wanted = Qt.CheckState.Unchecked if shown else Qt.CheckState.Checked
            return model.setData(index, wanted.value, Qt.ItemDataRole.CheckStateRole)
        return True

    def _box(self, option: QStyleOptionViewItem, index: Index) -> QRect:
        filled = QStyleOptionViewItem(option)
        self.initStyleOption(filled, index)
        style = option.widget.style()
        return style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, filled, option.widget)
