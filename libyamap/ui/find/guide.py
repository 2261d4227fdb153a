"""Brings the map to what was found, and points it out with a marker that stays until the next one or a click."""

from PySide6.QtCore import QObject

from libyamap.app.bookmarks import Bookmark
from libyamap.app.frames import frame_of
from libyamap.ui.desk import Desk
from libyamap.ui.find.answers import EXACT_ZOOM, Answer, feature_of
from libyamap.web.protocol import ShowFrame, ShowMarker, ShowPlace

ORIGIN = "find"


class Guide(QObject):
    """Flies; never changes the project."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.marked = False

    def go(self, answer: Answer) -> None:
        """Show what the row stands for: a feature is selected, a place is marked with its name."""
        feature = feature_of(self._desk.contents, answer)
        if feature is not None:
            self._desk.select([feature.id], ORIGIN)
            self._desk.show([feature])
            self.unmark()
            return
        if answer.lon is None or answer.lat is None:
            return
        frame = frame_of([answer.bounds]) if answer.bounds and answer.bounds[0] <= answer.bounds[2] else None
        if answer.bounds and not answer.marked:
            self._desk.to_page.emit(ShowFrame(answer.bounds, animate=True))
        elif frame is not None:
            self._desk.to_page.emit(ShowFrame(frame, animate=True))
        else:
            zoom = answer.zoom or max(EXACT_ZOOM, self._desk.viewing.state.zoom)
            self._desk.to_page.emit(ShowPlace(answer.lon, answer.lat, zoom))
        if answer.marked:
            self._desk.to_page.emit(ShowMarker(answer.lon, answer.lat, answer.name))
            self.marked = True
        else:
            self.unmark()

    def unmark(self) -> None:
        """Take the marker away."""
        if self.marked:
            self.marked = False
            self._desk.to_page.emit(ShowMarker(0, 0, "", shown=False))

    def bookmark_of(self, answer: Answer) -> Bookmark | None:
        """The row as a bookmark; None for a feature that is nowhere."""
        if answer.lon is None or answer.lat is None:
            return None
        zoom = answer.zoom or max(EXACT_ZOOM, self._desk.viewing.state.zoom)
        bounds = frame_of([answer.bounds]) if answer.bounds else None
        return Bookmark(name=answer.name, lon=answer.lon, lat=answer.lat, zoom=zoom, bounds=bounds)

    def bookmark_of_view(self, name: str) -> Bookmark | None:
        """What the map shows now, as a bookmark; None before it shows anything."""
        frame = self._desk.frame
        if frame is None:
            return None
        return Bookmark(name=name, lon=frame.lon, lat=frame.lat, zoom=frame.zoom)
