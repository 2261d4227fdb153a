"""Widths of the table's columns: as many as fit fill the room exactly, the most important first; the others scroll.

Once the user has dragged a column to another width or place, or sorted, theirs stays; before that the widths follow
the room there is.
"""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHeaderView, QTableView

from libyamap.ui.table_rows import COLUMNS
from libyamap.ui.window_state import WindowState

FIRST = 6
"""So many columns are never scrolled out of sight while they can be given their least width."""


def widths_for(room: int) -> list[int]:
    """A width (pixels) for each column where the table has `room` pixels: no column is cut in two at the edge."""
    widths = [column.width for column in COLUMNS]
    fitting = max(FIRST, sum(1 for count in range(len(widths)) if sum(widths[: count + 1]) <= room))
    shown = COLUMNS[:fitting]
    spare = max(0, room - sum(widths[:fitting]))
    shares = sum(column.share for column in shown)
    grown = [column.width + int(spare * column.share / shares) for column in shown]
    grown[0] += max(0, room - sum(grown)) if spare else 0
    return grown + widths[fitting:]


class TableColumns(QObject):
    """Keeps the columns of one table filled until the user takes over."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._header = view.horizontalHeader()
        self._spreading = False
        self._users = False
        self._header.sectionResized.connect(self._resized)
        self._header.sectionMoved.connect(self._take_over)
        self._header.sectionClicked.connect(self._take_over)

    def spread(self) -> None:
        """Fill the room there is, unless the user has widths of their own."""
        if self._users:
            return
        self._spreading = True
        for place, width in enumerate(widths_for(self._view.viewport().width())):
            self._header.resizeSection(place, width)
        self._spreading = False

    def restore(self, memory: WindowState) -> None:
        """The user's columns of the last time."""
        self._users = memory.restore_header(self._header)

    def keep(self, memory: WindowState) -> None:
        """Remember the user's columns, if they have changed any."""
        if self._users:
            memory.keep_header(self._header)

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
