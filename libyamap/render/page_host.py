"""The map page with everything it needs, without a widget: its profile, its channel, and its second life after a crash.

host = PageHost(resources)
host.decoded.connect(...)      # every message of the page, as its type of web.protocol
host.send(SetStyle(...))       # at any time: what is said before the page is ready is told to it then
host.close()                   # before the QApplication ends
"""

import logging
import time

import msgspec
import shiboken6
from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEnginePermission, QWebEngineProfile

from libyamap.render.page_state import PageState
from libyamap.render.profile import locked_profile
from libyamap.render.scheme import PAGE_URL, Answering, SchemeHandler
from libyamap.web.protocol import FrameMoved, PageFailed, PageReady, ToPage, decode, encode

log = logging.getLogger(__name__)

CRASHES_BORNE = 3
CRASH_SPAN_S = 60.0
GAVE_UP = (
    "The map's drawing process has ended {count} times within a minute, so it is not started again; restart libyamap."
)

_LEVELS = {
    QWebEnginePage.JavaScriptConsoleMessageLevel.InfoMessageLevel: logging.INFO,
    QWebEnginePage.JavaScriptConsoleMessageLevel.WarningMessageLevel: logging.WARNING,
    QWebEnginePage.JavaScriptConsoleMessageLevel.ErrorMessageLevel: logging.ERROR,
}


class Bridge(QObject):
    """What the page sees of Python: one slot that receives text and one signal that sends it."""

    sent = Signal(str)
    received = Signal(str)

    @Slot(str)
    def receive(self, text: str) -> None:
        """A message of the page, as JSON text."""
        self.received.emit(text)


class MapPage(QWebEnginePage):
    """The page itself: stays where it is, opens nothing, asks nothing, and says its errors in our log."""

    def __init__(self, profile: QWebEngineProfile) -> None:
        super().__init__(profile)
        self.permissionRequested.connect(_deny)
        self.fileSystemAccessRequested.connect(lambda request: request.reject())
        self.registerProtocolHandlerRequested.connect(lambda request: request.reject())
        self.desktopMediaRequested.connect(lambda request: request.cancel())

    def acceptNavigationRequest(self, url: QUrl | str, _type: QWebEnginePage.NavigationType, isMainFrame: bool) -> bool:
        """Only the map page, and only as the whole page."""
        return isMainFrame and _is_map_page(QUrl(url))

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, lineNumber: int, sourceID: str
    ) -> None:
        """Pass what the page says on to our log, errors as errors."""
        log.log(_LEVELS[level], "The page says at %s:%d: %s", sourceID.rpartition("/")[2], lineNumber, message)

    def javaScriptAlert(self, _origin: QUrl | str, _text: str) -> None:
        """No dialogs."""

    def javaScriptConfirm(self, _origin: QUrl | str, _text: str) -> bool:
        """No dialogs."""
        return False

    def javaScriptPrompt(self, _origin: QUrl | str, _text: str, _default: str) -> tuple[bool, str]:
        """No dialogs."""
        return False, ""


class PageHost(QObject):
    """Owns the page. `decoded` gives each message; `failed` a sentence for the reader when the map cannot go on."""

    decoded = Signal(object)
    restarted = Signal()
    failed = Signal(str)

    def __init__(self, resources: Answering, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._handler = SchemeHandler(resources)
        self._profile = locked_profile(self._handler)
        self.page = MapPage(self._profile)
        self._bridge = Bridge()
        self._channel = QWebChannel()
        self._channel.registerObject("bridge", self._bridge)
        self.page.setWebChannel(self._channel)
        self._bridge.received.connect(self._receive)
        self.page.renderProcessTerminated.connect(self._crashed)
        self.page.urlChanged.connect(self._stay)
        self._state = PageState()
        self._ready = False
        self._closed = False
        self._crashes: list[float] = []
        self.page.load(QUrl(PAGE_URL))

    @property
    def ready(self) -> bool:
        """Whether the page is connected."""
        return self._ready

    def send(self, message: ToPage) -> None:
        """Tell the page; what is said before it is ready is kept, the last of each sort, and told to it then."""
        self._state.told(message)
        if self._ready:
            self._bridge.sent.emit(encode(message))

    def remember(self, message: ToPage) -> None:
        """Have it told only to a page that is loaded anew: this one knows it already."""
        self._state.told(message)

    def close(self) -> None:
        """Take the page down, then its profile (Qt warns if it is the other way round). Harmless when called twice."""
        if self._closed:
            return
        self._closed = True
        self._ready = False
        self.page.renderProcessTerminated.disconnect(self._crashed)
        self.page.urlChanged.disconnect(self._stay)
        for part in (self.page, self._channel, self._bridge, self._profile):
            shiboken6.delete(part)
        self._handler.close()
        shiboken6.delete(self._handler)

    @Slot(str)
    def _receive(self, text: str) -> None:
        try:
            message = decode(text)
        except msgspec.MsgspecError:
            log.exception("The page sent a message that is none of ours: %.200s", text)
            return
        if isinstance(message, PageReady):
            self._ready = True
            for remembered in self._state.replay():
                self._bridge.sent.emit(encode(remembered))
        elif isinstance(message, FrameMoved):
            self._state.heard(message)
        elif isinstance(message, PageFailed):
            log.error("The page failed: %s\n%s", message.text, message.stack)
        self.decoded.emit(message)

    def _stay(self, url: QUrl) -> None:
        """Come back from about:blank, the one address that Chromium goes to without asking the page's owner."""
        if not _is_map_page(url):
            log.error("The page went to “%s” and was brought back", url.toString())
            self._ready = False
            self.page.load(QUrl(PAGE_URL))

    def _crashed(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        self._ready = False
        now = time.monotonic()
        self._crashes = [moment for moment in self._crashes if now - moment < CRASH_SPAN_S] + [now]
        if status == QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus and not code:
            log.info("The map's drawing process has ended")
        else:
            log.warning("The map's drawing process has ended unexpectedly (%s, code %d)", status.name, code)
        if len(self._crashes) >= CRASHES_BORNE:
            sentence = GAVE_UP.format(count=len(self._crashes))
            log.error("%s", sentence)
            self.failed.emit(sentence)
            return
        self.page.load(QUrl(PAGE_URL))
        self.restarted.emit()


def _is_map_page(url: QUrl) -> bool:
    return url.toString().partition("#")[0] == PAGE_URL


def _deny(permission: QWebEnginePermission) -> None:
    permission.deny()
