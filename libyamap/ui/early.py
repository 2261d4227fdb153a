"""Imports while the page loads: Python's lock is free whenever Chromium works, and Qt's events are not held up."""

from collections.abc import Iterable
from importlib import import_module
from threading import Thread

from PySide6.QtCore import QEventLoop, QObject, Signal


class _Importing(QObject):
    done = Signal()

    def work(self, modules: Iterable[str]) -> None:
        try:
            for module in modules:
                import_module(module)
        finally:
            self.done.emit()


def import_meanwhile(*modules: str) -> None:
    """Import modules in a thread and handle Qt's events until that is done; what fails is left to who needs it."""
    importing, loop = _Importing(), QEventLoop()
    importing.done.connect(loop.quit)
    thread = Thread(target=importing.work, args=(modules,), name="libyamap-import")
    thread.start()
    loop.exec()
    thread.join()
