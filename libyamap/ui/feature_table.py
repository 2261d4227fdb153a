"""All features as a Qt table model that sorts and searches by itself (a proxy model asks Python for every pair)."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from libyamap.domain.model import Feature
from libyamap.ui.desk import Desk
from libyamap.ui.table_rows import COLUMNS, haystack, sort_key
from libyamap.ui.text import alignment_for, plain_tip

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_CENTRE = Qt.AlignmentFlag.AlignVCenter


class FeatureTable(QAbstractTableModel):
    """Rows are features that match the search; without a search all of them, whatever layers are shown."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._column = 0
        self._descending = False
        self._needle = ""
        self._haystacks: dict[str, str] = {}
        self._rows: list[Feature] = []
        self._places: dict[str, int] = {}
        self._arrange()
        desk.contents_changed.connect(self.reload)

    @property
    def total(self) -> int:
        """Number of features, found or not."""
        return len(self._desk.contents.features)

    def reload(self) -> None:
        """Take in changed contents."""
        self._haystacks.clear()
        self._reset()

    def search(self, text: str) -> None:
        """Keep the rows that hold all words of `text`, in any column."""
        if text.casefold() != self._needle:
            self._needle = text.casefold()
            self._reset()

    def feature(self, row: int) -> Feature:
        """The feature of a row."""
        return self._rows[row]

    def row_of(self, feature: str) -> int | None:
        """Row of a feature; None where the search leaves it out."""
        return self._places.get(feature)

    def _reset(self) -> None:
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        contents = self._desk.contents
        words = self._needle.split()
        features = [
            feature
            for feature in contents.features.values()
            if not words or all(word in self._haystack(feature) for word in words)
        ]
        column = COLUMNS[self._column]
        keyed = [(sort_key(column, contents, feature), feature) for feature in features]
        known = [(key, feature) for key, feature in keyed if key is not None]
        known.sort(key=lambda pair: pair[0], reverse=self._descending)  # never compares different types: one column
        self._rows = [feature for _, feature in known] + [feature for key, feature in keyed if key is None]
        self._places = {feature.id: row for row, feature in enumerate(self._rows)}

    def _haystack(self, feature: Feature) -> str:
        if feature.id not in self._haystacks:
            self._haystacks[feature.id] = haystack(self._desk.contents, feature)
        return self._haystacks[feature.id]

    # ---- Qt's side

    def rowCount(self, parent: Index = _TOP) -> int:
        """Qt: number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Qt: number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a cell shows."""
        if not index.isValid():
            return None
        feature, column = self._rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(self._desk.contents, feature).replace("\n", " ")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment_for(column.text(self._desk.contents, feature)) | _CENTRE
        if role == Qt.ItemDataRole.ToolTipRole and column.tip is not None:
            return plain_tip(column.tip(self._desk.contents, feature))
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
        """Qt: sort by a column; what is missing comes last either way."""
        self._column, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._reset()
