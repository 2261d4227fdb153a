"""`python -m tests.benchmarks.window PROJECT [TIMES]`: the real window; prints one JSON line when it is all there.

With TIMES, the layers are then switched off and on again that many times, and a second line has the seconds from each
switching on until it is painted.
"""

import json
import sys
import time
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QEventLoop, QTimer, qVersion

from libyamap.bootstrap import Workspace
from libyamap.ui import app, shell
from libyamap.ui.main_window import MainWindow


class Measured(shell.Shell):
    """The shell of the program, with somebody watching."""

    times = 0

    def show(self, workspace: Workspace) -> MainWindow:
        """Show the window and say when its first picture is there."""
        window = super().show(workspace)
        window.bridge.first_picture.connect(lambda: QTimer.singleShot(0, window, lambda: self._say(window)))
        return window

    def _say(self, window: MainWindow) -> None:
        rows = window.table.view.model().rowCount()
        size = window.map.widget.size()
        _print({"rows": rows, "width": size.width(), "height": size.height(), "qt": qVersion()})
        if Measured.times:
            _print({"seconds": [switch_on_seconds(window) for _ in range(Measured.times)]})
        sys.stdin.readline()  # stay as long as the parent measures
        window.close()


def switch_on_seconds(window: MainWindow) -> float:
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


def _painted(window: MainWindow) -> None:
    loop = QEventLoop()
    window.bridge.drawn.connect(loop.quit)
    loop.exec()
    window.bridge.drawn.disconnect(loop.quit)


def _print(document: object) -> None:
    sys.stdout.write(f"{json.dumps(document)}\n")
    sys.stdout.flush()


def main(project: str, times: str = "0") -> int:
    """Run the program as `libyamap open PROJECT` does."""
    Measured.times = int(times)
    with patch.object(shell, "Shell", Measured):
        return app.run(Path(project))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
