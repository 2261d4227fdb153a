"""Draws on the map what a form holds so far, as a reader will see it, and brings it into sight."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from libyamap.domain.model import Feature
from libyamap.ui.desk import Desk
from libyamap.ui.edit.map.tools import MapTools
from libyamap.web.protocol import ShowPlace

PREVIEW_MS = 120
"""After the last key."""


class Previewing(QObject):
    """`soon` after each change; `feature` gives what is to be drawn, None for nothing."""

    def __init__(self, desk: Desk, tools: MapTools, feature: Callable[[], Feature | None], owner: QObject) -> None:
        super().__init__(owner)
        self._desk = desk
        self._tools = tools
        self._feature = feature
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PREVIEW_MS)
        self._timer.timeout.connect(self.now)

    def soon(self) -> None:
        """Draw it when the typing rests."""
        self._timer.start()

    def now(self) -> None:
        """Draw it."""
        feature = self._feature()
        self._tools.preview(feature)
        if feature is not None:
            self._bring_into_sight(feature)

    def end(self) -> None:
        """Draw nothing."""
        self._timer.stop()
        self._tools.preview(None)

    def _bring_into_sight(self, feature: Feature) -> None:
        """Go there where its middle is out of sight: as close as before if it fits, else around all of it."""
        frame = self._desk.frame_for([feature])
        if frame is None:
            return
        west, south, east, north = self._desk.viewing.state.bounds
        lon, lat = (frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2
        if west <= lon <= east and south <= lat <= north:
            return
        if frame[2] - frame[0] < east - west and frame[3] - frame[1] < north - south:
            self._desk.to_page.emit(ShowPlace(lon, lat, self._desk.viewing.state.zoom, animate=True))
        else:
            self._desk.show([feature])
