"""`python -m tests.benchmarks.edit PROJECT [TIMES]`: how fast an edit is on disk and on the map; prints JSON lines.

The real window, the real mouse. Each time runs from the event that ends the edit - the button of the mouse let go
after a drag, undo and redo, a title that is kept, Enter in the form of an event with its source - until the page says
that the map is repainted, which it does when the frame with the last change has been painted, and only of changes that
are committed and synced; panels are filled after that and are not in it. The first line says what is there, the second
has the seconds of each edit and, of the drags, how long it took until it was on disk.

`make bench` takes `measure` into its own document.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from libyamap.ui import app
from tests.benchmarks.processes import started

if TYPE_CHECKING:
    from PySide6.QtCore import QObject, QPoint
    from PySide6.QtWidgets import QWidget

    from libyamap.bootstrap import Workspace
    from libyamap.domain.model import Feature
    from libyamap.settings import Settings
    from libyamap.ui.main_window import MainWindow
    from libyamap.ui.map_view import WebMapView
    from libyamap.ui.shell import Shell

TIMES = 25
PATIENCE_S = 900
"""For all of it, in a large project with the making of its index."""
STEPS = 8
REST_MS = 350
"""Between two edits, so that none waits for what the one before has left to do."""
PATIENCE_MS = 120_000
SMALL = 1_000
"""Above this many features the map goes so close that they are drawn one by one."""
CLOSE = 17.0
WHERE = """(() => {
  const box = document.querySelector(".symbol.movable")?.getBoundingClientRect();
  return box ? JSON.stringify([box.left, box.top, box.right, box.bottom]) : "";
})()"""


def measure(project: Path, times: int = TIMES) -> dict[str, Any]:
    """All figures of one project, in milliseconds, from a process of its own."""
    with started("tests.benchmarks.edit", [str(project), str(times)], PATIENCE_S) as run:
        line = run.process.stdout.readline() if run.process.stdout else ""
        seconds: dict[str, list[float]] = json.loads(line)["seconds"]
    return {"features": run.said["features"], **{f"{name}_ms": spread(values) for name, values in seconds.items()}}


def measure_large(count: int, folder: Path) -> dict[str, Any]:
    """The same in a project of so many events, which is made for it."""
    from tests.benchmarks.scale_project import make

    project = folder / f"events-{count}.gpkg"
    make(project, count)
    return measure(project)


def spread(seconds: Iterable[float]) -> dict[str, float]:
    """Median, 95th percentile and the longest, in milliseconds."""
    known = sorted(seconds)
    found = {"median": statistics.median(known), "p95": known[int(len(known) * 0.95)], "max": known[-1]}
    return {name: round(value * 1e3, 1) for name, value in found.items()} | {"n": len(known)}


class Hand:
    """Edits in the window, as a person would, and a stopwatch."""

    def __init__(self, window: "MainWindow") -> None:
        self.window = window
        self.committed: list[float] = []
        self._begin = 0.0
        self._drawn: list[float] = []
        # Noted when it is heard: the panels that have waited for it are filled before the loop comes back.
        window.bridge.drawn.connect(lambda _drawn: self._drawn.append(time.perf_counter()))
        # The first to hear of a change, when it has just been committed.
        window.desk.session.subscribe(lambda _changes: self.committed.append(time.perf_counter() - self._begin))

    @property
    def surface(self) -> "QWidget":
        """What takes the mouse of the page."""
        from libyamap.ui.map_view import WebMapView

        view = self.window.map.widget
        surface = view.view.focusProxy() if isinstance(view, WebMapView) else None
        if surface is None:
            raise RuntimeError("The window has no page.")
        return surface

    def timed(self, do: "Callable[[], object]") -> float:
        """Seconds from just before `do` until the map is repainted."""
        before = len(self._drawn)
        self._begin = time.perf_counter()
        do()
        wait(lambda: len(self._drawn) > before, self.window)
        seconds = self._drawn[before] - self._begin
        rest(REST_MS)
        return seconds

    def drag(self, at: "QPoint", by: "QPoint") -> float:
        """Press, move, let go: seconds from letting go."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(self.surface, left, none, at)
        for step in range(1, STEPS + 1):
            QTest.mouseMove(self.surface, at + by * step / STEPS)
            rest(16)
        return self.timed(lambda: QTest.mouseRelease(self.surface, left, none, at + by))

    def trigger(self, action: str) -> float:
        """Seconds of an action of the menus."""
        return self.timed(self.window.actions_[action].trigger)


def run_all(window: "MainWindow", times: int) -> dict[str, list[float]]:
    """Drag a symbol to and fro, undo and redo each drag, keep a title, and add an event by its form."""
    from PySide6.QtCore import QPoint

    hand = Hand(window)
    feature = something_to_drag(window)
    rest(REST_MS)
    figures = ("drag", "drag_until_on_disk", "undo", "redo", "title", "enter_in_form")
    seconds: dict[str, list[float]] = {figure: [] for figure in figures}
    for turn in range(times):
        by = QPoint(24, 16) if turn % 2 == 0 else QPoint(-24, 16)
        hand.committed.clear()
        # Looked up each time: a panel that opened beside the map may have moved all of it.
        seconds["drag"].append(hand.drag(on_the_map(window), by))
        seconds["drag_until_on_disk"].append(hand.committed[0])
        seconds["undo"].append(hand.trigger("undo"))
        seconds["redo"].append(hand.trigger("redo"))
        hand.trigger("undo")
        seconds["title"].append(hand.timed(partial(retitle, window, feature.id, f"Title {turn}")))
        hand.trigger("undo")
        seconds["enter_in_form"].append(hand.timed(fill_in(window, f"Event {turn}")))
        hand.trigger("undo")
        window.desk.select([feature.id])
        rest(REST_MS)
    return seconds


def fill_in(window: "MainWindow", title: str) -> "Callable[[], None]":
    """Fill in the form of an event within the frame, with a source; what is given sends it by Enter."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from libyamap.ui.edit.form.feature_form import FeatureForm

    window.actions_["add-event"].trigger()
    form = window.editing.form.form
    if not isinstance(form, FeatureForm) or form.place is None:
        raise RuntimeError("The window has no form for an event.")
    west, south, east, north = window.desk.viewing.state.bounds
    QTest.keyClicks(form.title.line, title)
    form.place.take_position((west + 0.4 * (east - west), south + 0.4 * (north - south)))
    QTest.keyClicks(form.time.line, "about 18 May 2016")
    form.claim.source.show_source(next(iter(window.desk.contents.sources.values()), None))
    rest(REST_MS)
    return lambda: QTest.keyClick(form.title.line, Qt.Key.Key_Return)


def retitle(window: "MainWindow", feature_id: str, title: str) -> None:
    """What Enter in the title's field of the inspector does."""
    import msgspec

    from libyamap.app.commands import Edit

    (feature,) = window.desk.contents.features([feature_id])
    window.desk.session.run(Edit(feature, msgspec.structs.replace(feature, title=title)))


def something_to_drag(window: "MainWindow") -> "Feature":
    """A feature drawn as a symbol at an exact place, selected; the map goes there if it must."""
    from libyamap.domain.geometry import GeometryType
    from libyamap.web.protocol import ShowPlace

    index, selection = window.desk.workspace.index, window.desk.viewing.state.selection
    wait(lambda: index.progress().ready, window)
    rest(REST_MS)
    for feature in index.order(selection).features(0, 500):
        if feature.where_prec == 1 and feature.geometry and feature.geometry.type is GeometryType.POINT:
            lon, lat = feature.geometry.coordinates
            window.desk.select([feature.id])
            if index.count(selection).total > SMALL:
                window.map.host.send(ShowPlace(lon, lat, CLOSE, animate=False))
            return feature
    raise RuntimeError("The project has nothing to drag.")


def on_the_map(window: "MainWindow") -> "QPoint":
    """The middle of the symbol that can be dragged, on the map's surface, once it is drawn."""
    from PySide6.QtCore import QEventLoop, QPoint

    from libyamap.ui.map_view import WebMapView

    view = window.map.widget
    if not isinstance(view, WebMapView):
        raise RuntimeError("The window has no page.")
    end = time.perf_counter() + PATIENCE_MS / 1e3
    found: list[str] = []
    while not (found and found[-1]) and time.perf_counter() < end:
        rest(REST_MS)
        loop = QEventLoop()
        view.host.page.runJavaScript(WHERE, 0, found.append)
        view.host.page.runJavaScript("1", 0, lambda _one, loop=loop: loop.quit())
        loop.exec()
    left, top, right, bottom = json.loads(found[-1])
    return QPoint(round((left + right) / 2), round((top + bottom) / 2))


def rest(milliseconds: int) -> None:
    """Let the window live for a while."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait(until: "Callable[[], bool]", owner: "QObject") -> None:
    """Turn the event loop until something is so."""
    from PySide6.QtCore import QEventLoop

    end = time.perf_counter() + PATIENCE_MS / 1e3
    loop = QEventLoop(owner)
    while not until():
        if time.perf_counter() > end:
            raise RuntimeError("The map was not repainted.")
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    loop.deleteLater()


def _say(document: object) -> None:
    sys.stdout.write(f"{json.dumps(document)}\n")
    sys.stdout.flush()


def _when_there(window: "MainWindow", times: int) -> None:
    rest(1500)
    while not window.desk.workspace.index.wait(0.0):  # the texts too: another process reads them, on half the machine
        rest(REST_MS)
    _say({"features": window.desk.workspace.index.count(window.desk.viewing.state.selection).total})
    _say({"seconds": run_all(window, times)})
    sys.stdin.readline()
    window.close()


def main(project: str, times: str = str(TIMES)) -> int:
    """Run the program as `libyamap open PROJECT` does, and edit in its window."""
    make = app.make_shell

    def made(settings: "Settings", page: "WebMapView") -> "Shell":
        from PySide6.QtCore import QTimer

        shell = make(settings, page)
        show = shell.show

        def show_and_edit(workspace: "Workspace") -> "MainWindow":
            window = show(workspace)
            picture = window.bridge.first_picture
            picture.connect(lambda: QTimer.singleShot(0, window, lambda: _when_there(window, int(times))))
            return window

        patch.object(shell, "show", show_and_edit).start()
        return shell

    with patch.object(app, "make_shell", made):
        return app.run(Path(project))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
