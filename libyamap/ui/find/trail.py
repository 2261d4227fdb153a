"""Back and forward through the views, and the view as a text to send."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from libyamap.app.view_text import Spot, view_text
from libyamap.app.view_trail import ViewTrail
from libyamap.ui.action_set import ActionSet
from libyamap.ui.desk import Desk
from libyamap.web.protocol import FrameMoved, ShowFrame, ShowPlace


class TrailCommands(QObject):
    """Wires the actions `back`, `forward` and `copy-view`."""

    def __init__(
        self,
        desk: Desk,
        actions: ActionSet,
        say: Callable[[str], object],
        parent: QObject,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        self._say = say
        self._clock = clock
        self.trail = ViewTrail()
        self._size = (0, 0)
        desk.frame_moved.connect(self._moved)
        desk.to_page.connect(self._asked)
        actions.on("back", lambda: self.turn(forward=False))
        actions.on("forward", lambda: self.turn(forward=True))
        actions.on("copy-view", self.copy_view)
        self._show_state()

    def turn(self, *, forward: bool) -> None:
        """Go to the view before or after this one."""
        spot = self.trail.forward() if forward else self.trail.back()
        if spot is not None:
            self._desk.to_page.emit(ShowPlace(*spot.position, spot.zoom))
        self._show_state()

    def copy_view(self) -> None:
        """Put the view on the clipboard; pasted into the Find box it comes back."""
        frame = self._desk.frame
        if frame is None:
            return
        text = view_text(Spot((frame.lon, frame.lat), frame.zoom))
        QGuiApplication.clipboard().setText(text)
        self._say(f"Copied {text}")

    def _moved(self, frame: FrameMoved) -> None:
        size = (frame.width, frame.height)
        self.trail.visit(Spot((frame.lon, frame.lat), frame.zoom), self._clock(), resized=size != self._size)
        self._size = size
        self._show_state()

    def _asked(self, message: object) -> None:
        if isinstance(message, ShowFrame | ShowPlace):
            self.trail.leap()

    def _show_state(self) -> None:
        self._actions["back"].setEnabled(self.trail.can_go_back)
        self._actions["forward"].setEnabled(self.trail.can_go_forward)
