"""A table of two events side by side: the field, the one, the other; what differs is marked by more than a colour."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem

from libyamap.app.duplicates.side_by_side import Row
from libyamap.ui.text import alignment_for, plain_tip

DIFFERS: Final = "≠"
_MARK, _LABEL, _ONE, _OTHER = range(4)
_TINT: Final = 40  # of 255


class Comparison(QTableWidget):
    """Read only; its text is plain text."""

    def __init__(self) -> None:
        super().__init__(0, 4)
        self.setAccessibleName("The two events side by side")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.setStyleSheet("QTableWidget::item { padding: 2px 4px; }")
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(_MARK, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(_LABEL, QHeaderView.ResizeMode.ResizeToContents)
        for column in (_ONE, _OTHER):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        head.sectionResized.connect(lambda *_sizes: self.resizeRowsToContents())

    def show_rows(self, rows: Sequence[Row], names: tuple[str, str]) -> None:
        """Show these; `names` stand above the two sides."""
        self.setHorizontalHeaderLabels(["", "", *names])
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            mark = self._cell(DIFFERS if row.differs else "", row, strong=row.differs)
            mark.setToolTip(plain_tip("The two differ in this" if row.differs else ""))
            self.setItem(number, _MARK, mark)
            self.setItem(number, _LABEL, self._cell(row.label, row, quiet=True))
            self.setItem(number, _ONE, self._cell(row.one or "—", row, strong=row.differs, quiet=not row.one))
            self.setItem(number, _OTHER, self._cell(row.other or "—", row, strong=row.differs, quiet=not row.other))
        self.resizeRowsToContents()
        self.scrollToTop()

    def _cell(self, text: str, row: Row, *, strong: bool = False, quiet: bool = False) -> QTableWidgetItem:
        cell = QTableWidgetItem(text)
        cell.setTextAlignment(alignment_for(text) | Qt.AlignmentFlag.AlignTop)
        if strong:
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold)
            cell.setFont(font)
        if quiet:
            cell.setForeground(self.palette().color(QPalette.ColorRole.PlaceholderText))
        if row.differs:
            tint = QColor(self.palette().color(QPalette.ColorRole.Accent))
            tint.setAlpha(_TINT)
            cell.setBackground(tint)
        return cell
