"""Counts in a column of their own: quiet, and not hard at the edge."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

EDGE = 12
"""Pixels between the digits and the edge."""
Index = QModelIndex | QPersistentModelIndex


class CountDelegate(QStyledItemDelegate):
    """Draws the row as the style does, and the digits itself."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw one count."""
        filled = QStyleOptionViewItem(option)
        self.initStyleOption(filled, index)
        text = filled.text
        filled.text = ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, filled, painter, option.widget)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.PlaceholderText
        painter.save()
        painter.setFont(filled.font)
        painter.setPen(option.palette.color(role))
        at = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(option.rect.adjusted(0, 0, -EDGE, 0), at, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: digits and edge."""
        size = super().sizeHint(option, index)
        return QSize(size.width() + EDGE, size.height())
