"""The start of the window. The order is the speed: page first, panels while it loads, nothing heavy before the picture.

`run` is also what `libyamap open` calls. Exit codes: 0 closed by the user, 1 the project could not be opened,
2 wrong usage.
"""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from libyamap import crash
from libyamap.errors import WorldError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from libyamap.render.late import LateResources
    from libyamap.settings import Settings
    from libyamap.ui.map_view import WebMapView
    from libyamap.ui.shell import Shell

NEEDED = ("libyamap.ui.shell", "libyamap.store.project", "libyamap.store.index", "libyamap.web.resources")
"""What is imported while the page loads; the rest comes with these."""
PANELS_MS = 300
"""After the first picture, until the panels are filled too."""
WITHOUT_SCREEN = {"offscreen", "minimal"}
"""Qt platforms where nobody could close a dialog."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line of `main.py` and run."""
    parser = argparse.ArgumentParser(prog="libyamap", description="Open a project in a window.")
    parser.add_argument("project", metavar="PROJECT", type=Path, nargs="?", help="a project file; else the example")
    parser.add_argument("-v", "--verbose", action="store_true", help="say on stderr what is being done")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(
        level=logging.INFO if chosen.verbose else logging.WARNING, format="%(name)s: %(message)s", stream=sys.stderr
    )
    return run(chosen.project)


def run(project: Path | None = None) -> int:
    """Open `project`, or the example where none is named, and stay until the window is closed."""
    fault_file = crash.FaultFile()
    try:
        return _run(project)
    except WorldError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        fault_file.close()


def _run(project: Path | None) -> int:
    from libyamap.render.application import application

    qt = application()
    # Only now: application() says in a sentence what is missing where Qt cannot be loaded.
    from libyamap.render.late import LateResources
    from libyamap.ui.map_view import WebMapView

    late = LateResources()
    page = WebMapView(late)  # Chromium starts in processes of its own while the rest is imported here

    from libyamap.ui.early import import_meanwhile
    from libyamap.ui.errors import ErrorHook

    hook = ErrorHook()
    hook.install()
    try:
        import_meanwhile(*NEEDED)
        return _show(qt, page, late, project)
    finally:
        late.give_up()
        page.close_page()
        hook.remove()


def _show(qt: "QApplication", page: "WebMapView", late: "LateResources", project: Path | None) -> int:
    from PySide6.QtCore import QTimer

    from libyamap.app.resting import take_for_granted
    from libyamap.bootstrap import example_workspace, open_workspace
    from libyamap.settings import load_settings
    from libyamap.ui.errors import show_world_error, tell_about_crash
    from libyamap.ui.quit_signals import QuitSignals

    settings = load_settings()
    try:
        workspace = open_workspace(project, settings=settings) if project else example_workspace(settings)
    except WorldError as error:
        if qt.platformName() not in WITHOUT_SCREEN:
            show_world_error(error, title="The project was not opened")
        raise
    with workspace:
        late.come(workspace.resources)
        qt.processEvents()  # the page's questions so far
        shell = make_shell(settings, page)
        window = shell.show(workspace)
        window.bridge.first_picture.connect(lambda: QTimer.singleShot(PANELS_MS, window, take_for_granted))
        signals = QuitSignals(shell.leave)
        report = crash.untold()
        if report is not None:
            QTimer.singleShot(0, window, lambda: tell_about_crash(report, shell.window))
        code = qt.exec()
        signals.close()
        return code


def make_shell(settings: "Settings", page: "WebMapView") -> "Shell":
    """What shows projects; the first of them on the page that is being loaded."""
    from libyamap.ui.shell import Shell, WebMaps
    from libyamap.ui.theme import Theme
    from libyamap.ui.window_state import WindowState

    return Shell(Theme(settings.theme), WindowState(), WebMaps(page))


if __name__ == "__main__":
    sys.exit(main())
