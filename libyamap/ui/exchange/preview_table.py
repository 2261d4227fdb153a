"""The first rows as a table: what becomes of each, and errors beside the cells that they stand in."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from libyamap.app.importing.cells import text_of
from libyamap.app.importing.looking import TableLook
from libyamap.app.importing.mapping import Mapping, columns_in
from libyamap.app.importing.preview import Fault, Previewed
from libyamap.ui.icons import icon
from libyamap.ui.text import plain_tip
from libyamap.ui.turns import AT_ONCE, Pieces

ROWS = 50
_LONGEST = 120
CELLS_AT_ONCE = 4_000
_BECOMES_PX = (260, 480)
"""As wide as the reasons why rows are refused, within these bounds."""
COLUMN_PX = (140, 260)
"""As wide as what is said of a column's meaning, within these bounds."""


class PreviewTable(QTableWidget):
    """Read only; the first column says what a row becomes, or why it is refused."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.setAccessibleName("The first rows")
        self.verticalHeader().setDefaultSectionSize(24)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def showing(self, look: TableLook, mapping: Mapping, previewed: Previewed | None) -> Pieces:
        """Show the first rows as the mapping reads them; those of a table with very many columns piece by piece."""
        meant = _meanings(mapping, look.columns)
        order = [*(name for name in look.columns if name in meant), *(n for n in look.columns if n not in meant)]
        widths = {self._header(at): self.columnWidth(at) for at in range(self.columnCount())}  # as a person left them
        self.clear()
        count = min(ROWS, len(look.batch.numbers))
        early = [each for each in look.batch.rejected if each.row <= ROWS]
        self.setColumnCount(len(order) + 1)
        self.setRowCount(count + len(early))
        heads = [_heading(name, meant.get(name, "")) for name in order]
        self.setHorizontalHeaderLabels(["Becomes", *heads])
        numbers = list(look.batch.numbers[:count])
        rows_at_once = max(1, CELLS_AT_ONCE // max(1, len(order)))
        self.setVerticalHeaderLabels([str(number) for number in (*numbers, *(each.row for each in early))])
        for at, number in enumerate(numbers):
            fault = previewed.faults.get(number) if previewed else None
            title = previewed.titles.get(number, "") if previewed else ""
            self._becomes(at, title, fault)
            for column, name in enumerate(order, 1):
                item = QTableWidgetItem(_short(text_of(look.batch.columns[name][at])))
                if fault is not None and name in fault.columns:
                    self._mark(item, fault.reason)
                self.setItem(at, column, item)
            if at % rows_at_once == rows_at_once - 1:
                yield AT_ONCE
        for at, each in enumerate(early, count):
            self._becomes(at, "", Fault(each.reason, frozenset()))
        self.resizeColumnToContents(0)
        self.setColumnWidth(0, max(_BECOMES_PX[0], min(_BECOMES_PX[1], self.columnWidth(0))))
        header = self.horizontalHeader()
        for at, (name, head) in enumerate(zip(order, heads, strict=True), 1):
            usual = max(COLUMN_PX[0], min(COLUMN_PX[1], header.sectionSizeHint(at))) if name in meant else COLUMN_PX[0]
            self.setColumnWidth(at, widths.get(head, usual))

    def _header(self, at: int) -> str:
        item = self.horizontalHeaderItem(at)
        return item.text() if item else ""

    def _becomes(self, row: int, title: str, fault: Fault | None) -> None:
        item = QTableWidgetItem(_short(fault.reason if fault else title))
        if fault is not None:
            item.setIcon(icon("circle-alert"))
            self._mark(item, fault.reason)
        self.setItem(row, 0, item)

    def _mark(self, item: QTableWidgetItem, reason: str) -> None:
        item.setForeground(QBrush(self.palette().brightText().color()))
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        item.setToolTip(plain_tip(reason))


def _meanings(mapping: Mapping, columns: tuple[str, ...]) -> dict[str, str]:
    """What each column that is used is used for."""
    meant: dict[str, list[str]] = {}
    for field in mapping.__struct_fields__:
        value = getattr(mapping, field)
        if isinstance(value, str):
            for name in columns_in(value, columns):
                meant.setdefault(name, []).append(field.replace("_", " "))
    for actor in mapping.actors:
        meant.setdefault(actor.column, []).append(actor.role.value)
    for source in mapping.sources:
        for name in (source.title, source.url, source.publisher, source.published):
            if name:
                meant.setdefault(name, []).append("source")
    return {name: ", ".join(words) for name, words in meant.items() if name in columns}


def _heading(name: str, meaning: str) -> str:
    head = f"{name}  →  {meaning}" if meaning else name
    return head.replace("\n", " ")[:60]


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
