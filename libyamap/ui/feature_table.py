"""The table's Qt model: rows of an order that the index keeps, read by pages as they come into sight.

A new order (another sort, filter or search) is made in a worker thread; the rows of the old one stay until it is there.
"""

from collections import OrderedDict
from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from libyamap.app.ports import ViewportIndex
from libyamap.app.view_state import ViewFlags
from libyamap.app.viewport import RowOrder, Selection, Sorting
from libyamap.domain.changes import ChangeFlags, OpChanges
from libyamap.ui.desk import Desk
from libyamap.ui.find.asking import Newest
from libyamap.ui.table_rows import COLUMNS, Row
from libyamap.ui.text import alignment_for, plain_tip

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_CENTRE = Qt.AlignmentFlag.AlignVCenter
PAGE = 128
MOST_PAGES = 64
AT_ONCE = 5_000
"""Up to so many features are put in order and read at once, without a thread."""
REST_MS = 150
"""The view of a large project that changes again within this time is not put in order yet: a film, or a drag. It is
counted from when the map has drawn.
"""
MOST_WANTED = 4
"""Pages asked for at a time: what was scrolled past is not read."""
_SHOWN_IN_TABLE = ~(ChangeFlags.ATTACHMENTS | ChangeFlags.FILTERS | ChangeFlags.VIEWS | ChangeFlags.PROJECT)


class Arranged(NamedTuple):
    """An order with the question that it answers."""

    selection: Selection
    sort: Sorting
    rows: RowOrder


class FeatureTable(QAbstractTableModel):
    """Rows are the features that the map's layers, filter and time window leave, and the search among them."""

    arranged = Signal()
    waiting = Signal(bool)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._index = desk.workspace.index
        self._sort: Sorting = ()
        self._needle = ""
        self._pages: OrderedDict[int, list[Row | None]] = OrderedDict()
        self._wanted_pages: list[int] = []
        self.reading = Newest(self)
        self.reading.answered.connect(self._take_pages)
        self.later, self._soon = QTimer(self), QTimer(self)
        for timer, wait in ((self.later, REST_MS), (self._soon, 0)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
        self._at_rest = desk.pause.at_rest(self.later, self._ask)
        self._soon.timeout.connect(self._read_wanted)
        self.asking = Newest(self)
        self.asking.answered.connect(self._take)
        self.asking.failed.connect(self._fail)
        self._now = self._arrange(self._wanted(), ())
        desk.changed.connect(self._changed)
        desk.viewed.connect(self._viewed)

    # ---- what is shown

    @property
    def total(self) -> int:
        """Number of features in the project, shown or not."""
        return self._desk.contents.counts.total

    @property
    def findable(self) -> int:
        """The same without named areas, which are no rows unless their layer is switched on."""
        return self._desk.contents.count_beside(self._desk.viewing.state.selection.layers)

    @property
    def rows(self) -> RowOrder:
        """All rows in their order, also for a worker thread."""
        return self._now.rows

    def search(self, text: str) -> None:
        """Keep the rows in which each word of `text` begins a word."""
        if text.split() != self._needle.split():
            self._needle = text
            self._ask()

    def ids(self, rows: Iterable[range]) -> list[str]:
        """Ids of the features in these rows."""
        return [each for part in rows for each in self._now.rows.ids(part.start, part.stop)]

    def row_of(self, feature: str) -> int | None:
        """Row of a feature; None where it is not shown."""
        return self._now.rows.position_of(feature)

    # ---- where it comes from

    def _wanted(self) -> Selection:
        selection = self._desk.viewing.state.selection
        if not self._needle.strip():
            return selection
        text = f"{selection.filter.text} {self._needle}".strip()
        return msgspec.structs.replace(selection, filter=msgspec.structs.replace(selection.filter, text=text))

    def _arrange(self, selection: Selection, sort: Sorting) -> Arranged:
        return Arranged(selection, sort, self._index.order(selection, sort))

    def stop(self) -> None:
        """Wait for what runs in threads, before the index is closed."""
        for each in (self.later, self._soon):
            each.stop()
        self.asking.stop()
        self.reading.stop()

    def _ask(self) -> None:
        """Put the rows in order anew; the newest question wins."""
        self.later.stop()
        work = partial(self._arrange, self._wanted(), self._sort)
        if self.total <= AT_ONCE:
            self.asking.forget()
            self._take(work())
        else:
            self.asking.ask(work)
            self.waiting.emit(True)

    def _take(self, arranged: Arranged) -> None:
        self.beginResetModel()
        self._now = arranged
        self._pages.clear()
        self._wanted_pages.clear()
        self.endResetModel()
        self.waiting.emit(False)
        self.arranged.emit()

    def _fail(self, error: Exception) -> None:
        self.waiting.emit(False)
        raise error

    def _changed(self, changes: OpChanges | None) -> None:
        if changes is None or changes.flags & _SHOWN_IN_TABLE:
            self._ask()

    def _viewed(self, flags: ViewFlags, _origin: str) -> None:
        if flags & (ViewFlags.FILTER | ViewFlags.LAYERS) and self._wanted() != self._now.selection:
            if self.total <= AT_ONCE:
                self._ask()
            else:
                self._at_rest()

    def _row(self, row: int) -> Row | None:
        """What is known of a row; None while its page is being read, and where it has been deleted since."""
        page, at = divmod(row, PAGE)
        found = self._pages.get(page)
        if found is None and self.total <= AT_ONCE:
            found = self._keep(page, read_page(self._index, self._now.rows, page))
        elif found is None:
            if page not in self._wanted_pages:
                self._wanted_pages.append(page)
                self._soon.start()
            return None
        self._pages.move_to_end(page)
        return found[at] if at < len(found) else None

    def _keep(self, page: int, rows: list[Row | None]) -> list[Row | None]:
        self._pages[page] = rows
        if len(self._pages) > MOST_PAGES:
            self._pages.popitem(last=False)
        return rows

    def _read_wanted(self) -> None:
        pages, self._wanted_pages = self._wanted_pages[-MOST_WANTED:], []
        order, index = self._now.rows, self._index
        self.reading.ask(lambda: (order, {page: read_page(index, order, page) for page in pages}))

    def _take_pages(self, answer: tuple[RowOrder, dict[int, list[Row | None]]]) -> None:
        order, pages = answer
        if order is not self._now.rows:
            return
        last = self.columnCount() - 1
        for page, rows in pages.items():
            self._keep(page, rows)
            self.dataChanged.emit(self.index(page * PAGE, 0), self.index(page * PAGE + len(rows) - 1, last))

    # ---- Qt's side

    def rowCount(self, parent: Index = _TOP) -> int:
        """Qt: number of rows."""
        return 0 if parent.isValid() else len(self._now.rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Qt: number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a cell shows."""
        row = self._row(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(self._desk.contents, row).replace("\n", " ")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment_for(column.text(self._desk.contents, row)) | _CENTRE
        if role == Qt.ItemDataRole.ToolTipRole and column.tip is not None:
            return plain_tip(column.tip(self._desk.contents, row))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: column titles, over the text they belong to."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return COLUMNS[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | _CENTRE
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Qt: sort by a column; what is missing comes last either way, the same by title."""
        sort: Sorting = ((COLUMNS[column].sort, order == Qt.SortOrder.DescendingOrder),)
        if sort != self._sort:
            self._sort = sort
            self._ask()


def read_page(index: ViewportIndex, order: RowOrder, page: int) -> list[Row | None]:
    """The rows of a page; None for what has been deleted since. Safe in a worker thread."""
    ids = order.ids(page * PAGE, (page + 1) * PAGE)
    features = {feature.id: feature for feature in index.features(ids)}
    claims = index.claims(ids)
    return [Row(features[key], tuple(claims.get(key, ()))) if key in features else None for key in ids]
