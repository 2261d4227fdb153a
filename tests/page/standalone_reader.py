"""Somebody who opens a page that stands alone, in a real browser engine with the network cut, and uses it by clicks
and keys.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QDeadlineTimer, QObject, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from tests.support.event_loop import PATIENCE_MS, answer_to

HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"


class Counting(QWebEngineUrlRequestInterceptor):
    """Lets the file itself in, and nothing else; counts what was asked for."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.asked: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Qt: look at a request."""
        self.asked.append(info.requestUrl().toString()[:200])
        info.block(len(self.asked) > 1)


class Page(QWebEnginePage):
    """Keeps what the page complains of."""

    complaints: tuple[str, ...] = ()

    def javaScriptConsoleMessage(
        self, _level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, _source: str
    ) -> None:
        """Qt: a line on the console, a breach of the policy too."""
        self.complaints = (*self.complaints, f"{line}: {message}")


class Reader:
    """Somebody who opened the file."""

    def __init__(self, path: Path, size: tuple[int, int] = (1280, 800)) -> None:
        self.profile = QWebEngineProfile()
        self.counting = Counting(self.profile)
        self.profile.setUrlRequestInterceptor(self.counting)
        self.view = QWebEngineView()
        self.page = Page(self.profile, self.view)
        self.view.setPage(self.page)
        self.view.resize(*size)
        self.view.show()
        assert answer_to(partial(self._load, path), f"loading {path.name}"), f"not loaded: {path}"
        self.until("document.documentElement.dataset.ready === 'true'")

    def tells(self, script: str) -> object:
        """What a script gives."""
        return answer_to(lambda take: self.page.runJavaScript(script, 0, take), script)

    def _load(self, path: Path, take: Callable[[bool], None]) -> None:
        self.view.loadFinished.connect(take)
        self.view.load(QUrl.fromLocalFile(str(path)))

    def until(self, condition: str) -> None:
        """Wait for something to become so in the page, looking each time that it has had its turn."""
        end = QDeadlineTimer(PATIENCE_MS)
        while self.tells(f"Boolean({condition})") is not True:
            assert not end.hasExpired(), f"never so: {condition}; {self.page.complaints}"
            self.tells("new Promise(requestAnimationFrame); 1")

    def click(self, selector: str) -> None:
        """Click the middle of an element."""
        box = self.tells(
            f"(() => {{ const b = document.querySelector({selector!r}).getBoundingClientRect();"
            " return [b.left + b.width / 2, b.top + b.height / 2].join() })()"
        )
        x, y = (round(float(part)) for part in str(box).split(","))
        place = self.hands.mapFrom(self.view, QPoint(x, y))
        QTest.mouseClick(self.hands, Qt.MouseButton.LeftButton, pos=place)

    def type(self, text: str) -> None:
        """Type into what has the keyboard."""
        QTest.keyClicks(self.hands, text)

    @property
    def hands(self) -> QWidget:
        """What takes clicks and keys for the page."""
        proxy = self.view.focusProxy()
        assert proxy is not None
        return proxy

    def close(self) -> None:
        """Close it: the page before its profile."""
        shiboken6.delete(self.view)
        shiboken6.delete(self.profile)


Open = Callable[..., Reader]
