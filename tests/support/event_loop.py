"""Turning Qt's event loop until something has answered, and never for ever."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QTimer

PATIENCE_MS = 30_000
"""How long a lost answer may keep a test; never what a test waits for."""
Answer = TypeVar("Answer")


def answer_to(ask: Callable[[Callable[[Answer], None]], object], what: str) -> Answer:
    """The first thing that the callback is given which `ask` gets; AssertionError if it is not called in time.

    A page loses the scripts that it was asked to run when it moves to another process, as it does while it loads: the
    callback is then never called.
    """
    loop, found = QEventLoop(), list[Answer]()

    def take(answer: Answer) -> None:
        found.append(answer)
        loop.quit()

    limit = QTimer()
    limit.setSingleShot(True)
    limit.timeout.connect(loop.quit)
    limit.start(PATIENCE_MS)
    ask(take)
    if not found:
        loop.exec()
    limit.stop()
    assert found, f"no answer in {PATIENCE_MS // 1000} s: {what}"
    return found[0]
