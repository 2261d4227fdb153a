"""The program's window on a project file, with the real page on its map, and a hand on that map."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from libyamap.bootstrap import Workspace
from libyamap.ui.main_window import MainWindow
from libyamap.ui.map_view import WebMapView
from libyamap.ui.theme import Theme
from libyamap.ui.window_state import WindowState
from tests.support.event_loop import PATIENCE_MS


@contextmanager
def shown_window(
    workspace: Workspace, memory: Path, qtbot: QtBot, size: tuple[int, int] | None = None
) -> Iterator[MainWindow]:
    """A window whose map is drawn; closed at the end as a person closes it. The size is else that of the screen."""
    window = MainWindow(
        workspace,
        lambda parent: WebMapView(workspace.resources, parent),
        Theme("light"),
        WindowState(memory),
        narrow=False,  # as the screens of most users are; the one that tests have is small
    )
    try:
        if size:
            window.setWindowState(Qt.WindowState.WindowNoState)
            window.resize(*size)
        with qtbot.waitSignal(window.bridge.first_picture, timeout=PATIENCE_MS):
            window.show()
        qtbot.waitUntil(lambda: window.desk.frame is not None, timeout=PATIENCE_MS)
        yield window
    finally:
        window.close()
        shiboken6.delete(window)


def surface_of(window: MainWindow) -> QWidget:
    """What takes the mouse and the keys of the page."""
    view = window.map.widget
    assert isinstance(view, WebMapView)
    surface = view.view.focusProxy()
    assert surface is not None
    return surface


def drag(surface: QWidget, start: QPoint, end: QPoint, *, release: bool = True) -> None:
    """Press, move in steps as a hand does, and let go."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(surface, left, none, start)
    for step in range(1, 9):
        QTest.mouseMove(surface, start + (end - start) * step / 8)
    if release:
        QTest.mouseRelease(surface, left, none, end)
