"""A small window that says what is being done while the event loop goes on, and keeps the rest of the window still."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from libyamap.errors import WorldError
from libyamap.ui import jobs
from libyamap.ui.errors import show_world_error


class Waiting(QProgressDialog):
    """Says what is being done. It cannot be cancelled: what is done here is whole or not at all, and short."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, "", 0, 0, parent)
        self.setCancelButton(None)
        self.setWindowTitle("libyamap")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
        self.setMinimumWidth(320)
        self.show()

    def reject(self) -> None:
        """Qt: Escape does not leave."""

    def end(self) -> None:
        """Go away."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.close()


def in_background(
    words: str, work: Callable[[], Any], done: Callable[[Any], object], owner: QWidget, trouble: str
) -> None:
    """Say `words` while `work` runs on another thread, then call `done(result)` on this one.

    A WorldError becomes a dialog titled `trouble`; any other exception goes on as our own bug.
    """
    waiting = Waiting(words, owner)

    def succeeded(result: Any) -> None:
        waiting.end()
        done(result)

    def failed(error: Exception) -> None:
        waiting.end()
        if not isinstance(error, WorldError):
            raise error
        show_world_error(error, owner, trouble)

    jobs.start(work, succeeded, failed, owner)
