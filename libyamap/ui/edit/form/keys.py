"""The keys of what is being filled in: Enter sends it, Escape leaves it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

OURS = {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}


def is_obeyed(event: QKeyEvent, focused: QWidget | None, send: Callable[[], object], leave: Callable[[], None]) -> bool:
    """Whether the key was one of these, and its work is done; Enter on a button presses that, Control-Enter sends."""
    if event.key() not in OURS:
        return False
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    if event.key() == Qt.Key.Key_Escape:
        leave()
    elif isinstance(focused, QAbstractButton) and not control:
        focused.click()
    else:
        send()
    return True
