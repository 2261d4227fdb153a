"""What the window says when something goes wrong: a sentence for what the world does, a report for our own bugs."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from libyamap import crash
from libyamap.errors import WorldError

log = logging.getLogger(__name__)


def show_world_error(error: WorldError, parent: QWidget | None = None, title: str = "This did not work") -> None:
    """Say the error's sentence in a dialog."""
    _dialog(QMessageBox.Icon.Warning, title, str(error), "", parent)


@contextmanager
def told(parent: QWidget | None = None, title: str = "This did not work") -> Iterator[None]:
    """Turn a WorldError inside the block into a dialog; everything else is our own bug and goes on."""
    try:
        yield
    except WorldError as error:
        show_world_error(error, parent, title)


def tell_about_crash(report: Path, parent: QWidget | None = None) -> None:
    """At the start: the last run ended by a fault of ours."""
    _dialog(
        QMessageBox.Icon.Information,
        "libyamap ended unexpectedly last time",
        "libyamap ended unexpectedly last time. Your project holds everything up to the last finished step.",
        f"A report of what happened is kept on this machine:\n{report}",
        parent,
    )


class ErrorHook:
    """Takes over sys.excepthook: writes a report, and tells the user once, not at each repetition."""

    def __init__(self, tell: Callable[[Path | None], None] | None = None) -> None:
        self._tell = tell or _tell_now
        self._told = False
        self._before = sys.excepthook

    def install(self) -> None:
        """Begin."""
        sys.excepthook = self

    def remove(self) -> None:
        """Put back what was there."""
        sys.excepthook = self._before

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Python calls this with an exception that nobody has caught."""
        if isinstance(error, KeyboardInterrupt | SystemExit):
            self._before(kind, error, trace)
            return
        if isinstance(error, WorldError):
            show_world_error(error, QApplication.activeWindow())
            return
        log.error("Unexpected: %s", error, exc_info=(kind, error, trace))
        try:
            report: Path | None = crash.record(error)
        except OSError:
            report = None
        if not self._told:
            self._told = True
            self._tell(report)


def _tell_now(report: Path | None) -> None:
    kept = f"A report is kept on this machine:\n{report}" if report else "No report could be written."
    _dialog(
        QMessageBox.Icon.Critical,
        "Something went wrong in libyamap",
        "Something went wrong in libyamap itself. Your project is safe: every finished step is written to the file.",
        kept,
        QApplication.activeWindow(),
    )


def _dialog(icon: QMessageBox.Icon, title: str, text: str, details: str, parent: QWidget | None) -> None:
    box = QMessageBox(icon, title, "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(details)
    box.exec()
    box.deleteLater()
