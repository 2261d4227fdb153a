"""The map as a picture without what is for the hand: the page takes its buttons away for as long as one is taken."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from libyamap.ui.map_view import MapView
from libyamap.web.protocol import BareMap, MapBared

PATIENCE_MS: Final = 2_000
"""For a page that cannot answer: better a picture with buttons than none."""


class BarePicture(QObject):
    """`take` gives the picture once the page is bare. For a drag, which cannot wait, it is made bare ahead."""

    def __init__(self, map_view: MapView, parent: QObject) -> None:
        super().__init__(parent)
        self._map = map_view
        self._turn = 0
        self._taker: Callable[[QImage], object] | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._grab)
        map_view.host.decoded.connect(self._hear)

    def take(self, taker: Callable[[QImage], object]) -> None:
        """Call `taker` with the picture; one that was asked for before, and is not there yet, is given up."""
        self._taker = taker
        self.bare(wanted=True)
        self._patience.start()

    def bare(self, *, wanted: bool) -> None:
        """Take the buttons away, or bring them back."""
        self._turn += 1
        self._map.host.send(BareMap(wanted, self._turn))

    def now(self) -> QImage:
        """The map as it stands."""
        return self._map.widget.grab().toImage()

    def _hear(self, message: object) -> None:
        if isinstance(message, MapBared) and message.turn == self._turn:
            self._grab()

    def _grab(self) -> None:
        self._patience.stop()
        taker, self._taker = self._taker, None
        if taker is not None:
            image = self.now()
            self.bare(wanted=False)
            taker(image)
