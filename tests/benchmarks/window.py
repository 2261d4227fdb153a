"""`python -m tests.benchmarks.window PROJECT [TIMES]`: the real window; prints one JSON line when it is all there.

With TIMES, the layers are then switched off and on again that many times, and a second line has the seconds from each
switching on until it is painted. Nothing of the window is imported before the program itself would do it.
"""

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from libyamap.ui import app

if TYPE_CHECKING:
    from collections.abc import Callable

    from libyamap.bootstrap import Workspace
    from libyamap.settings import Settings
    from libyamap.ui.main_window import MainWindow
    from libyamap.ui.map_view import WebMapView
    from libyamap.ui.shell import Shell

    Show = Callable[[Workspace], MainWindow]


def say_when_complete(window: "MainWindow", times: int) -> None:
    """Print what there is once the first picture is, then measure what was asked for and stay until told to end."""
    from PySide6.QtCore import qVersion

    rows = window.table.view.model().rowCount()
    size = window.map.widget.size()
    _print({"rows": rows, "width": size.width(), "height": size.height(), "qt": qVersion()})
    if times:
        _print({"seconds": [switch_on_seconds(window) for _ in range(times)]})
    sys.stdin.readline()
    window.close()


def switch_on_seconds(window: "MainWindow") -> float:
    """Switch every layer off, wait until that is painted, and time switching one on."""
    viewing = window.desk.viewing
    shown = sorted(viewing.state.shown_layers())
    for layer in shown:
        viewing.set_layer(layer, visible=False)
    _painted(window)
    begin = time.perf_counter()
    viewing.set_layer(shown[0], visible=True)
    _painted(window)
    seconds = time.perf_counter() - begin
    for layer in shown:
        viewing.set_layer(layer, visible=True)
    _painted(window)
    return seconds


def _painted(window: "MainWindow") -> None:
    from PySide6.QtCore import QEventLoop

    loop = QEventLoop()
    window.bridge.drawn.connect(loop.quit)
    loop.exec()
    window.bridge.drawn.disconnect(loop.quit)


def _print(document: object) -> None:
    sys.stdout.write(f"{json.dumps(document)}\n")
    sys.stdout.flush()


def _watched(show: "Show", times: int) -> "Show":
    """`Shell.show`, with somebody watching the window that it shows."""

    def show_and_watch(workspace: "Workspace") -> "MainWindow":
        from PySide6.QtCore import QTimer

        window = show(workspace)
        picture = window.bridge.first_picture
        picture.connect(lambda: QTimer.singleShot(0, window, lambda: say_when_complete(window, times)))
        return window

    return show_and_watch


def main(project: str, times: str = "0") -> int:
    """Run the program as `libyamap open PROJECT` does."""
    make = app.make_shell

    def made(settings: "Settings", page: "WebMapView") -> "Shell":
        shell = make(settings, page)
        patch.object(shell, "show", _watched(shell.show, int(times))).start()
        return shell

    with patch.object(app, "make_shell", made):
        return app.run(Path(project))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
