"""The bookmarks of this project: go to one, rename it, delete it. Enter goes, F2 renames, Delete deletes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from libyamap.app.bookmarks import Bookmark, added, removed, renamed
from libyamap.ui.buttons import sign_button
from libyamap.ui.find.bookmark_file import BookmarkFile
from libyamap.ui.icons import icon
from libyamap.ui.keyed_list import KeyedList
from libyamap.ui.text import Look, PlainLabel, plain_tip

EMPTY = "No bookmarks yet. Press Ctrl+D to keep what the map shows, or Shift+Enter on something found (Ctrl+F)."


class BookmarksPanel(QWidget):
    """`taken` asks to go to one."""

    taken = Signal(Bookmark)

    def __init__(self, file: BookmarkFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self.bookmarks = file.read()
        self._filling = False
        self.list = KeyedList()
        self.list.setAccessibleName("Bookmarks")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.list.taken.connect(self._go)
        self.list.itemDoubleClicked.connect(lambda _item: self._go())
        self.list.unwanted.connect(self._remove)
        self.list.itemChanged.connect(self._rename)
        self.empty = PlainLabel(EMPTY, Look.QUIET)
        self.empty.setMargin(12)
        self.tools = QWidget()
        buttons = QHBoxLayout(self.tools)
        buttons.setContentsMargins(8, 4, 8, 8)
        go = sign_button("map-pin", "Go there (Enter)", self._go)
        go.setText("Go there")
        go.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._buttons = (
            go,
            sign_button("pencil", "Rename (F2)", self._begin_rename),
            sign_button("trash-2", "Delete (Delete)", self._remove),
        )
        for button in self._buttons:
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.list, 1)
        column.addWidget(self.tools)
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self._fill("")
        self.list.setCurrentRow(0)

    def keep(self, bookmark: Bookmark) -> bool:
        """Add one; whether it could be written."""
        self.bookmarks = added(self.bookmarks, bookmark)
        self._fill(self.bookmarks[-1].name)
        return self._file.write(self.bookmarks)

    def rename_newest(self) -> None:
        """Let the name of the one just kept be typed."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.setCurrentRow(self.list.count() - 1)
        self._begin_rename()

    @property
    def current(self) -> Bookmark | None:
        """The one that is chosen."""
        row = self.list.currentRow()
        return self.bookmarks[row] if 0 <= row < len(self.bookmarks) else None

    def _fill(self, chosen: str) -> None:
        self._filling = True
        self.list.clear()
        for mark in self.bookmarks:
            item = QListWidgetItem(icon("bookmark"), mark.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(plain_tip(mark.name))
            self.list.addItem(item)
            if mark.name == chosen:
                self.list.setCurrentItem(item)
        self._filling = False
        self.empty.setVisible(not self.bookmarks)
        for widget in (self.list, self.tools):
            widget.setVisible(bool(self.bookmarks))
        self._enable()

    def _enable(self) -> None:
        for button in self._buttons:
            button.setEnabled(self.current is not None)

    def _go(self) -> None:
        if self.current is not None:
            self.taken.emit(self.current)

    def _begin_rename(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.list.editItem(item)

    def _rename(self, item: QListWidgetItem) -> None:
        if self._filling:
            return
        row = self.list.row(item)
        self.bookmarks = renamed(self.bookmarks, self.bookmarks[row].name, item.text())
        self._file.write(self.bookmarks)
        self._filling = True
        item.setText(self.bookmarks[row].name)
        self._filling = False

    def _remove(self) -> None:
        mark, row = self.current, self.list.currentRow()
        if mark is not None:
            self.bookmarks = removed(self.bookmarks, mark.name)
            self._file.write(self.bookmarks)
            self._fill("")
            self.list.setCurrentRow(min(row, len(self.bookmarks) - 1))
