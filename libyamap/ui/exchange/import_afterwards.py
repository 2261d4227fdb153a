"""What can be done once an import is accounted for: its features shown, their duplicates looked for, all taken back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QPushButton

from libyamap.app.filter import Filter
from libyamap.app.importing.rows import Outcome
from libyamap.app.session import Session
from libyamap.errors import WorldError
from libyamap.ui.desk import Desk
from libyamap.ui.duplicates.counting import OFFERED, PairsWaiting
from libyamap.ui.exchange.account_page import AccountPage
from libyamap.ui.exchange.elsewhere import change_elsewhere
from libyamap.ui.text import menu_text

if TYPE_CHECKING:
    from libyamap.app.duplicates.finding import LikelyPair


class Afterwards(QObject):
    """Does what the buttons of an account ask for. `show_duplicates` is given a data set, or none for all.

    `look` finds the pairs to be counted beforehand; `stop` before the project is closed.
    """

    def __init__(self, desk: Desk, account: AccountPage, pool: QThreadPool, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._account, self._pool = desk, account, pool
        self.show_duplicates: Callable[[str], object] | None = None
        self.look: Callable[[str], Sequence[LikelyPair]] | None = None
        self._waiting: PairsWaiting | None = None
        account.show_asked.connect(self._show_what_came_in)
        account.undo_asked.connect(self._undo)

    def offer_duplicates(self, outcomes: Sequence[Outcome]) -> None:
        """Offer to look for likely duplicates of what came in."""
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
        numbers = [o.revision for o in self._account.outcomes if o.revision and o.accepted - o.unchanged + o.updated]
        self._account.undone("Undoing the import… The window can be used meanwhile; nothing can be changed.")

        def take_back(session: Session) -> None:
            for number in reversed(numbers):
                session.take_back(number, "import")

        change_elsewhere(self._desk, take_back, self._undone, self._not_undone, self, self._pool)

    def _undone(self, _nothing: object) -> None:
        self._account.undone("The import was undone; the project is as it was before. Redo brings it back.")

    def _not_undone(self, error: Exception) -> None:
        if not isinstance(error, WorldError):
            raise error
        self._account.undone(str(error))


def _say(button: QPushButton, words: str, enabled: bool) -> None:
    button.setText(menu_text(words))
    button.setEnabled(enabled)


def _datasets(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.dataset for each in outcomes if each.dataset and not each.error))
