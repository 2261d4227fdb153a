"""Choices and numbers that the wheel scrolls past: a hand on its way down a panel changes nothing that it crosses."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class _Past(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the wheel is for what the widget stands in."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def let_wheel_past(widget: QWidget) -> None:
    """Leave the wheel to the panel around the widget, and let no scrolling hand give it the keyboard."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_Past(widget))
