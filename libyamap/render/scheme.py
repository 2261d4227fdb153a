"""The custom URL scheme `libyamap://app/...`: the only address from which the page can get anything.

Chromium asks on the GUI thread; a slow answer there would stall the window. So worker threads work it out, and the
answer comes back to the GUI thread by a signal, where the job may be gone by then.
"""

import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, Protocol

import shiboken6
from PySide6.QtCore import QBuffer, QFile, QIODevice, QObject, QUrl, QUrlQuery, Signal, Slot
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlScheme, QWebEngineUrlSchemeHandler

log = logging.getLogger(__name__)

SCHEME: Final = "libyamap"
HOST: Final = "app"
PAGE_URL: Final = f"{SCHEME}://{HOST}/map.html"
CHANNEL_SCRIPT: Final = "qwebchannel.js"
WORKERS: Final = 4


class Answer(Protocol):
    """What a request is answered with; see `web.resources.Response`."""

    @property
    def status(self) -> int:
        """As in HTTP: 200, 400 or 404."""
        ...

    @property
    def mime(self) -> str:
        """Media type of `body`."""
        ...

    @property
    def body(self) -> bytes:
        """The content."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """Further headers, the Content-Security-Policy among them."""
        ...


class Answering(Protocol):
    """Whatever answers requests, from any thread, without ever raising; see `web.resources.Resources`."""

    def answer(self, path: str, query: Mapping[str, str]) -> Answer:
        """The answer to `path` (without a leading slash) with the decoded fields of the query."""
        ...


def register_scheme() -> None:
    """Make the scheme known to Chromium; once, before the QApplication."""
    if QWebEngineUrlScheme.schemeByName(SCHEME.encode()).name() == SCHEME.encode():
        return
    scheme = QWebEngineUrlScheme(SCHEME.encode())
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(
        QWebEngineUrlScheme.Flag.SecureScheme
        | QWebEngineUrlScheme.Flag.CorsEnabled
        | QWebEngineUrlScheme.Flag.FetchApiAllowed
    )
    QWebEngineUrlScheme.registerScheme(scheme)


class SchemeHandler(QWebEngineUrlSchemeHandler):
    """Answers the page's requests from `resources`. GET only: the body of a POST froze the process in a trial."""

    _answered = Signal(int, object)

    def __init__(self, resources: Answering, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._resources = resources
        self._jobs: dict[int, QWebEngineUrlRequestJob] = {}
        self._count = 0
        self._workers = ThreadPoolExecutor(WORKERS, thread_name_prefix="libyamap-scheme")
        self._answered.connect(self._reply)

    def close(self) -> None:
        """Wait for the answers under way and drop them."""
        self._workers.shutdown(wait=True, cancel_futures=True)
        self._jobs.clear()

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Hand a request to a worker (called by Qt on the GUI thread)."""
        url = job.requestUrl()
        if job.requestMethod() != b"GET" or url.host() != HOST:
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        self._count += 1
        number = self._count
        self._jobs[number] = job
        job.destroyed.connect(lambda: self._jobs.pop(number, None))
        path = url.path(QUrl.ComponentFormattingOption.FullyDecoded).removeprefix("/")
        query = dict(QUrlQuery(url).queryItems(QUrl.ComponentFormattingOption.FullyDecoded))
        self._workers.submit(self._work, number, path, query)

    def _work(self, number: int, path: str, query: dict[str, str]) -> None:
        try:
            answer: object = _ChannelScript() if path == CHANNEL_SCRIPT else self._resources.answer(path, query)
        except Exception:
            log.exception("The request for “%s” could not be answered", path)
            answer = None
        if shiboken6.isValid(self):
            self._answered.emit(number, answer)

    @Slot(int, object)
    def _reply(self, number: int, answer: Answer | None) -> None:
        job = self._jobs.pop(number, None)
        if job is None or not shiboken6.isValid(job):
            return  # the page has moved on
        if answer is None:
            job.fail(QWebEngineUrlRequestJob.Error.RequestFailed)
        elif answer.status == 404:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
        elif answer.status != 200:
            job.fail(QWebEngineUrlRequestJob.Error.UrlInvalid)
        else:
            # Qt's multimap wants lists of values, though PySide's type hints name single ones.
            headers: Any = {name.encode(): [text.encode()] for name, text in answer.headers.items()}
            job.setAdditionalResponseHeaders(headers)
            device = QBuffer(job)
            device.setData(answer.body)
            device.open(QIODevice.OpenModeFlag.ReadOnly)
            job.reply(answer.mime.encode(), device)


class _ChannelScript:
    """Qt's own script for QWebChannel, which lies inside its library."""

    status = 200
    mime = "text/javascript"
    headers: Mapping[str, str] = {"X-Content-Type-Options": "nosniff"}

    def __init__(self) -> None:
        file = QFile(":/qtwebchannel/qwebchannel.js")
        if not file.open(QIODevice.OpenModeFlag.ReadOnly):
            raise FileNotFoundError(file.fileName())
        self.body = bytes(file.readAll().data())
        file.close()
