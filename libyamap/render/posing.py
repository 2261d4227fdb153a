"""The page drawn without a window, dressed for a picture, for as long as one is taken of it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

import shiboken6
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWebEngineWidgets import QWebEngineView

from libyamap.app.view_state import Theme, Viewing
from libyamap.domain.geometry import Bounds
from libyamap.errors import WorldError
from libyamap.render.grabbing import Exposure, exposure
from libyamap.render.page_host import PageHost
from libyamap.render.scheme import Answering
from libyamap.web.protocol import Drawn, Message, PageReady, Redraw, SetStyle, ShowFrame, ShowFurniture

log = logging.getLogger(__name__)

LARGEST_SIDE: Final = 16_000
PATIENCE_MS: Final = 60_000
"""Only against a machine that hangs; the picture is taken when the page says that all is drawn."""


class Pose(NamedTuple):
    """How the page is dressed: `size` in CSS pixels, `scale` device pixels for each of them.

    `theme` and `bounds` (EPSG:4326) change the view state that is drawn.
    """

    size: tuple[int, int]
    scale: float = 1.0
    furniture: bool = True
    theme: Theme | None = None
    bounds: Bounds | None = None


@contextmanager
def posed(resources: Answering, viewing: Viewing, pose: Pose) -> Iterator[tuple[QWebEngineView, Exposure]]:
    """The view when all is drawn, and how its picture is taken.

    Needs a QApplication. WorldError where the size makes no sense or the page fails. The pose changes `viewing`, which
    is the one that `resources` draws from: give the picture one of its own where a window shows another.
    """
    _check(pose.size, pose.scale)
    changes = {"theme": pose.theme, "bounds": pose.bounds}
    viewing.change("picture", **{name: value for name, value in changes.items() if value is not None})
    host = PageHost(resources)
    view = QWebEngineView()
    try:
        view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        view.setPage(host.page)
        taken = exposure(pose.size, pose.scale, view.devicePixelRatioF())
        view.resize(taken.room)
        host.page.setBackgroundColor(QColor(Qt.GlobalColor.white))
        _tell(host, viewing, pose, taken)
        view.show()
        _wait(host)
        yield view, taken
    finally:
        shiboken6.delete(view)  # first: a view that has lost its page makes itself another one
        host.close()


def _check(size: tuple[int, int], scale: float) -> None:
    width, height = (round(side * scale) for side in size)
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE and 0.25 <= scale <= 5):
        raise WorldError(
            f"A picture of {width} by {height} pixels cannot be made: each side can have up to {LARGEST_SIDE:,}."
        )


def _tell(host: PageHost, viewing: Viewing, pose: Pose, taken: Exposure) -> None:
    state = viewing.state

    def sharpen(message: Message) -> None:
        if isinstance(message, PageReady):
            host.page.setZoomFactor(taken.zoom)

    host.page.setZoomFactor(taken.zoom)
    host.decoded.connect(sharpen)
    host.send(SetStyle(state.theme, state.language, state.relief, state.place_labels, reduced_motion=True))
    host.send(ShowFurniture(pose.furniture, *taken.frame))
    host.send(ShowFrame(state.bounds))
    host.send(Redraw(1, marks=True, ground=True))


def _wait(host: PageHost) -> None:
    """Turn the event loop until the page has drawn; WorldError where it says that it cannot."""
    loop = QEventLoop()
    outcome = ["The map was not drawn within a minute; try a smaller picture."]

    def end(reason: str) -> None:
        outcome[0] = reason
        loop.quit()

    def hear(message: Message) -> None:
        if isinstance(message, Drawn):
            end("")

    host.decoded.connect(hear)
    host.failed.connect(end)
    QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
    loop.exec()
    if outcome[0]:
        raise WorldError(outcome[0])
