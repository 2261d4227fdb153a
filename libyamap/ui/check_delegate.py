"""Check boxes in a tree that can be seen in both themes and hit without aiming.

Fusion outlines them in a darker shade of the window, which is nothing on a dark window; and 14 px are hard to hit.
"""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

MARGIN = 6
Index = QModelIndex | QPersistentModelIndex


class CheckDelegate(QStyledItemDelegate):
    """Draws the box itself; the whole row's height around it switches it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw the row, then the box over the style's own."""
        super().paint(painter, option, index)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            _draw_box(painter, QRectF(self._box(option, index)), Qt.CheckState(state), option)

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


def _draw_box(painter: QPainter, box: QRectF, state: Qt.CheckState, option: QStyleOptionViewItem) -> None:
    palette = option.palette
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    on = state != Qt.CheckState.Unchecked
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    fill = palette.color(QPalette.ColorRole.Highlight if on else QPalette.ColorRole.Base)
    edge = palette.color(QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.PlaceholderText)
    painter.fillRect(box, palette.color(QPalette.ColorRole.Highlight if selected else QPalette.ColorRole.Base))
    painter.setPen(QPen(edge if selected or not on else fill, 1))
    painter.setBrush(fill)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.HighlightedText), 1.8))
    left, top, size = box.left(), box.top(), box.width()
    if state == Qt.CheckState.Checked:
        points = [(0.24, 0.52), (0.43, 0.70), (0.77, 0.32)]
        painter.drawPolyline([QPointF(left + x * size, top + y * size) for x, y in points])
    elif on:
        painter.drawLine(QPointF(left + 0.26 * size, box.center().y()), QPointF(left + 0.74 * size, box.center().y()))
    painter.restore()
