"""A picture of the map without a window: the same page, drawn at any size and sharpness, furniture included."""

import logging
from typing import Final

import shiboken6
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWebEngineWidgets import QWebEngineView

from libyamap.app.view_state import Theme, Viewing
from libyamap.domain.geometry import Bounds
from libyamap.errors import WorldError
from libyamap.render.page_host import PageHost
from libyamap.render.scheme import Answering
from libyamap.web.protocol import Drawn, Message, PageReady, Redraw, SetStyle, ShowFrame, ShowFurniture

log = logging.getLogger(__name__)

SIZE: Final = (1600, 1000)
LARGEST_SIDE: Final = 16_000
CSS_PIXELS_PER_METRE: Final = 96 / 0.0254
PATIENCE_MS: Final = 60_000
"""Only against a machine that hangs; the picture is taken when the page says that all is drawn."""


def picture(
    resources: Answering,
    viewing: Viewing,
    *,
    size: tuple[int, int] = SIZE,
    scale: float = 1.0,
    furniture: bool = True,
    theme: Theme | None = None,
    bounds: Bounds | None = None,
) -> QImage:
    """Draw what `viewing` shows at `size` CSS pixels and `scale` device pixels for each of them.

    `theme` and `bounds` change `viewing`, which is the one that `resources` draws from: give the picture one of its own
    where a window shows another. Needs a QApplication. WorldError where the size makes no sense or the page fails.
    """
    width, height = _pixels(size, scale)
    changes = {name: value for name, value in (("theme", theme), ("bounds", bounds)) if value is not None}
    viewing.change("picture", **changes)
    host = PageHost(resources)
    view = QWebEngineView()
    try:
        view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        view.setPage(host.page)
        ratio = view.devicePixelRatioF()
        view.resize(round(width / ratio), round(height / ratio))
        host.page.setBackgroundColor(QColor(Qt.GlobalColor.white))
        _tell(host, viewing, scale / ratio, furniture=furniture)
        view.show()
        _wait(host)
        image = view.grab().toImage()
    finally:
        shiboken6.delete(view)  # first: a view that has lost its page makes itself another one
        host.close()
    image.setDevicePixelRatio(1.0)
    image.setDotsPerMeterX(round(CSS_PIXELS_PER_METRE * scale))
    image.setDotsPerMeterY(round(CSS_PIXELS_PER_METRE * scale))
    return image.convertToFormat(QImage.Format.Format_RGB888)


def _pixels(size: tuple[int, int], scale: float) -> tuple[int, int]:
    width, height = (round(side * scale) for side in size)
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE and 0.25 <= scale <= 5):
        raise WorldError(
            f"A picture of {width} by {height} pixels cannot be made: each side can have up to {LARGEST_SIDE:,}."
        )
    return width, height


def _tell(host: PageHost, viewing: Viewing, zoom_factor: float, *, furniture: bool) -> None:
    state = viewing.state

    def sharpen(message: Message) -> None:
        if isinstance(message, PageReady):
            host.page.setZoomFactor(zoom_factor)

    host.page.setZoomFactor(zoom_factor)
    host.decoded.connect(sharpen)
    host.send(SetStyle(state.theme, state.language, state.relief, state.place_labels, reduced_motion=True))
    host.send(ShowFurniture(furniture))
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
