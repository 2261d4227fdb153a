"""The tools that edit with the hand on the map: they ask the page, and tell by signals what the hand has done.

tools = MapTools(desk, host, actions, window)
tools.pick_place()                # then: picked(lon, lat), or ended() where the reader gave up
tools.preview(feature)            # draws an unfinished record as a reader will see it

One tool at a time: beginning one ends the one before. Nothing here writes to the project.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from libyamap.domain.model import Feature
from libyamap.ui.action_set import ActionSet
from libyamap.ui.desk import Desk
from libyamap.ui.edit.map.escape import Escape
from libyamap.ui.map_view import Host
from libyamap.web.protocol import EditEnded, EditPointed, ShowPreview, UseEditor

if TYPE_CHECKING:
    from libyamap.web.protocol import FromPage

PICK = "Click where it is"


class MapTools(QObject):
    """`begun` and `ended` frame each use; between them `busy` is the sentence for the status bar.

    `picked(lon, lat)`: a place was clicked (WGS 84, longitude from -180 to 180); the tool has ended.
    """

    begun = Signal()
    ended = Signal()
    busy_changed = Signal(str)
    picked = Signal(float, float)

    def __init__(self, desk: Desk, host: Host, actions: ActionSet, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._host = host
        self._actions = actions
        self._escape = Escape(actions["clear-selection"], window, self.cancel)
        self.busy = ""
        host.decoded.connect(self._hear)

    @property
    def active(self) -> bool:
        """Whether the map's clicks belong to a tool."""
        return bool(self.busy)

    # ---- tools

    def pick_place(self, words: str = PICK) -> None:
        """One click on the map gives a place."""
        self._use(UseEditor("pick", words), f"{words}; Esc to stop")

    def cancel(self) -> None:
        """Take the tool away; nothing happens where none is in use."""
        if self.active:
            self._host.send(UseEditor(""))
            self._escape.give_back()
            self._be_busy("")
            self.ended.emit()

    def preview(self, feature: Feature | None) -> None:
        """Draw a record that is not kept yet as a reader will see it; None: no more."""
        marks = self._desk.workspace.resources.marks_of([feature], self._zoom) if feature else ()
        self._host.send(ShowPreview(marks))

    # ---- the page

    def _use(self, tool: UseEditor, busy: str) -> None:
        self.cancel()
        self.begun.emit()
        self._escape.take()
        self._host.send(tool)
        self._be_busy(busy)
        self._actions["focus-map"].trigger()

    def _hear(self, message: "FromPage") -> None:
        if not self.active:
            return  # what was under way when the tool was taken away
        match message:
            case EditPointed(lon, lat):
                at = (wrapped(lon), lat)
                self.cancel()
                self.picked.emit(*at)
            case EditEnded():
                self.cancel()

    def _be_busy(self, sentence: str) -> None:
        self.busy = sentence
        self.busy_changed.emit(sentence)

    @property
    def _zoom(self) -> float:
        return self._desk.viewing.state.zoom


def wrapped(lon: float) -> float:
    """The same longitude from -180 up to 180 degrees."""
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180
