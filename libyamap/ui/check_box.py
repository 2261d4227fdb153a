"""A check box that can be seen in both themes.

Fusion outlines it in a darker shade of the window, which is nothing on a dark window.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton


class CheckBox(QCheckBox):
    """As Qt's, with the box drawn over the style's own."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: words and focus are the style's."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        with QPainter(self) as painter:
            draw_check_box(painter, QRectF(box), self.checkState(), self.palette(), enabled=self.isEnabled())


def draw_check_box(
    painter: QPainter,
    box: QRectF,
    state: Qt.CheckState,
    palette: QPalette,
    *,
    selected: bool = False,
    enabled: bool = True,
) -> None:
    """Draw it, on a selected row of a list perhaps; whatever is beneath is covered."""
    role = QPalette.ColorRole
    on = state != Qt.CheckState.Unchecked
    marked = role.Highlight if enabled else role.Mid
    fill = palette.color(marked if on else role.Base)
    edge = palette.color(role.HighlightedText if selected else role.PlaceholderText if enabled else role.Mid)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(box, palette.color(role.Highlight if selected else role.Base))
    painter.setPen(QPen(edge if selected or not on else fill, 1))
    painter.setBrush(fill)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(QPen(palette.color(role.HighlightedText if enabled else role.Base), 1.8))
    left, top, size = box.left(), box.top(), box.width()
    if state == Qt.CheckState.Checked:
        points = [(0.24, 0.52), (0.43, 0.70), (0.77, 0.32)]
        painter.drawPolyline([QPointF(left + x * size, top + y * size) for x, y in points])
    elif on:
        painter.drawLine(QPointF(left + 0.26 * size, box.center().y()), QPointF(left + 0.74 * size, box.center().y()))
    painter.restore()
