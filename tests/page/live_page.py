"""A live page on the small project, and what it has said so far. Every wait is for a signal."""

import json
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWebEngineWidgets import QWebEngineView

from libyamap.render.page_host import PageHost
from libyamap.web.protocol import (
    Drawn,
    FromPage,
    PageReady,
    Redraw,
    SetStyle,
    ShowFrame,
)
from tests.page.small_project import SmallWorld
from tests.support.event_loop import PATIENCE_MS, answer_to

SIX_FRAMES = """(async () => {
  for (let frame = 0; frame < 6 && !document.hidden; frame++) await new Promise(requestAnimationFrame);
  return true;
})()"""


class LivePage:
    """A page in a view that is shown nowhere, and what it has said so far."""

    def __init__(self, world: SmallWorld, size: tuple[int, int] = (900, 600)) -> None:
        self.world = world
        self.host = PageHost(world.resources)
        self.heard: list[FromPage] = []
        self.host.decoded.connect(self.heard.append)
        self.view = QWebEngineView()
        self.view.setPage(self.host.page)
        self.view.resize(*size)
        self.view.show()
        self.version = 0

    def wait_for(self, wanted: Callable[[FromPage], bool], do: Callable[[], object] = lambda: None) -> FromPage:
        """Do something and turn the event loop until the page sends a message like this."""
        loop = QEventLoop()
        found: list[FromPage] = []

        def look(message: FromPage) -> None:
            if not found and wanted(message):
                found.append(message)
                loop.quit()

        self.host.decoded.connect(look)
        timer = QTimer()
        timer.setSingleShot(True)
        timer.timeout.connect(loop.quit)
        timer.start(PATIENCE_MS)
        do()
        if not found:
            loop.exec()
        timer.stop()
        self.host.decoded.disconnect(look)
        assert found, f"the page did not say it; its last words: {self.heard[-5:]}"
        return found[0]

    def opened(self) -> "LivePage":
        """Wait until the page is connected."""
        if not self.host.ready:
            self.wait_for(lambda message: isinstance(message, PageReady))
        return self

    def drawn(self) -> "LivePage":
        """Show the viewing state, as the window does, and wait until all of it is on the canvas."""
        state = self.world.viewing.state
        if not self.version:
            self.host.send(SetStyle(state.theme, state.language, state.relief, state.place_labels, reduced_motion=True))
            self.host.send(ShowFrame(state.bounds))
        self.version += 1
        version = self.version
        self.wait_for(
            lambda message: isinstance(message, Drawn) and message.version == version,
            lambda: self.host.send(Redraw(version, marks=True, ground=True)),
        )
        return self

    def evaluate(self, script: str) -> object:
        """What a script gives in the page's own world; for looking into the page from tests only."""
        return answer_to(lambda take: self.host.page.runJavaScript(script, 0, take), script)

    def promised(self, script: str) -> object:
        """What a promise in the page comes to: its value, or “refused” where it fails."""
        titles: list[Callable[[str], None]] = []

        def ask(take: Callable[[str], None]) -> None:
            titles.append(take)
            self.host.page.titleChanged.connect(take)
            self.evaluate(
                f"Promise.resolve({script}).then((value) => value, () => 'refused')"
                ".then((value) => (document.title = `${Date.now()} ${JSON.stringify(value)}`)); 1"
            )

        try:
            title = answer_to(ask, script)
        finally:
            self.host.page.titleChanged.disconnect(titles[0])
        answer: object = json.loads(title.partition(" ")[2])
        return answer

    def image(self) -> QImage:
        """What the view shows, once all that the page has drawn is in it."""
        self.promised(SIX_FRAMES)
        return self.view.grab().toImage()

    def close(self) -> None:
        """Take it all down."""
        shiboken6.delete(self.view)
        self.host.close()
