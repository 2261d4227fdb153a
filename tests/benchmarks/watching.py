"""Watches the real window: puts it to a size, asks for steps and filters, and times each until it was presented."""

import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QObject, QRect, Qt, QTimer

from libyamap.app.filter import NO_FILTER, Filter
from libyamap.app.viewport import Window
from libyamap.web.protocol import ShowPlace

if TYPE_CHECKING:
    from libyamap.ui.main_window import MainWindow

LOOK_EVERY_MS = 4
REST_MS = 100
"""Between two measurements, as the harness has it."""
PATIENCE_S = 60.0

PROBE = """(() => {
  const spot = document.createElement("div");
  spot.style.cssText = "position:fixed;left:0;top:0;width:6px;height:6px;z-index:2147483647;background:#fff";
  document.body.append(spot);
  window.SPOT = {
    wanted: 0,
    show() { spot.style.background = `rgb(${this.wanted & 255},${(this.wanted >> 8) & 255},165)`; },
  };
  document.addEventListener("quiet", () => window.SPOT.show());
})()"""


class Heartbeat(QObject):
    """Finds how long the event loop was held up: by the clock, and by the work of its own thread.

    On a busy machine the clock also counts other programs; the thread's work does not.
    """

    EVERY_MS = 5

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest_ms = self.busiest_ms = 0.0
        self._last = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(self.EVERY_MS)

    def stop(self) -> dict[str, float]:
        """End, and say what was found."""
        self._timer.stop()
        return {"longest_ms": round(self.longest_ms, 1), "busiest_ms": round(self.busiest_ms, 1)}

    def _beat(self) -> None:
        now = time.perf_counter(), time.thread_time()
        waited, worked = ((new - old) * 1000 for new, old in zip(now, self._last, strict=True))
        self._last = now
        self.longest_ms = max(self.longest_ms, waited - self.EVERY_MS)
        self.busiest_ms = max(self.busiest_ms, worked)


class Watcher(QObject):
    """Somebody with a stopwatch in front of the window."""

    def __init__(self, window: "MainWindow", size: tuple[int, int]) -> None:
        super().__init__(window)
        self.window = window
        self.first_at = 0.0
        self.held_up: dict[str, float] = {}
        self._number = 1
        map_view: Any = window.map
        self._page: Any = map_view.host.page
        self._view: Any = map_view.view
        self._fit(*size)

    def begin(self, then: Callable[[], None]) -> None:
        """Call `then` once the first picture is in the window."""

        def first() -> None:
            index = self.window.desk.workspace.index
            heart = Heartbeat(self)
            while not (index.progress().ready and self.window.bridge.settled):
                self.pause(LOOK_EVERY_MS)
            self.held_up = heart.stop()
            self._page.runJavaScript(PROBE)
            self._page.runJavaScript(f"SPOT.wanted = {self._number}; SPOT.show()")
            self.first_at = self._seen()
            QTimer.singleShot(500, self, then)

        self.window.bridge.first_picture.connect(lambda: QTimer.singleShot(0, self, first))

    def step(self, lon: float, lat: float, zoom: float) -> float:
        """Show another frame; milliseconds until all of it was presented."""
        return self.timed(lambda: self.window.map.host.send(ShowPlace(lon, lat, zoom, animate=False)))

    def filter(self, wanted: Filter) -> float:
        """Narrow what is shown; milliseconds until all of it was presented."""
        return self.timed(lambda: self.window.desk.viewing.change("bench", filter=wanted))

    def film(self, windows: Sequence[Window]) -> float:
        """Show one time window after the other, each when the page has drawn the one before; how many a second."""
        self.window.desk.viewing.change("bench", filter=NO_FILTER)
        loop = QEventLoop()
        self.window.bridge.drawn.connect(loop.quit)
        loop.exec()
        begin = time.perf_counter()
        for window in windows:
            self.window.desk.viewing.change("bench", window=window)
            loop.exec()
        seconds = time.perf_counter() - begin
        self.window.bridge.drawn.disconnect(loop.quit)
        return round(len(windows) / seconds, 1)

    def timed(self, do: Callable[[], None]) -> float:
        """Milliseconds from just before `do` until its finished picture was in the window."""
        self._number += 1
        self._run(f"SPOT.wanted = {self._number}")
        begin = time.time()
        do()
        took = (self._seen() - begin) * 1000
        self.pause(REST_MS)
        return round(took, 1)

    def save(self, name: str) -> None:
        """Keep a picture of the window beside the standard streams' owner: its working folder."""
        self.window.grab().save(f"{name}.png")

    def leave(self) -> None:
        """Close the window, and so the program."""
        self.window.close()

    def pause(self, milliseconds: int) -> None:
        """Let the window live for a while."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def _run(self, script: str) -> None:
        loop = QEventLoop()
        self._page.runJavaScript(script, 0, lambda _value: loop.quit())
        loop.exec()

    def _seen(self) -> float:
        """When the spot was in the window."""
        wanted = (self._number & 255, self._number >> 8, 165)
        end = time.time() + PATIENCE_S
        while time.time() < end:
            colour = self._view.grab(QRect(0, 0, 6, 6)).toImage().pixelColor(3, 3)
            if (colour.red(), colour.green(), colour.blue()) == wanted:
                return time.time()
            self.pause(LOOK_EVERY_MS)
        raise RuntimeError("The picture did not come within a minute.")

    def _fit(self, width: int, height: int) -> None:
        """Make the window so large that the map has this size."""
        for _ in range(5):
            self.pause(0)
            have = self.window.map.widget.size()
            if (have.width(), have.height()) == (width, height):
                return
            self.window.showNormal()
            size = self.window.size()
            self.window.resize(size.width() + width - have.width(), size.height() + height - have.height())
        have = self.window.map.widget.size()
        sys.stderr.write(f"the map has {have.width()} by {have.height()} pixels\n")
