"""The whole window on the example, with the real page in a real web view, and the ways a person uses it."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from libyamap.app.viewport import EVERYTHING
from libyamap.domain.geometry import GeometryType, Position
from libyamap.domain.model import Feature, Site
from libyamap.ui.main_window import MainWindow
from libyamap.web.protocol import Drawn
from tests.support.event_loop import PATIENCE_MS
from tests.support.on_screen import pixel_of
from tests.support.shown_window import drag, surface_of

SIX_FRAMES = """(async () => {
  for (let frame = 0; frame < 6 && !document.hidden; frame++) await new Promise(requestAnimationFrame);
  document.title = `${performance.now()}`;
})(); 0"""


class RealWindow:
    """The window and the ways a person uses it."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.window = window
        self.desk = window.desk

    @property
    def surface(self) -> QWidget:
        """What takes the mouse and the keys of the page."""
        return surface_of(self.window)

    def pixel_of(self, at: Position) -> QPoint:
        """Where a position is on the map's surface."""
        frame = self.desk.frame
        assert frame is not None
        return pixel_of(at, frame)

    def drawn_after(self, work: object) -> None:
        """Do something and wait until the page has drawn it."""
        assert callable(work)
        with self.qtbot.waitSignal(self.window.bridge.drawn, timeout=PATIENCE_MS) as drawn:
            work()
        assert drawn.args
        assert isinstance(drawn.args[0], Drawn)

    def picture(self) -> QImage:
        """What the map shows, once all that the page has drawn is in the window."""
        view = self.window.map.widget.findChild(QWebEngineView)
        assert isinstance(view, QWebEngineView)
        with self.qtbot.waitSignal(view.page().titleChanged, timeout=PATIENCE_MS):
            view.page().runJavaScript(SIX_FRAMES)
        return self.window.map.widget.grab().toImage()

    def drag(self, start: QPoint, end: QPoint, *, release: bool = True) -> None:
        """Press, move in steps as a hand does, and let go."""
        drag(self.surface, start, end, release=release)


def exact_site(real: RealWindow, title: str) -> tuple[Feature, Position]:
    """A site with an exact place."""
    site = next(
        feature
        for feature in real.desk.workspace.index.order(EVERYTHING).features(0, 1000)
        if isinstance(feature, Site) and feature.title.startswith(title) and feature.where_prec == 1
    )
    assert site.geometry is not None
    assert site.geometry.type is GeometryType.POINT
    lon, lat = site.geometry.coordinates
    return site, (lon, lat)
