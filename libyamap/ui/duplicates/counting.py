"""How many likely pairs wait, for a button that offers them: counted beside the window, never an old number."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from libyamap.app.duplicates.finding import LikelyPair
from libyamap.ui.desk import Desk
from libyamap.ui.duplicates.looking import MOST
from libyamap.ui.find.asking import Newest

MOST_COUNTED: Final = 300_000
"""Features of a project that is compared unasked: a million take a minute of a core, which nobody has asked for."""
REST_MS: Final = 500
"""How long the project rests before it is counted anew."""
OFFERED: Final = "Likely duplicates…"
COUNTING: Final = "Likely duplicates: counting…"
NONE: Final = "No likely duplicates"


class PairsWaiting(QObject):
    """`told` what a button may say and whether there is anything to show. `look` finds the pairs, in a thread.

    After a change of the project the number goes at once, and comes back when it has been counted anew.
    """

    told = Signal(str, bool)

    def __init__(self, desk: Desk, look: Callable[[str], Sequence[LikelyPair]], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._look = desk, look
        self._dataset: str | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._count)
        self.asking = Newest(self)
        self.asking.answered.connect(self._take)
        self.asking.failed.connect(lambda _error: self.told.emit(OFFERED, True))
        desk.changed.connect(self._changed)

    def count(self, dataset: str = "") -> None:
        """Count the pairs with an event of this data set; an empty name: all."""
        self._dataset = dataset
        if self._desk.contents.is_unread:  # nobody knows how many features there are; it has changed once that is known
            self._rest.stop()
            self.told.emit(OFFERED, True)
            return
        if self._is_alone(dataset):
            self.told.emit(NONE, False)
            return
        self.told.emit(COUNTING if self._is_counted() else OFFERED, True)
        self._rest.start()

    def stop(self) -> None:
        """Count no more; what is running ends."""
        self._dataset = None
        self._rest.stop()
        self._give_up()
        self.asking.stop()

    def _count(self) -> None:
        if self._dataset is not None and self._is_counted():
            self.asking.ask(partial(self._look, self._dataset))

    def _is_counted(self) -> bool:
        contents = self._desk.contents
        return not contents.is_unread and contents.counts.total <= MOST_COUNTED

    def _is_alone(self, dataset: str) -> bool:
        """Whether the project holds nothing but this data set, whose own rows are not compared."""
        contents = self._desk.contents
        counts = contents.counts
        return bool(dataset) and not contents.stale and counts.by_dataset.get(dataset) == counts.total

    def _changed(self, _changes: object) -> None:
        if self._dataset is not None:
            self._give_up()
            self.count(self._dataset)

    def _give_up(self) -> None:
        self.asking.forget()
        end = getattr(self._look, "stop", None)
        if callable(end):
            end()

    def _take(self, found: Sequence[LikelyPair]) -> None:
        self.told.emit(words_for(len(found)), bool(found))


def words_for(count: int) -> str:
    """“3 likely duplicates…”."""
    if count == 0:
        return NONE
    if count == 1:
        return "One likely duplicate…"
    return f"{count:,}{' or more' if count >= MOST else ''} likely duplicates…"
