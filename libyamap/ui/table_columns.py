"""Widths of the table's columns: as many as fit fill the room exactly, the most important first; the others scroll.

Once the user has dragged a column to another width or place, chosen columns, or sorted, theirs stays; before that the
widths follow the room there is.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from libyamap.ui.table_rows import COLUMNS, Column
from libyamap.ui.window_state import WindowState

FIRST = 6
"""So many columns are never scrolled out of sight while they can be given their least width."""
FIRST_SHOWN = tuple(filter(lambda column: not column.hidden, COLUMNS))


def widths_for(room: int, columns: Sequence[Column] = FIRST_SHOWN) -> list[int]:
    """A width (pixels) for each column where the table has `room` pixels: no column is cut in two at the edge."""
    widths = [column.width for column in columns]
    fitting = max(FIRST, sum(1 for count in range(len(widths)) if sum(widths[: count + 1]) <= room))
    shown = columns[:fitting]
    spare = max(0, room - sum(widths[:fitting]))
    shares = sum(column.share for column in shown)
    grown = [column.width + int(spare * column.share / shares) for column in shown]
    grown[0] += max(0, room - sum(grown)) if spare else 0
    return grown + widths[fitting:]


class TableColumns(QObject):
    """Keeps the columns of one table filled until the user takes over; a menu says which of them are shown."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._header = view.horizontalHeader()
        self._spreading = False
        self._users = False
        for place, column in enumerate(COLUMNS):
            self._header.setSectionHidden(place, column.hidden)
        self._header.sectionResized.connect(self._resized)
        self._header.sectionMoved.connect(self._take_over)
        self._header.sectionClicked.connect(self._take_over)

    def spread(self) -> None:
        """Fill the room there is, unless the user has widths of their own."""
        if self._users:
            return
        shown = [place for place in range(len(COLUMNS)) if not self._header.isSectionHidden(place)]
        self._spreading = True
        widths = widths_for(self._view.viewport().width(), [COLUMNS[place] for place in shown])
        for place, width in zip(shown, widths, strict=True):
            self._header.resizeSection(place, width)
        self._spreading = False

    @property
    def shown(self) -> list[int]:
        """The columns that are shown, from left to right."""
        places = (self._header.logicalIndex(at) for at in range(self._header.count()))
        return [place for place in places if not self._header.isSectionHidden(place)]

    def fill_menu(self, menu: QMenu) -> None:
        """Entries that show and hide columns; the title always stays."""
        menu.clear()
        for place, column in enumerate(COLUMNS):
            entry = QAction(column.title, menu)
            entry.setCheckable(True)
            entry.setChecked(not self._header.isSectionHidden(place))
            entry.setEnabled(place > 0)
            entry.toggled.connect(partial(self.show, place))
            menu.addAction(entry)

    def show(self, place: int, shown: bool) -> None:
        """Show or hide a column."""
        self._header.setSectionHidden(place, not shown)
        users, self._users = self._users, False
        self.spread()
        self._users = users or self._users
        self._chosen = True

    def restore(self, memory: WindowState) -> None:
        """The user's columns of the last time."""
        self._users = memory.restore_header(self._header)

    def keep(self, memory: WindowState) -> None:
        """Remember the user's columns, if they have changed any."""
        if self._users or self._chosen:
            memory.keep_header(self._header)

    _chosen = False

    def _resized(self, section: int, _before: int, _now: int) -> None:
        stretched = self._header.visualIndex(section) == self._header.count() - 1  # by Qt, with the room
        if not self._spreading and not stretched:
            self._users = True

    def _take_over(self) -> None:
        self._users = True


def dress(header: QHeaderView) -> None:
    """How the heads of the columns look and what can be done with them."""
    header.setHighlightSections(False)
    header.setSectionsMovable(True)
    header.setStretchLastSection(True)
    header.setMinimumSectionSize(48)
    header.setMinimumHeight(24)
