"""The running application: which project is on screen, and how another one takes its place."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from libyamap.app.resting import search_everything
from libyamap.bootstrap import Workspace, open_workspace
from libyamap.errors import WorldError
from libyamap.ui.errors import show_world_error
from libyamap.ui.file_commands import FileCommands
from libyamap.ui.main_window import MainWindow
from libyamap.ui.map_view import MapView, WebMapView
from libyamap.ui.recent import remember
from libyamap.ui.theme import Theme
from libyamap.ui.window_state import WindowState

MapMaker = Callable[[Workspace, QWidget], MapView]


class WebMaps:
    """Makes real maps. The first can be made before the window is: its page loads while the window's code does."""

    def __init__(self, early: WebMapView | None = None) -> None:
        self._early = early

    def __call__(self, workspace: Workspace, parent: QWidget) -> MapView:
        """The early one once, then new ones."""
        made, self._early = self._early, None
        if made is None:
            return WebMapView(workspace.resources, parent)
        made.setParent(parent)
        return made


class Shell(QObject):
    """Holds the one window and its workspace; closing the window closes the project."""

    def __init__(self, theme: Theme, memory: WindowState, make_map: MapMaker | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._memory = memory
        self._make_map = make_map or WebMaps()
        self.window: MainWindow | None = None
        self.workspace: Workspace | None = None

    def show(self, workspace: Workspace) -> MainWindow:
        """Show a project in place of the one there is."""
        before = self.window
        if before is not None:
            search_everything()
            before.close()
        self.workspace = workspace
        window = MainWindow(workspace, lambda parent: self._make_map(workspace, parent), self._theme, self._memory)
        self.window = window
        FileCommands(window, self.open)
        window.closing.connect(workspace.close)
        window.actions_.on("quit", window.close)
        window.actions_.on("about", lambda: _show_about(window))
        window.actions_.on("help", lambda: _show_help(window))
        window.show()
        if before is not None:
            before.deleteLater()
        remember(workspace.session.store.path)
        return window

    def open(self, path: Path) -> bool:
        """Open another project; where that fails the one on screen stays, and a sentence says why."""
        if self.workspace is not None and _same_file(path, self.workspace.session.store.path):
            return True
        try:
            workspace = open_workspace(path)
        except WorldError as error:
            show_world_error(error, self.window, "The project was not opened")
            return False
        self.show(workspace)
        return True

    def leave(self) -> None:
        """Close the window and so the application."""
        QApplication.closeAllWindows()


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _show_about(window: QWidget) -> None:
    from libyamap.ui.about import AboutDialog  # reading the packages' metadata takes time that the start has not

    about = AboutDialog(window)
    about.exec()
    about.deleteLater()


def _show_help(window: QWidget) -> None:
    from libyamap.ui.help import HelpWindow

    HelpWindow(window).show()
