"""The project's named views: a click shows one, F2 renames, Delete deletes, dragging or Alt+Up and Alt+Down moves."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QVBoxLayout, QWidget

from libyamap.app.briefing.keeping import saved_view_of
from libyamap.app.briefing.view_words import free_title, view_words
from libyamap.app.commands import OrderViews, Remove, RenameView, SaveView
from libyamap.app.filter_words import Names
from libyamap.domain.changes import ChangeFlags, OpChanges
from libyamap.domain.ids import new_id
from libyamap.domain.model import SavedView
from libyamap.domain.time import in_words
from libyamap.ui.briefing.board import ORIGIN, Board
from libyamap.ui.briefing.pressing import Pressing
from libyamap.ui.briefing.thumbnails import Thumbnails
from libyamap.ui.briefing.view_rows import ViewList
from libyamap.ui.buttons import sign_button
from libyamap.ui.desk import Desk
from libyamap.ui.errors import told
from libyamap.ui.filter.fields import button
from libyamap.ui.text import Look, PlainLabel

EMPTY = (
    "No named views yet. Frame the map, choose layers, filter and time, then keep it here: it comes back with a click, "
    "and “Make all” prints the whole set."
)
_SHOWN = ChangeFlags.VIEWS | ChangeFlags.LAYERS | ChangeFlags.ACTORS
NEW = "View"


class ViewsPanel(QWidget):
    """Each change is a step that can be undone; what is shown is the map's and the briefing's."""

    def __init__(self, desk: Desk, board: Board, pressing: Pressing, make_all: Callable[[], object]) -> None:
        super().__init__()
        self._desk = desk
        self._board = board
        self._filling = False
        self.list = ViewList()
        self._thumbnails = Thumbnails(desk, pressing, self.list)
        self.list.taken.connect(self.show_chosen)
        self.list.unwanted.connect(self.remove)
        self.list.reordered.connect(self._reordered)
        self.list.itemChanged.connect(self._renamed)
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self.empty = PlainLabel(EMPTY, Look.QUIET)
        self.empty.setMargin(12)
        self.add = button("Keep this view", "plus", "Keep what the map and the briefing show (Ctrl+Alt+B)", self.keep)
        self.make = button("Make all…", "presentation", "A sheet of each view, or one deck of slides", self._make_all)
        self._make_all_work = make_all
        above = QHBoxLayout()
        above.setContentsMargins(12, 8, 12, 8)
        above.setSpacing(8)
        above.addWidget(self.add, 1)
        above.addWidget(self.make)
        self.tools = {
            "update": sign_button("save", "Keep what is shown now under this name", self.update_chosen),
            "rename": sign_button("pencil", "Rename (F2)", self.rename),
            "duplicate": sign_button("copy", "Duplicate", self.duplicate),
            "up": sign_button("arrow-up", "Move up (Alt+Up)", lambda: self.shift(-1)),
            "down": sign_button("arrow-down", "Move down (Alt+Down)", lambda: self.shift(1)),
            "remove": sign_button("trash-2", "Delete (Delete)", self.remove),
        }
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(8, 4, 8, 8)
        for tool in self.tools.values():
            below.addWidget(tool)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.list, 1)
        column.addWidget(self._below)
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            QShortcut(QKeySequence(keys), self.list, context=Qt.ShortcutContext.WidgetShortcut).activated.connect(
                lambda by=by: self.shift(by)
            )
        desk.changed.connect(self._changed)
        self._fill(board.view)

    def keep(self) -> None:
        """Keep what is shown under a new name, which can be typed at once."""
        titles = [view.title for view in self._desk.contents.views.values()]
        wanted = self._board.base.title.strip() or self._time_of_window() or NEW
        self._save(new_id(), free_title(wanted, titles), None)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.rename()

    def update_chosen(self) -> None:
        """What is shown now takes the place of the chosen view's."""
        view = self.chosen
        if view is not None:
            self._save(view.id, view.title, view)

    def show_chosen(self) -> None:
        """Bring map and briefing to the chosen view."""
        view = self.chosen
        if view is not None:
            with told(self.window(), "The view cannot be shown"):
                self._board.show(view)

    def rename(self) -> None:
        """Let the name be typed."""
        if self.list.currentRow() >= 0 and not self._desk.session.store.read_only:
            self.list.editItem(self.list.currentItem())

    def duplicate(self) -> None:
        """A copy of the chosen one, at the end."""
        view = self.chosen
        if view is not None:
            title = free_title(view.title, [each.title for each in self._desk.contents.views.values()])
            copy = msgspec.structs.replace(view, id=new_id(), title=title)
            self._run(SaveView(copy), copy.id)

    def shift(self, by: int) -> None:
        """Move the chosen one up (-1) or down (1)."""
        keys, row = self.list.keys, self.list.currentRow()
        if 0 <= row + by < len(keys) and row >= 0:
            keys[row], keys[row + by] = keys[row + by], keys[row]
            self._run(OrderViews(keys), keys[row + by])

    def remove(self) -> None:
        """Delete the chosen one; undo brings it back."""
        view = self.chosen
        if view is not None:
            keys, row = self.list.keys, self.list.currentRow()
            rest = [key for key in keys if key != view.id]
            self._run(Remove(view), rest[min(row, len(rest) - 1)] if rest else "")
            self._desk.said.emit(f"Deleted the view “{view.title}”; undo brings it back.")

    @property
    def chosen(self) -> SavedView | None:
        """The view that is chosen in the list."""
        return self._desk.contents.views.get(self.list.key)

    # ---- inside

    def _save(self, key: str, title: str, before: SavedView | None) -> None:
        briefing = msgspec.structs.replace(self._board.briefing, name=title)
        self._run(SaveView(saved_view_of(briefing, key, before=before)), key)
        if key in self._desk.contents.views:
            self._board.count_as(key)
            self._desk.said.emit(f"Kept the view “{title}”")

    def _run(self, command: SaveView | OrderViews | RenameView | Remove, choose: str) -> None:
        with told(self.window(), "The views were not changed"):
            self._desk.session.run(command, ORIGIN)
        self._fill(choose)

    def _renamed(self, item: QListWidgetItem) -> None:
        view = self.chosen
        if self._filling or view is None or not item.text().strip() or item.text().strip() == view.title:
            if not self._filling:
                self._fill(self.list.key)
            return
        self._run(RenameView(view, item.text()), view.id)

    def _reordered(self) -> None:
        keys = self.list.keys
        if keys != [view.id for view in self._desk.contents.views_in_order]:
            self._run(OrderViews(keys), self.list.key)

    def _changed(self, changes: OpChanges | None) -> None:
        if changes is None or changes.flags & _SHOWN:
            self._fill(self.list.key)

    def _fill(self, choose: str) -> None:
        self._filling = True
        contents, writable = self._desk.contents, not self._desk.session.store.read_only
        names = Names(contents.actors, contents.layers, self._desk.areas, contents.project.focus, contents.filters)
        self.list.clear()
        for view in contents.views_in_order:
            self.list.add_view(view, view_words(view, names), editable=writable)
        self.list.choose(choose)
        self._thumbnails.show()
        self._filling = False
        self.empty.setVisible(not self.list.count())
        for widget in (self.list, self._below):
            widget.setVisible(self.list.count() > 0)
        self._enable()

    def _enable(self) -> None:
        writable, row, last = not self._desk.session.store.read_only, self.list.currentRow(), self.list.count() - 1
        for name, tool in self.tools.items():
            fits = {"up": row > 0, "down": 0 <= row < last}.get(name, row >= 0)
            tool.setEnabled(writable and fits)
        self.add.setEnabled(writable)
        self.make.setEnabled(self.list.count() > 0)

    def _make_all(self) -> None:
        self._make_all_work()

    def _time_of_window(self) -> str:
        window = self._desk.viewing.state.window
        return in_words(f"{window[0]}/{window[1]}") if window else ""
