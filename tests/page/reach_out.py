"""A process of its own for test_security: makes a page try every way out. `MODE PORTS`, ports as JSON by way.

guarded: our page as it is. unheaded: our page without its Content-Security-Policy. open: a bare QtWebEngine page with
none of our guards, which shows that the listeners would have counted.
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEventLoop, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWidgets import QApplication

from libyamap.machine import chromium_sandbox_verdict
from libyamap.render.application import application
from libyamap.render.page_host import PageHost
from libyamap.web.protocol import FromPage, PageReady
from libyamap.web.response import Response
from tests.page.small_project import SmallWorld

SCRIPT = Path(__file__).with_name("reach_out.js")


class WithoutHeaders:
    """The same resources, without the headers that forbid the page to ask elsewhere."""

    def __init__(self, world: SmallWorld) -> None:
        self._resources = world.resources

    def answer(self, path: str, query: Mapping[str, str]) -> Response:
        """The answer, bare."""
        answer = self._resources.answer(path, query)
        return Response(answer.status, answer.mime, answer.body, {})


def try_all(page: QWebEnginePage, ports: str) -> None:
    """Run the script in the page until it says that it has tried."""
    loop = QEventLoop()
    page.titleChanged.connect(lambda title: loop.quit() if title == "tried" else None)
    page.runJavaScript(SCRIPT.read_text(encoding="utf-8").replace("(PORTS)", f"({ports})"))
    loop.exec()


def guarded(ports: str, *, headers: bool) -> None:
    """Try it from our page."""
    application(offscreen=True)
    world = SmallWorld()
    host = PageHost(world.resources if headers else WithoutHeaders(world))
    loop = QEventLoop()

    def hear(message: FromPage) -> None:
        if isinstance(message, PageReady):
            loop.quit()

    host.decoded.connect(hear)
    loop.exec()
    try_all(host.page, ports)
    host.close()


def unguarded(ports: str) -> None:
    """Try it from a page of nobody's."""
    sandbox, _ = chromium_sandbox_verdict()
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = "" if sandbox else "--no-sandbox"
    app = QApplication(["open"])
    profile = QWebEngineProfile()
    page = QWebEnginePage(profile)
    loop = QEventLoop()
    page.loadFinished.connect(loop.quit)
    page.setHtml("<title>open</title><p>open</p>", QUrl("http://localhost/"))
    loop.exec()
    try_all(page, ports)
    del page, profile
    app.quit()


if __name__ == "__main__":
    mode, given = sys.argv[1:]
    json.loads(given)
    if mode == "open":
        unguarded(given)
    else:
        guarded(given, headers=mode == "guarded")
    print("tried all")
