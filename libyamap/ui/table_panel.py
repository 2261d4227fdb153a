"""The table of what the map shows, those without a place too: sort, search, select, copy, fly there."""

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from libyamap.app.view_state import ViewFlags
from libyamap.ui.desk import MOST_SELECTED, Desk
from libyamap.ui.feature_table import FeatureTable
from libyamap.ui.find.asking import Newest
from libyamap.ui.icons import icon
from libyamap.ui.own_keys import keeps
from libyamap.ui.steady_table import SteadyTable
from libyamap.ui.table_columns import TableColumns, dress
from libyamap.ui.table_copy import MOST_COPIED, as_text, copied_words
from libyamap.ui.table_rows import COLUMNS
from libyamap.ui.text import plain_tip, with_even_digits
from libyamap.ui.theme import FIELD_SHEET

ORIGIN = "table"
NOTHING_FOUND = "Nothing is left. Take a filter or a word of the search away, or switch layers on, to see more."
NOTHING_YET = "This project has no features yet. What is added or imported is listed here."
READING = "The project is being read; its features appear here when that is done."
MOST_FOLLOWED = 100
"""Of a selection made elsewhere so many rows are marked: each has to be looked for."""
TIME_COLUMN = next(place for place, column in enumerate(COLUMNS) if column.title == "Time")


class SearchField(QLineEdit):
    """Filters while one types; Escape empties it, Down goes to the results."""

    left_downwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: keys that mean something else here."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt: Escape is ours while there is something to empty, before any shortcut gets it."""
        return (bool(self.text()) and keeps({Qt.Key.Key_Escape}, event)) or super().event(event)


class TablePanel(QWidget):
    """A search field with a count, and the table."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._following = False
        self.model = FeatureTable(desk, self)
        self.field = SearchField()
        self.field.setPlaceholderText("Search titles, actors, places, types")
        self.field.setAccessibleName("Search the table")
        self.field.setToolTip(plain_tip("Keeps the rows in which each of these words begins a word (Ctrl+Shift+F)"))
        self.field.setClearButtonEnabled(True)
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.setMaximumWidth(420)
        self.field.setMinimumHeight(28)
        self.field.setStyleSheet(FIELD_SHEET)
        self.count = QLabel()
        with_even_digits(self.count)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.view = self._make_view()
        self.columns = TableColumns(self.view)
        self.copying = Newest(self)
        self.copying.answered.connect(self._copied)
        self.choose = self._make_chooser()
        self.empty = QLabel()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._lay_out()
        self._connect()
        self.view.sortByColumn(TIME_COLUMN, Qt.SortOrder.AscendingOrder)
        self._follow_selection()

    def search(self) -> None:
        """Put the cursor into the search field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _make_view(self) -> QTableView:
        view = SteadyTable()
        view.setModel(self.model)
        with_even_digits(view)
        view.setAccessibleName("Features")
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setShowGrid(False)
        view.setAlternatingRowColors(True)
        view.setWordWrap(False)
        view.setSortingEnabled(True)
        view.setCornerButtonEnabled(False)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(max(24, view.fontMetrics().height() + 8))
        dress(view.horizontalHeader())
        # A header asks of each column whether it is selected as a whole, row by row: with all of a million that is
        # minutes. One that sorts needs no selection.
        view.horizontalHeader().setSelectionModel(QItemSelectionModel(self.model, view))
        return view

    def _make_chooser(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("columns-3"))
        button.setAutoRaise(True)
        button.setMinimumSize(28, 28)
        button.setToolTip(plain_tip("Choose columns"))
        button.setAccessibleName("Choose columns")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: self.columns.fill_menu(menu))
        button.setMenu(menu)
        header = self.view.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: menu.popup(header.mapToGlobal(at)))
        return button

    def _lay_out(self) -> None:
        self.bar = QWidget()
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.field.textChanged.connect(self.model.search)
        self.field.left_downwards.connect(self._enter_table)
        self.model.modelReset.connect(self._arranged)
        self.view.selectionModel().selectionChanged.connect(self._chosen)
        self.view.doubleClicked.connect(lambda _index: self._desk.show(self._desk.selected))
        self.model.waiting.connect(self._wait)
        self.view.installEventFilter(self)
        self.view.viewport().installEventFilter(self)
        self._desk.viewed.connect(self._viewed)
        self._desk.counts_changed.connect(self._count)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Enter in the table flies to the selection; columns fill the room."""
        if watched is self.view.viewport() and event.type() == QEvent.Type.Resize:
            self.columns.spread()
        pressed = watched is self.view and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._desk.show(self._desk.selected)
            return True
        if pressed and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return True
        return super().eventFilter(watched, event)

    def copy(self) -> None:
        """Put the selected rows, or all where none is, on the clipboard as text; of very many the first."""
        parts = self._chosen_rows() or [range(self.model.rowCount())]
        asked = sum(map(len, parts))
        order, taken = self.model.rows, cut(parts, MOST_COPIED)
        contents, index, columns = self._desk.contents, self._desk.workspace.index, self.columns.shown

        def work() -> tuple[str, str]:
            ids = [each for part in taken for each in order.ids(part.start, part.stop)]
            return as_text(contents, index, ids, columns), copied_words(len(ids), asked)

        self.copying.ask(work)

    def stop(self) -> None:
        """Wait for what runs in threads, before the index is closed."""
        self.copying.stop()
        self.model.stop()

    def _copied(self, answer: tuple[str, str]) -> None:
        text, words = answer
        QGuiApplication.clipboard().setText(text)
        self._desk.said.emit(words)

    def _wait(self, waiting: bool) -> None:
        if waiting:
            self.count.setText("Sorting…")
        else:
            self._count()

    def _enter_table(self) -> None:
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        if self.model.rowCount() and not self.view.currentIndex().isValid():
            self.view.selectRow(0)

    def _arranged(self) -> None:
        found = self.model.rowCount()
        self._count()
        self.empty.setVisible(not found)
        self.view.setVisible(bool(found))
        self._follow_selection()

    def _count(self) -> None:
        found, total = self.model.rowCount(), self.model.findable
        self.empty.setText(NOTHING_FOUND if total else self._desk.contents.why_empty(READING, NOTHING_YET))
        noun = "feature" if total == 1 else "features"
        if not total and self._desk.contents.is_unread:
            self.count.setText("")  # nobody knows yet
            return
        self.count.setText(f"{total:,} {noun}" if found == total else f"{found:,} of {total:,} {noun}")

    def _viewed(self, flags: ViewFlags, origin: str) -> None:
        if flags & ViewFlags.SELECTION and origin != ORIGIN:
            self._follow_selection()

    def _follow_selection(self) -> None:
        selected = self._desk.viewing.state.selected[:MOST_FOLLOWED]
        rows = [row for feature in selected if (row := self.model.row_of(feature)) is not None]
        chosen = QItemSelection()
        for first, last in runs_of(rows):
            chosen.select(self.model.index(first, 0), self.model.index(last, len(COLUMNS) - 1))
        self._following = True
        model = self.view.selectionModel()
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            model.setCurrentIndex(self.model.index(rows[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)
            self.view.scrollTo(self.model.index(rows[0], 0))
        self._following = False

    def _chosen(self) -> None:
        if not self._following:
            self._desk.select(self.model.ids(cut(self._chosen_rows(), MOST_SELECTED + 1)), ORIGIN)

    def _chosen_rows(self) -> list[range]:
        chosen = self.view.selectionModel().selection().toList()
        return sorted((range(part.top(), part.bottom() + 1) for part in chosen), key=lambda part: part.start)


def runs_of(rows: list[int]) -> list[tuple[int, int]]:
    """Rows that follow each other, as (first, last)."""
    runs: list[tuple[int, int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], row
        else:
            runs.append((row, row))
    return runs


def cut(parts: list[range], most: int) -> list[range]:
    """The first `most` numbers of these ranges."""
    found = []
    for part in parts:
        if most <= 0:
            break
        found.append(part[:most])
        most -= len(part)
    return found
