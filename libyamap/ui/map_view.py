"""The map as a widget: a web view on `render.PageHost`. Tests of the window put a fake in its place."""

from typing import TYPE_CHECKING, Protocol

import shiboken6
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libyamap.ui.text import PlainLabel
from libyamap.web.protocol import ToPage

if TYPE_CHECKING:
    from libyamap.render.scheme import Answering


class Host(Protocol):
    """The page, or a fake of it in tests: `render.PageHost`."""

    @property
    def decoded(self) -> SignalInstance:
        """Emitted with each message of the page."""
        ...

    def send(self, message: ToPage) -> None:
        """Tell the page something."""
        ...

    def remember(self, message: ToPage) -> None:
        """What the page knows already, but would have to be told after a crash."""
        ...


class MapView(Protocol):
    """What the window needs of a map."""

    @property
    def host(self) -> Host:
        """Who speaks with the page."""
        ...

    @property
    def widget(self) -> QWidget:
        """What is put in the middle of the window."""
        ...

    def close_page(self) -> None:
        """Take the page down, before the application ends."""
        ...


class WebMapView(QWidget):
    """The real one; loading the page begins at once."""

    def __init__(self, resources: "Answering", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtCore import Qt
        from PySide6.QtWebEngineWidgets import QWebEngineView

        from libyamap.render.page_host import PageHost

        self.host = PageHost(resources)
        self.view = QWebEngineView(self)
        self.view.setPage(self.host.page)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.view.setAccessibleName("Map")
        self.view.setAcceptDrops(False)  # files are for the window, never for the page
        self.host.decoded.connect(self._refuse_drops)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.host.failed.connect(self._say)
        self.setFocusProxy(self.view)
        self.setMinimumSize(320, 240)

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def _refuse_drops(self, _message: object) -> None:
        """The view's own surface comes with the page, and takes what is dropped unless it is told not to."""
        surface = self.view.focusProxy()
        if surface is not None and surface.acceptDrops():
            surface.setAcceptDrops(False)

    def _say(self, sentence: str) -> None:
        """The map cannot go on; the rest of the window can."""
        self.view.hide()
        note = PlainLabel(sentence)
        note.setMargin(24)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(note)

    def close_page(self) -> None:
        """Take the view down, then page and profile: a view that has lost its page makes itself another one."""
        if shiboken6.isValid(self.view):
            shiboken6.delete(self.view)
        self.host.close()
