"""Undo and redo, named after the step they would take back."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from libyamap.ui.action_set import ActionSet
from libyamap.ui.desk import Desk
from libyamap.ui.errors import told
from libyamap.ui.text import menu_text, plain_tip


class EditCommands(QObject):
    """Wires Undo and Redo."""

    def __init__(self, desk: Desk, actions: ActionSet, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._actions = actions
        self._window = window
        actions.on("undo", self._undo)
        actions.on("redo", self._redo)
        desk.contents_changed.connect(self.refresh)
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

    def _undo(self) -> None:
        with told(self._window):
            self._desk.session.undo("menu")

    def _redo(self) -> None:
        with told(self._window):
            self._desk.session.redo("menu")
