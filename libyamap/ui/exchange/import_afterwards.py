"""What can be done once an import is accounted for: its features shown, their duplicates looked for, all taken back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QPushButton

from libyamap.app.filter import Filter
from libyamap.app.importing.rows import Cancelled, Outcome
from libyamap.app.session import Session
from libyamap.errors import WorldError
from libyamap.ui.desk import Desk
from libyamap.ui.duplicates.counting import OFFERED, PairsWaiting
from libyamap.ui.elsewhere import JobProgress, change_elsewhere
from libyamap.ui.exchange.import_frame import ImportFrame, Stage
from libyamap.ui.text import menu_text

if TYPE_CHECKING:
    from libyamap.app.duplicates.finding import LikelyPair


class Afterwards(QObject):
    """Does what the buttons of an account ask for. `show_duplicates` is given a data set, or none for all.

    `look` finds the pairs to be counted beforehand; `stop` before the project is closed.
    """

    def __init__(self, desk: Desk, frame: ImportFrame, pool: QThreadPool, progress: JobProgress) -> None:
        super().__init__(frame)
        self._desk, self._frame, self._pool, self._progress = desk, frame, pool, progress
        self._account = frame.account
        self._taken_back: set[int] = set()
        self.show_duplicates: Callable[[str], object] | None = None
        self.look: Callable[[str], Sequence[LikelyPair]] | None = None
        self._waiting: PairsWaiting | None = None
        self._account.show_asked.connect(self._show_what_came_in)
        self._account.undo_asked.connect(self._undo)

    def offer_duplicates(self, outcomes: Sequence[Outcome]) -> None:
        """Offer to look for likely duplicates of what came in."""
        self.stop()  # the button of an import before is gone
        datasets = _datasets(outcomes)
        if self.show_duplicates is not None and datasets:
            show, only = self.show_duplicates, datasets[0] if len(datasets) == 1 else ""
            button = self._account.offer(OFFERED, lambda: show(only))
            if self.look is not None:
                self._waiting = PairsWaiting(self._desk, self.look, self)
                self._waiting.told.connect(partial(_say, button))
                self._waiting.count(only)

    def stop(self) -> None:
        """Count no more."""
        if self._waiting is not None:
            self._waiting.stop()

    def _show_what_came_in(self) -> None:
        datasets = _datasets(self._account.outcomes)
        if datasets:
            self._desk.viewing.change("import", filter=Filter(datasets=datasets), window=None)
        self._desk.show_all()

    def _undo(self) -> None:
        written = [o.revision for o in self._account.outcomes if o.revision and o.accepted - o.unchanged + o.updated]
        numbers = [number for number in reversed(written) if number not in self._taken_back]
        self._progress.cancelled = False
        self._frame.enter(Stage.RUNNING, self._frame.work)
        self._frame.work.begin("Undoing the import…")

        def take_back(session: Session) -> int:
            """How many files were taken back before it was cancelled."""
            for at, number in enumerate(numbers):
                share = partial(_tell_share, self._progress, at, len(numbers))
                try:
                    session.take_back(number, "import", share)
                except Cancelled:
                    return at
                self._taken_back.add(number)
            return len(numbers)

        change_elsewhere(self._desk, take_back, partial(self._undone, len(numbers)), self._not_undone, self, self._pool)

    def _undone(self, asked: int, done: int) -> None:
        self._frame.enter(Stage.DONE, self._frame.account)
        if done == asked:
            self._account.undone("The import was undone; the project is as it was before. Redo brings it back.")
        elif done:
            self._account.still_in(f"Undoing was cancelled: {done:,} of {asked:,} files were taken back.")
        else:
            self._account.still_in("Undoing was cancelled; the import is in the project as before.")

    def _not_undone(self, error: Exception) -> None:
        if not isinstance(error, WorldError):
            raise error
        self._frame.enter(Stage.DONE, self._frame.account)
        self._account.undone(str(error))


def _tell_share(progress: JobProgress, at: int, files: int, rows: int, done: float) -> None:
    progress(rows, (at + done) / files)


def _say(button: QPushButton, words: str, enabled: bool) -> None:
    button.setText(menu_text(words))
    button.setEnabled(enabled)


def _datasets(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.dataset for each in outcomes if each.dataset and not each.error))
