"""Keys that a widget keeps for itself while it has the keyboard, though they are shortcuts of the window elsewhere."""

from collections.abc import Container

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent


def keeps(keys: Container[int], event: QEvent) -> bool:
    """Whether a shortcut is about to take one of the keys, which this keeps it from: for `QWidget.event`."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent) or event.key() not in keys:
        return False
    event.accept()
    return True
