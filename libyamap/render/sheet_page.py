"""The page that makes sheets: it writes the map down as SVG, and turns a finished sheet into pixels or into a PDF.

One page does both, and is kept for the next sheet: loading it takes longer than drawing.
"""

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

import msgspec
import shiboken6
from PySide6.QtCore import QByteArray, QEventLoop, QMarginsF, QSizeF, Qt, QTimer
from PySide6.QtGui import QColor, QPageLayout, QPageSize
from PySide6.QtWebEngineWidgets import QWebEngineView

from libyamap.app.view_state import ViewState
from libyamap.errors import WorldError
from libyamap.render.grabbing import exposure, grabbed
from libyamap.render.image_file import encoded
from libyamap.render.page_host import PageHost
from libyamap.render.scheme import Answer, Answering
from libyamap.web.protocol import Drawn, FromPage, MapPrinted, PageReady, PrintMap, SetStyle, ShowSheet
from libyamap.web.response import MIME_TYPES, Response

PATIENCE_MS: Final = 60_000
"""Only against a machine that hangs."""
POINTS_PER_PIXEL: Final = 72 / 96
ADDRESS: Final = "sheet.svg"
GIVEN_UP: Final = "The drawing was given up, as the project was closed."
Said = TypeVar("Said", bound=FromPage)


class SheetPage:
    """Belongs to the GUI thread; turns the event loop while it waits. Close it before its resources."""

    def __init__(self, resources: Answering) -> None:
        self._resources = _WithSheet(resources)
        self._host = PageHost(self._resources)
        self._view = QWebEngineView()
        self._view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self._view.setPage(self._host.page)
        self._view.resize(800, 600)
        self._host.page.setBackgroundColor(QColor(Qt.GlobalColor.white))
        self._view.show()
        self._version = 0
        self._aborted = False
        self._give_up: Callable[[], object] = lambda: None

    def map_of(self, state: ViewState, order: PrintMap) -> MapPrinted:
        """The map as layers of SVG, in the looks of `state`. WorldError where the page cannot draw."""
        self._ready()
        self._version += 1
        order = msgspec.structs.replace(order, version=self._version, ratio=self._view.devicePixelRatioF())
        look = SetStyle(state.theme, state.language, state.relief, state.place_labels, reduced_motion=True)

        def ask() -> None:
            self._host.page.setZoomFactor(1.0)
            self._host.send(look)
            self._host.send(order)

        return self._heard(MapPrinted, lambda said: said.version == order.version, ask)

    def picture(self, svg: str, size: tuple[int, int], scale: float, form: str) -> bytes:
        """A finished sheet of `size` CSS pixels as PNG or JPG (`form`) with `scale` device pixels for each of them.

        Where the page cannot be zoomed so far, as for the preview of a large sheet, its picture is scaled the rest.
        """
        taken = exposure(size, scale, self._view.devicePixelRatioF())
        self._view.resize(taken.room)
        self._show(svg, size, taken.zoom)
        return encoded(grabbed(self._view, taken), form)

    def pdf(self, svg: str, size: tuple[int, int]) -> bytes:
        """A finished sheet as a PDF of one page, as Chromium writes it."""
        self._show(svg, size, 1.0)
        width, height = (side * POINTS_PER_PIXEL for side in size)
        sheet = QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
        loop, content = QEventLoop(), [b""]

        def take(document: QByteArray) -> None:
            content[0] = bytes(document.data())
            loop.quit()

        layout = QPageLayout(sheet, QPageLayout.Orientation.Portrait, QMarginsF())
        self._host.page.printToPdf(take, layout)
        QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
        self._give_up = loop.quit
        if not self._aborted:
            loop.exec()
        if not content[0].startswith(b"%PDF"):
            raise WorldError("The sheet could not be printed; try a smaller one.")
        return content[0]

    def abort(self) -> None:
        """Give up what is being drawn, and all that follows: each ends with a WorldError. For a window that closes."""
        self._aborted = True
        self._give_up()

    def close(self) -> None:
        """Take the page down; harmless when called twice."""
        if shiboken6.isValid(self._view):
            shiboken6.delete(self._view)  # first: a view that has lost its page makes itself another one
        self._host.close()

    def _show(self, svg: str, size: tuple[int, int], zoom: float) -> None:
        self._ready()
        self._version += 1
        version = self._version
        self._resources.sheet = svg.encode()
        message = ShowSheet(version, f"{ADDRESS}?{version}", *size, ratio=zoom * self._view.devicePixelRatioF())

        def ask() -> None:
            self._host.page.setZoomFactor(zoom)
            self._host.send(message)

        self._heard(Drawn, lambda said: said.version == version, ask)

    def _ready(self) -> None:
        if not self._host.ready:
            self._heard(PageReady, lambda _said: True, lambda: None)

    def _heard(self, kind: type[Said], wanted: Callable[[Said], bool], ask: Callable[[], None]) -> Said:
        """Ask, and turn the event loop until the page answers; WorldError where it does not, or fails."""
        loop = QEventLoop()
        found: list[Said] = []
        outcome = ["The map was not drawn within a minute; try a smaller sheet."]

        def hear(said: FromPage) -> None:
            if isinstance(said, kind) and wanted(said) and not found:
                found.append(said)
                loop.quit()

        def fail(reason: str) -> None:
            outcome[0] = reason
            loop.quit()

        def restart() -> None:
            fail("The map's drawing process ended unexpectedly; try again, or a smaller sheet.")

        connections = [self._host.decoded.connect(hear), self._host.failed.connect(fail)]
        connections.append(self._host.restarted.connect(restart))
        try:
            self._give_up = lambda: fail(GIVEN_UP)
            if self._aborted:
                raise WorldError(GIVEN_UP)
            ask()
            QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
            if not found:
                loop.exec()
        finally:
            for signal, connection in zip(
                (self._host.decoded, self._host.failed, self._host.restarted), connections, strict=True
            ):
                signal.disconnect(connection)
        if not found:
            raise WorldError(outcome[0])
        return found[0]


class _WithSheet:
    """What the map's page asks for, and the sheet."""

    def __init__(self, resources: Answering) -> None:
        self._resources = resources
        self.sheet = b""

    def answer(self, path: str, query: Mapping[str, str]) -> Answer:
        if path == ADDRESS:
            return Response(200, MIME_TYPES[".svg"], self.sheet)
        return self._resources.answer(path, query)
