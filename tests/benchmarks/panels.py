"""`python -m tests.benchmarks.panels PROJECT`: the panels of the real window on a large project, as JSON.

For each thing that a reader does it says how long it took until it was to be seen (`seconds`), and for how long the
window's own thread was held up at most meanwhile: by the clock (`longest_ms`, other programs included) and by its own
work (`busiest_ms`). `tests.benchmarks.scale_project` makes projects of any size.
"""

import datetime as dt
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from libyamap.ui import app
from tests.benchmarks.edit import rest, wait

if TYPE_CHECKING:
    from libyamap.bootstrap import Workspace
    from libyamap.ui.main_window import MainWindow

SETTLE_MS = 800
JUMPS = 40
YEAR = dt.date(2016, 1, 1), dt.date(2016, 12, 31)


class Reader:
    """Somebody who uses the panels."""

    def __init__(self, window: "MainWindow") -> None:
        self.window = window
        self.found: dict[str, Any] = {}

    def do(self, name: str, work: Callable[[], object], done: Callable[[], bool] = lambda: True) -> None:
        """Do something, wait until it is `done` and a while more, and keep what it took."""
        from tests.benchmarks.watching import Heartbeat

        beat = Heartbeat(self.window)
        begin = time.perf_counter()
        work()
        wait(done, self.window)
        seconds = time.perf_counter() - begin
        rest(SETTLE_MS)
        self.found[name] = {"seconds": round(seconds, 3), **beat.stop()}

    def run(self) -> dict[str, Any]:
        """Everything, in the order of a working day."""
        from PySide6.QtCore import Qt

        from libyamap.app.filter import Filter

        window, table = self.window, self.window.table
        model, viewing, actions = table.model, window.desk.viewing, window.actions_

        def arranged() -> bool:
            return not model.asking.pending and not model.later.isActive()

        self.do("nothing", lambda: None)
        self.do("sort_titles", lambda: table.view.sortByColumn(0, Qt.SortOrder.AscendingOrder), arranged)
        self.do("sort_grades", lambda: table.view.sortByColumn(5, Qt.SortOrder.DescendingOrder), arranged)
        self.do("scroll", self._scroll)
        self.do("select_row", lambda: table.view.selectRow(table.view.rowAt(5)))
        self.do("select_all", table.view.selectAll)
        self.do("select_none", lambda: window.desk.select([]))
        self.do("search_table", lambda: table.field.setText("bat"), arranged)
        self.do("search_ends", table.field.clear, arranged)
        self.do("open_timeline", actions["panel-timeline"].trigger)
        self.do("open_filter", actions["panel-filter"].trigger)
        self.do("filter", lambda: viewing.change(filter=Filter(types=("battle",))), arranged)
        self.do("filter_ends", lambda: viewing.change(filter=Filter()), arranged)
        self.do("window", lambda: viewing.change(window=YEAR), arranged)
        self.do("film", self._film)
        self.do("window_ends", lambda: viewing.change(window=None), arranged)
        self.do("show_everything", window.desk.show_all)
        return self.found

    def _scroll(self) -> None:
        bar = self.window.table.view.verticalScrollBar()
        for jump in range(JUMPS):
            bar.setValue(bar.maximum() * jump // JUMPS)
            rest(20)

    def _film(self) -> None:
        player = self.window.narrowing.timeline.player
        player.set_speed(0)
        player.play(True)
        rest(3000)
        player.play(False)


def _measure(window: "MainWindow") -> None:
    index = window.desk.workspace.index
    wait(lambda: index.progress().ready, window)
    rest(2000)
    sys.stdout.write(
        f"{json.dumps({'features': window.desk.contents.counts.total, **Reader(window).run()}, indent=2)}\n"
    )
    sys.stdout.flush()
    window.close()


def main(project: str) -> int:
    """Run the program as `libyamap open PROJECT` does, and use its panels."""
    make = app.make_shell

    def made(*arguments: Any) -> Any:
        from PySide6.QtCore import QTimer

        shell = make(*arguments)
        show = shell.show

        def show_and_measure(workspace: "Workspace") -> "MainWindow":
            window: MainWindow = show(workspace)
            window.bridge.first_picture.connect(lambda: QTimer.singleShot(0, window, lambda: _measure(window)))
            return window

        patch.object(shell, "show", show_and_measure).start()
        return shell

    with patch.object(app, "make_shell", made):
        return app.run(Path(project))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
