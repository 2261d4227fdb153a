"""The rows of the Find box: a name, its form in the other script at the right, and quietly what and where it is."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from libyamap.i18n import isolated
from libyamap.ui.find.answers import Answer
from libyamap.ui.icons import icon
from libyamap.ui.row_inks import begin_row, name_font
from libyamap.ui.text import plain_tip

ROW_HEIGHT = 44
ICON = 18
EDGE, GAP = 12, 12
_Index = QModelIndex | QPersistentModelIndex
_ANSWER = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()


class AnswerRows(QAbstractListModel):
    """The answers as a Qt list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[Answer, ...] = ()

    def show(self, rows: tuple[Answer, ...]) -> None:
        """Put these in place of those there are."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def answer(self, row: int) -> Answer | None:
        """The answer of a row, None for a row that is not there."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Qt: as many as there are answers."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the name; for screen readers all of the row."""
        answer = self.answer(index.row())
        if answer is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return answer.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (answer.name, answer.other, answer.note)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(filter(None, (answer.name, answer.other, answer.note))))
        return answer if role == _ANSWER else None


class AnswerDelegate(QStyledItemDelegate):
    """Paints a row in two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Qt: all rows are as high."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Qt: draw the row."""
        answer = index.data(_ANSWER)
        if not isinstance(answer, Answer):
            return
        painter.save()
        area, inks = option.rect, begin_row(painter, option)
        seat = QRect(area.left() + EDGE, area.center().y() - ICON // 2, ICON, ICON)
        icon(answer.icon).paint(painter, seat, mode=_mode(inks.chosen))
        upper = QRect(seat.right() + GAP, area.top() + 4, area.right() - EDGE - seat.right() - GAP, ROW_HEIGHT // 2 - 4)
        lower = upper.translated(0, ROW_HEIGHT // 2 - 4)
        self._pair(painter, upper, answer, (name_font(option), option.font), (inks.main, inks.quiet))
        painter.setFont(option.font)
        painter.setPen(inks.quiet)
        note = painter.fontMetrics().elidedText(answer.note, Qt.TextElideMode.ElideRight, lower.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, note)
        painter.restore()

    @staticmethod
    def _pair(painter: QPainter, line: QRect, answer: Answer, fonts: tuple[QFont, QFont],
              colours: tuple[QColor, QColor]) -> None:  # fmt: skip
        """The name from its own side, the other script from the other side; the name keeps its room."""
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(fonts[0])
        painter.setPen(colours[0])
        name = painter.fontMetrics().elidedText(answer.name, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | middle, isolated(name))
        taken = painter.fontMetrics().horizontalAdvance(name) + GAP
        room = line.adjusted(taken, 0, 0, 0)
        if answer.other and room.width() > ICON:
            painter.setFont(fonts[1])
            painter.setPen(colours[1])
            other = painter.fontMetrics().elidedText(answer.other, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(
                room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | middle, isolated(other)
            )


def _mode(chosen: bool) -> QIcon.Mode:
    return QIcon.Mode.Selected if chosen else QIcon.Mode.Normal
