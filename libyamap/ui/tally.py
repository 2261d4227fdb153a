"""Counts what is shown, whenever that changes: at once in a small project, in a worker thread in a large one."""

from functools import partial
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from libyamap.app.ports import ViewportIndex
from libyamap.app.view_state import ViewFlags
from libyamap.app.viewport import Counts, Selection
from libyamap.domain.changes import ChangeFlags, OpChanges
from libyamap.domain.vocabulary import Status
from libyamap.ui.desk import Desk
from libyamap.ui.find.asking import Newest

AT_ONCE = 5_000
FACETS = ("kinds", "types", "actors", "layers")
_COUNTED = ChangeFlags.FEATURES | ChangeFlags.CLAIMS | ChangeFlags.ACTORS | ChangeFlags.LAYERS


class Tallied(NamedTuple):
    """Counts of what is shown; `facets` for each field what there would be without that field's own condition."""

    selection: Selection
    shown: Counts
    facets: dict[str, Counts]
    statuses: dict[Status, int]


def tally(index: ViewportIndex, selection: Selection, *, facets: bool) -> Tallied:
    """Count; safe in a worker thread."""
    shown = index.count(selection)
    found: dict[str, Counts] = {}
    statuses: dict[Status, int] = {}
    if facets:
        for field in FACETS:
            values = getattr(selection.filter, field)
            found[field] = index.count(_with(selection, **{field: ()})) if values else shown
        for status in Status:
            statuses[status] = index.count(_with(selection, statuses=(status,))).total
    return Tallied(selection, shown, found, statuses)


class Tally(QObject):
    """`counted` comes with each new Tallied; facets are counted while somebody `wants_facets`."""

    counted = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.now: Tallied | None = None
        self.wants_facets = False
        self.asking = Newest(self)
        self.asking.answered.connect(self._take)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.count)
        desk.changed.connect(self._changed)
        desk.viewed.connect(self._viewed)

    def count(self) -> None:
        """Count anew, soon."""
        selection = self._desk.viewing.state.selection
        work = partial(tally, self._desk.workspace.index, selection, facets=self.wants_facets)
        if self._desk.contents.counts.total <= AT_ONCE:
            self.asking.forget()
            self._take(work())
        else:
            self.asking.ask(work)

    def _take(self, tallied: Tallied) -> None:
        self.now = tallied
        self.counted.emit(tallied)

    def _changed(self, changes: OpChanges | None) -> None:
        if changes is None or changes.flags & _COUNTED:
            self._later.start()

    def _viewed(self, flags: ViewFlags, _origin: str) -> None:
        if flags & (ViewFlags.FILTER | ViewFlags.LAYERS):
            self._later.start()


def _with(selection: Selection, **fields: object) -> Selection:
    return msgspec.structs.replace(selection, filter=msgspec.structs.replace(selection.filter, **fields))
