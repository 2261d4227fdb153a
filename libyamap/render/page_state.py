"""What the page has been told and where it was moved to, so that a fresh renderer can be brought to the same view."""

import msgspec

from libyamap.web.protocol import (
    FrameMoved,
    Redraw,
    SelectMarks,
    SetStyle,
    ShowChange,
    ShowFrame,
    ShowFurniture,
    ShowMarker,
    ShowPlace,
    ShowPreview,
    ShowSearched,
    ShowSketch,
    ToPage,
    UpdateMarks,
    UseEditor,
    UseTool,
)

# A new page is brought to the state in this order; the redraw comes last, when all else is known.
ORDER: tuple[type[ToPage], ...] = (
    SetStyle, ShowFrame, ShowPlace, ShowFurniture, SelectMarks, ShowMarker, UseTool, ShowSketch,
    ShowSearched, ShowChange, ShowPreview, UseEditor, Redraw,
)  # fmt: skip


class PageState:
    """Remembers the last message of each sort. Of the frame it knows the newest: what was asked for or gone to."""

    def __init__(self) -> None:
        self._last: dict[type[ToPage], ToPage] = {}

    def told(self, message: ToPage) -> None:
        """Take in a message to the page."""
        if isinstance(message, ShowFrame | ShowPlace):
            self._set_frame(msgspec.structs.replace(message, animate=False))
        elif isinstance(message, Redraw | UpdateMarks):
            self._last[Redraw] = Redraw(message.version, marks=True, ground=True)
        elif type(message) in ORDER:
            self._last[type(message)] = message

    def heard(self, message: FrameMoved) -> None:
        """Take in where the reader has moved the map."""
        self._set_frame(ShowPlace(message.lon, message.lat, message.zoom, animate=False))

    def replay(self) -> list[ToPage]:
        """The messages that bring a page that knows nothing to this state."""
        return [self._last[kind] for kind in ORDER if kind in self._last]

    def _set_frame(self, message: ShowFrame | ShowPlace) -> None:
        self._last.pop(ShowFrame, None)
        self._last.pop(ShowPlace, None)
        self._last[type(message)] = message
