"""Undo and redo, named after the step they would take back; a step that is refused says so in a bar above the map."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from libyamap.app.history import StepRefused
from libyamap.app.naming import quoted
from libyamap.domain.changes import Revision
from libyamap.ui.action_set import ActionSet
from libyamap.ui.banner import Banner, Offer
from libyamap.ui.desk import Desk
from libyamap.ui.errors import told
from libyamap.ui.text import menu_text, plain_tip


class EditCommands(QObject):
    """Wires Undo and Redo. `history_asked` carries the record that was changed from outside."""

    history_asked = Signal(object)

    def __init__(self, desk: Desk, actions: ActionSet, window: QMainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._actions = actions
        self._window = window
        self.banner = Banner("refused", window)
        actions.on("undo", self._undo)
        actions.on("redo", self._redo)
        desk.contents_changed.connect(self.refresh)
        desk.contents_changed.connect(self.banner.hide_banner)
        self.refresh()

    def refresh(self) -> None:
        """Name the steps and say whether there are any."""
        undo, redo = self._desk.session.next_undo(), self._desk.session.next_redo()
        writable = not self._desk.session.store.read_only
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
            action.setToolTip(
                plain_tip(f"{word}: {title} ({keys})" if title else f"Nothing to {word.lower()} ({keys})")
            )

    def settle(self) -> None:
        """After the window's arrangement was restored: nothing was refused yet."""
        self.banner.hide()

    def _undo(self) -> None:
        step = self._desk.session.next_undo()
        with told(self._window):
            try:
                self._desk.session.undo("menu")
                self._desk.said.emit(f"Undone: {step.title}" if step else "")
            except StepRefused as refused:
                self._say(refused, "undone", step, step.title if step else "")

    def _redo(self) -> None:
        step = self._desk.session.next_redo()
        with told(self._window):
            try:
                self._desk.session.redo("menu")
                self._desk.said.emit(f"Done again: {step.title.removeprefix('Undo: ')}" if step else "")
            except StepRefused as refused:
                self._say(refused, "done again", step, step.title.removeprefix("Undo: ") if step else "")

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
