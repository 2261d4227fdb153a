"""Escape has two meanings: it clears the selection, and while a tool is in use it leaves that instead."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class Escape:
    """Borrows the key from the action that has it."""

    def __init__(self, owner: QAction, window: QWidget, work: Callable[[], object]) -> None:
        self._owner = owner
        self._keys = owner.shortcuts()
        self._shortcut = QShortcut(QKeySequence("Esc"), window, work)
        self._shortcut.setEnabled(False)

    def take(self) -> None:
        """From now on the key does our work."""
        self._owner.setShortcuts([])
        self._shortcut.setEnabled(True)

    def give_back(self) -> None:
        """The key clears the selection again."""
        self._shortcut.setEnabled(False)
        self._owner.setShortcuts(self._keys)
