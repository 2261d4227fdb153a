"""Undo and redo, named after the step they would take back, and the way back to an earlier state of everything.

A step that is refused says so in a bar above the map.
"""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from libyamap.app.commands import RevertTo
from libyamap.app.history import StepRefused
from libyamap.app.naming import quoted
from libyamap.domain.changes import Revision
from libyamap.errors import WorldError
from libyamap.ui.action_set import ActionSet
from libyamap.ui.banner import Banner, Offer
from libyamap.ui.desk import Desk
from libyamap.ui.errors import told
from libyamap.ui.large_steps import LargeSteps, was_cancelled
from libyamap.ui.status_bar import StatusBar
from libyamap.ui.text import menu_text, plain_tip


class _Words(NamedTuple):
    """What is said of a step while it is taken back, afterwards, and where it cannot be."""

    doing: str
    done: str
    refused: str


_UNDO, _REDO = _Words("Undoing", "Undone", "undone"), _Words("Doing again", "Done again", "done again")


class EditCommands(QObject):
    """Wires Undo and Redo. `history_asked` carries the record that was changed from outside."""

    history_asked = Signal(object)

    def __init__(self, desk: Desk, actions: ActionSet, status: StatusBar, window: QMainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._actions = actions
        self._window = window
        self.banner = Banner("refused", window)
        self.large = LargeSteps(desk, status, self)
        actions.on("undo", self._undo)
        actions.on("redo", self._redo)
        desk.contents_changed.connect(self.refresh)
        desk.refusal_changed.connect(self.refresh)
        desk.contents_changed.connect(self.banner.hide_banner)
        self.refresh()

    def refresh(self) -> None:
        """Name the steps and say whether there are any."""
        undo, redo = self._desk.session.next_undo(), self._desk.session.next_redo()
        writable = not self._desk.session.store.read_only
        refusal = self._desk.session.refusal
        redo_title = redo.title.removeprefix("Undo: ") if redo else ""
        for action_id, word, title in (
            ("undo", "Undo", undo.title if undo else ""),
            ("redo", "Redo", redo_title),
        ):
            action = self._actions[action_id]
            action.setEnabled(bool(title) and writable)
            action.setText(menu_text(f"{word}: {title}" if title else word))
            action.setIconText(word)
            keys = action.shortcut().toString()
            tip = f"{word}: {title} ({keys})" if title else f"Nothing to {word.lower()} ({keys})"
            action.setToolTip(plain_tip(refusal or tip))

    def settle(self) -> None:
        """After the window's arrangement was restored: nothing was refused yet."""
        self.banner.hide()

    def revert_to(self, number: int) -> None:
        """Take the whole project back to what it was right after this revision, in one step."""
        if self.large.is_large_way(number):
            self.large.revert_to(number, self._reverted, self._not_reverted)
            self.refresh()  # nothing else can be done meanwhile
            return
        with told(self._window):
            self._desk.session.run(RevertTo(number), "menu")
            self._reverted()

    def _reverted(self) -> None:
        self._desk.said.emit("Everything is as it was then; Ctrl+Z takes it back")

    def _not_reverted(self, error: Exception) -> None:
        self.refresh()
        if was_cancelled(error):
            self._desk.said.emit("Cancelled; the project is as it was")
            return
        with told(self._window):
            raise error

    def _undo(self) -> None:
        step = self._desk.session.next_undo()
        if step is not None:
            self._take_back(step, step.title, _UNDO)

    def _redo(self) -> None:
        step = self._desk.session.next_redo()
        if step is not None:
            self._take_back(step, step.title.removeprefix("Undo: "), _REDO)

    def _take_back(self, step: Revision, title: str, words: _Words) -> None:
        if self.large.is_large(step):
            over, not_over = partial(self._over, title, words), partial(self._not_over, step, title, words)
            self.large.take_back(step, words.doing, over, not_over)
            self.refresh()  # nothing else can be done meanwhile
            return
        try:
            self._desk.session.take_back(step.number, "menu")
        except WorldError as error:
            self._not_over(step, title, words, error)
        else:
            self._over(title, words)

    def _over(self, title: str, words: _Words) -> None:
        self._desk.said.emit(f"{words.done}: {title}")

    def _not_over(self, step: Revision, title: str, words: _Words, error: Exception) -> None:
        self.refresh()
        if was_cancelled(error):
            self._desk.said.emit(f"Cancelled; the project is as it was: {title}")
            return
        with told(self._window):
            if not isinstance(error, StepRefused):
                raise error
            self._say(error, words.refused, step, title)

    def _say(self, refused: StepRefused, what: str, step: Revision | None, title: str) -> None:
        """Where the reader looks, with the two ways on; it goes with the next change."""
        offers = [Offer("Leave this step", partial(self._leave, step))]
        if refused.record is not None:
            offers.insert(0, Offer("Show history", partial(self.history_asked.emit, refused.record)))
        changed = f"{quoted(refused.record)} was" if refused.record is not None else "what it touched was"
        self.banner.say(
            f"“{title[:90]}” cannot be {what}: {changed} changed from outside since. Nothing was changed.",
            offers,
            "triangle-alert",
        )

    def _leave(self, step: Revision | None) -> None:
        """The step stays as it is; the one before it comes next."""
        if step is not None:
            self._desk.session.leave_step(step)
        self.banner.hide_banner()
        self.refresh()
