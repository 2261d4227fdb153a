"""A circle of many events was clicked: its members are selected, so that table and inspector list them.

Of very many nobody reads a list: then the map goes nearer, where they part.
"""

from typing import Final

from PySide6.QtCore import QObject

from libyamap.app.viewport import CellKey
from libyamap.ui.desk import Desk
from libyamap.web.protocol import CellPicked, ShowFrame

MOST_LISTED: Final = 500
ORIGIN: Final = "cell"


class CellPicking(QObject):
    """Listens to the desk's `cell_picked`."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        desk.cell_picked.connect(self.take)

    def take(self, picked: CellPicked) -> None:
        """List the members, besides what is selected already where they are to be added; go nearer to very many."""
        if picked.count > MOST_LISTED:
            self._desk.to_page.emit(ShowFrame(picked.bounds, animate=True))
            self._desk.said.emit(f"{picked.count:,} events; those of a circle of up to {MOST_LISTED} are listed.")
            return
        key = CellKey(*(int(part) for part in picked.key.split("/")))
        members = self._desk.workspace.index.members(self._desk.viewing.state.selection, key)
        found = members.ids(0, MOST_LISTED)
        before = self._desk.viewing.state.selected if picked.add else ()
        self._desk.select([*before, *found], ORIGIN)
        self._desk.said.emit(f"{len(found):,} events selected" if len(found) > 1 else "1 event selected")
