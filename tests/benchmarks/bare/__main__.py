"""`python -m tests.benchmarks.bare PMTILES W,S,E,N WIDTH HEIGHT` prints one JSON line when the map has been painted."""

import gzip
import json
import mmap
import os
import sys
from pathlib import Path

from libyamap.machine import chromium_sandbox_verdict

if not chromium_sandbox_verdict()[0]:
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = "--no-sandbox"

from pmtiles.reader import Reader
from PySide6.QtCore import QBuffer, QIODevice, QUrl, qVersion
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
    qWebEngineChromiumVersion,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

HERE = Path(__file__).parent
WEB = HERE.parents[2] / "libyamap" / "web"
MIME = {".html": b"text/html", ".css": b"text/css", ".js": b"text/javascript", ".mvt": b"application/octet-stream"}


class Files(QWebEngineUrlSchemeHandler):
    """Serves this folder, vendor/ and the tiles."""

    def __init__(self, archive: Path) -> None:
        super().__init__()
        with archive.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._reader = Reader(lambda offset, length: mapped[offset : offset + length])

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Answer one request."""
        path = job.requestUrl().path().removeprefix("/")
        body = self._tile(path) if path.startswith("tiles/") else _file(path)
        if body is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        device = QBuffer(job)
        device.setData(body)
        device.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(MIME.get(Path(path).suffix, b"application/octet-stream"), device)

    def _tile(self, path: str) -> bytes | None:
        z, x, y = (int(part) for part in path.removeprefix("tiles/").removesuffix(".mvt").split("/"))
        tile = self._reader.get(z, x, y)
        return gzip.decompress(tile) if tile else None


def _file(path: str) -> bytes | None:
    file = (WEB if path.startswith("vendor/") else HERE) / path
    return file.read_bytes() if file.is_file() else None


def main(archive: str, bounds: str, width: str, height: str) -> int:
    """Show the map and end when it has been painted."""
    scheme = QWebEngineUrlScheme(b"bare")
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme | QWebEngineUrlScheme.Flag.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)
    application = QApplication(sys.argv[:1])
    profile = QWebEngineProfile()
    files = Files(Path(archive))
    profile.installUrlSchemeHandler(b"bare", files)
    view = QWebEngineView()
    page = QWebEnginePage(profile)
    view.setPage(page)
    view.resize(int(width), int(height))

    def titled(title: str) -> None:
        if title == "painted":
            picture = view.grab().size()
            versions = {"qt": qVersion(), "chromium": qWebEngineChromiumVersion()}
            line = json.dumps({"painted": True, "width": picture.width(), "height": picture.height(), **versions})
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
            sys.stdin.readline()  # stay as long as the parent measures
            application.quit()

    page.titleChanged.connect(titled)
    page.load(QUrl(f"bare://app/page.html?bounds={bounds}"))
    view.show()
    code = application.exec()
    view.setPage(QWebEnginePage(view))
    del page, profile
    return code


sys.exit(main(*sys.argv[1:]))
