"""`python -m tests.benchmarks.peer --data FILE.gpkg --n N --out DIR`: this program as one of the peers' harness.

Runs the real window - every panel, the basemap, a map of 1400 by 900 pixels - on the events of a foreign GeoPackage
and prints the harness's event lines: info, first, step, filter, saved. The data set is imported into a project under
DIR the first time (its `prep_s`, counted as part of the start, as for the others); later runs open that project.

A picture counts when it was presented: the page paints a spot of six pixels in the frame that holds the finished
drawing, and the spot is looked for in what the window shows. The clock starts before the call.
"""

import argparse
import datetime as dt
import json
import os
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from libyamap.app.filter import Filter
from libyamap.app.viewport import EVERYTHING
from tests.benchmarks.processes import weight_below

if TYPE_CHECKING:
    from libyamap.ui.main_window import MainWindow

WIDTH, HEIGHT = 1400, 900
SCREEN = {"name": "bench", "x": 0, "y": 0, "width": 2560, "height": 1600, "logicalDpi": 96, "dpr": 1}
WHOLE = (20.0, 5.0, 3)
WHOLE_BOUNDS = (-103.0, -67.5, 143.0, 71.0)
"""About what the map shows there, in degrees."""
STEPS = (
    (17.0, 27.0, 3), (17.0, 27.0, 4), (17.0, 27.0, 5), (13.2, 32.9, 6), (13.2, 32.9, 7),
    (13.2, 32.9, 8), (13.2, 32.9, 9), (13.2, 32.9, 10), (15.1, 32.4, 10), (20.1, 32.1, 10),
    (20.1, 32.1, 9), (14.4, 27.0, 8), (14.4, 27.0, 7), (23.3, 24.2, 7), (23.3, 24.2, 6),
    (20.1, 32.1, 6), (17.0, 27.0, 5), (13.2, 32.9, 5), (17.0, 27.0, 4), (17.0, 27.0, 3),
)  # fmt: skip
"""Longitude, latitude, zoom: the harness's own."""
TYPES = ("Battle", "Explosion/Remote violence", "Violence against civilians", "Protest", "Riot",
         "Strategic development", "Arrest", "Displacement")  # fmt: skip
FILTERS = ((0, 3652, (0, 1)), (1000, 2000, (0, 2)), (1500, 2500, (3, 4)), (500, 3000, (1, 5)), (2000, 3600, (0, 7)))
"""First and last day since the epoch, and the two types that are kept: the harness's own."""
EPOCH = dt.date(2015, 1, 1)
PATIENCE_S = 900
DAYS = range(0, 1800, 30)
"""The film: a window of 90 days that moves by 30."""


def main() -> int:
    """Make the project if it is not there, run the program on it, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--n", type=float, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    _surroundings(options.out)
    project = options.out / f"events-{int(options.n)}.gpkg"
    begin = time.time()
    if not project.exists():
        from tests.benchmarks.foreign import make_project

        make_project(options.data, project, WHOLE_BOUNDS)
    prepared = time.time() - begin
    versions = {"PySide6": version("PySide6-Essentials")}
    emit("info", versions=versions, detect="the page's own word, then its spot in the window")
    return run(project, prepared)


def emit(event: str, **fields: object) -> None:
    """Print one line of the harness's."""
    sys.stdout.write(json.dumps({"ev": event, **fields}) + "\n")
    sys.stdout.flush()


def _surroundings(folder: Path) -> None:
    """A large screen, and a home of its own, kept from run to run as a user's is."""
    folder.mkdir(parents=True, exist_ok=True)
    screen = folder / "screen.json"
    screen.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
    home = folder / "home"
    home.mkdir(exist_ok=True)
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    os.environ.update(dict.fromkeys(names, str(home)))


def run(project: Path, prepared: float) -> int:
    """Run the program as `libyamap open PROJECT` does, with somebody watching its window."""
    from libyamap.ui import app
    from tests.benchmarks.watching import Watcher

    make = app.make_shell

    def made(*arguments: Any) -> Any:
        shell = make(*arguments)
        show = shell.show

        def show_and_watch(workspace: Any) -> "MainWindow":
            window: MainWindow = show(workspace)
            watcher = Watcher(window, (WIDTH, HEIGHT))
            watcher.begin(lambda: measure(watcher, project, prepared))
            return window

        patch.object(shell, "show", show_and_watch).start()
        return shell

    with patch.object(app, "make_shell", made):
        return app.run(project)


def measure(watcher: Any, project: Path, prepared: float) -> None:
    """Called when the first picture has been presented."""
    emit("first", at=watcher.first_at, prep_s=round(prepared, 2))
    emit("saved", bytes=project.stat().st_size, what="project")
    emit("info", held_up_while_loading=watcher.held_up)
    watcher.save("first")
    for number, (lon, lat, zoom) in enumerate(STEPS):
        emit("step", i=number, ms=watcher.step(lon, lat, zoom))
    watcher.step(*WHOLE)
    known = sorted(watcher.window.desk.workspace.index.count(EVERYTHING).by_type)
    types = TYPES if TYPES[0] in known else known
    for number, (first, last, kinds) in enumerate(FILTERS):
        days = f"{EPOCH + dt.timedelta(first)}/{EPOCH + dt.timedelta(last)}"
        wanted = Filter(time=days, time_match="certainly", types=tuple(types[kind] for kind in kinds))
        emit("filter", i=number, ms=watcher.filter(wanted))
    emit("info", film_per_s=watcher.film([(EPOCH + dt.timedelta(day), EPOCH + dt.timedelta(day + 90)) for day in DAYS]))
    emit("info", weight_mb=round(weight_below(os.getppid()).pss / 2**20))
    _wait_for_index(watcher)
    watcher.leave()


def _wait_for_index(watcher: Any) -> None:
    """Stay until the texts are read too, as somebody who works would: the next run is then a second opening in full."""
    index, end = watcher.window.desk.workspace.index, time.monotonic() + PATIENCE_S
    while not index.wait(0) and time.monotonic() < end:
        watcher.pause(50)
    emit("info", index_finished=index.wait(0))


if __name__ == "__main__":
    sys.exit(main())
