"""Counts what is shown, whenever that changes: at once in a small project, in a worker thread in a large one."""

import time
from functools import partial
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from libyamap.app.ports import ViewportIndex
from libyamap.app.view_state import ViewFlags
from libyamap.app.viewport import EVERYTHING, Counts, Selection
from libyamap.domain.changes import ChangeFlags, OpChanges
from libyamap.domain.vocabulary import Status
from libyamap.ui.desk import Desk
from libyamap.ui.find.asking import Newest

AT_ONCE = 5_000
REST_MS = 250
SLOW_S = 0.06
"""A count that takes longer waits until the view rests: a film or a drag would be held up by it."""
FACETS: dict[str, dict[str, object]] = {
    **{name: {name: ()} for name in ("kinds", "types", "actors", "layers", "tags", "datasets")},
    "certainty": {"certainty": None},
    "grade": {"reliability": None, "credibility": None},
}
"""What is counted without its own condition, and the fields of the filter that are then as if nothing was asked."""
_COUNTED = ChangeFlags.FEATURES | ChangeFlags.CLAIMS | ChangeFlags.ACTORS | ChangeFlags.LAYERS


class Tallied(NamedTuple):
    """Counts of what is shown; `facets` for each field what there would be without that field's own condition.

    `seconds`: how long it took to count what is shown.
    """

    selection: Selection
    shown: Counts
    facets: dict[str, Counts]
    statuses: dict[Status, int]
    everything: Counts | None = None
    seconds: float = 0.0


def tally(index: ViewportIndex, selection: Selection, *, facets: bool, everything: bool = False) -> Tallied:
    """Count; `everything` in the project too. Safe in a worker thread."""
    begin = time.perf_counter()
    shown = index.count(selection)
    seconds = time.perf_counter() - begin
    whole = index.count(EVERYTHING) if everything else None
    found: dict[str, Counts] = {}
    statuses: dict[Status, int] = {}
    if facets:
        for name, cleared in FACETS.items():
            asked = any(getattr(selection.filter, field) for field in cleared)
            found[name] = index.count(_with(selection, **cleared)) if asked else shown
        for status in Status:
            statuses[status] = index.count(_with(selection, statuses=(status,))).total
    return Tallied(selection, shown, found, statuses, whole, seconds)


class Tally(QObject):
    """`counted` comes with each new Tallied; facets are counted while somebody `wants_facets`.

    In a large project the count waits for the map, and facets, or a count that takes long, until the view rests.
    """

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
        self._later.timeout.connect(self._count_soon)
        self._after_the_map = desk.pause.soon(self._count_large)
        self._at_rest = QTimer(self)
        self._at_rest.setSingleShot(True)
        self._at_rest.setInterval(REST_MS)
        self._at_rest.timeout.connect(self.count)
        desk.changed.connect(self._changed)
        desk.viewed.connect(self._viewed)

    def count(self) -> None:
        """Count all that is wanted: at once in a small project, else in a thread."""
        self._ask(facets=self.wants_facets)

    def stop(self) -> None:
        """Wait for what is counted, before the index is closed."""
        self._later.stop()
        self._at_rest.stop()
        self.asking.stop()

    def _count_soon(self) -> None:
        if self._is_small:
            self.count()
        else:
            self._after_the_map()

    def _count_large(self) -> None:
        is_slow = self.now is not None and self.now.seconds > SLOW_S
        if not is_slow:
            self._ask(facets=False)
        if is_slow or self.wants_facets:
            self._at_rest.start()

    @property
    def _is_small(self) -> bool:
        return self._desk.contents.counts.total <= AT_ONCE

    def _ask(self, *, facets: bool) -> None:
        contents, selection = self._desk.contents, self._desk.viewing.state.selection
        small = self._is_small  # which counts a small project at once
        work = partial(tally, self._desk.workspace.index, selection, facets=facets, everything=contents.stale)
        if small:
            self.asking.forget()
            self._take(work())
        else:
            self.asking.ask(work)

    def _take(self, tallied: Tallied) -> None:
        if not tallied.facets and self.wants_facets and self.now is not None:
            tallied = tallied._replace(facets=self.now.facets, statuses=self.now.statuses)
        self.now = tallied
        if tallied.everything is not None:
            self._desk.contents.take_counts(tallied.everything)
            self._desk.counts_changed.emit()
        self.counted.emit(tallied)

    def _changed(self, changes: OpChanges | None) -> None:
        if changes is None or changes.flags & _COUNTED:
            self._later.start()

    def _viewed(self, flags: ViewFlags, _origin: str) -> None:
        if flags & (ViewFlags.FILTER | ViewFlags.LAYERS):
            self._later.start()


def _with(selection: Selection, **fields: object) -> Selection:
    return msgspec.structs.replace(selection, filter=msgspec.structs.replace(selection.filter, **fields))
