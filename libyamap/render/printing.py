"""The map as a PDF: the same page as on the screen, with its ground as lines, printed onto one sheet."""

import re
from typing import Final

from PySide6.QtCore import QByteArray, QEventLoop, QMarginsF, QSizeF, QTimer
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWebEngineCore import QWebEnginePage

from libyamap.errors import WorldError

POINTS_PER_PIXEL: Final = 72 / 96
PATIENCE_MS: Final = 60_000
_DATES: Final = re.compile(rb"/(CreationDate|ModDate) ?\(D:[^)]*\)")
_IDS: Final = re.compile(rb"/ID ?\[ ?<[0-9A-Fa-f]*> ?<[0-9A-Fa-f]*> ?\]")


def print_page(page: QWebEnginePage, size: tuple[int, int]) -> bytes:
    """The page as a PDF of `size` CSS pixels, one sheet. WorldError where Chromium cannot print it."""
    width, height = (side * POINTS_PER_PIXEL for side in size)
    sheet = QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    layout = QPageLayout(sheet, QPageLayout.Orientation.Portrait, QMarginsF())
    loop, printed = QEventLoop(), [b""]

    def take(content: QByteArray) -> None:
        printed[0] = bytes(content.data())
        loop.quit()

    page.printToPdf(take, layout)
    QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
    loop.exec()
    if not printed[0].startswith(b"%PDF"):
        raise WorldError("The map could not be printed; try a smaller page.")
    return without_moment(printed[0])


def without_moment(content: bytes) -> bytes:
    """The same document without when it was made, so that the same map gives the same bytes. Nothing changes place."""

    def still(found: re.Match[bytes]) -> bytes:
        return re.sub(rb"[0-9A-Fa-f](?=[^<(]*[>)'])", b"0", found[0])

    return _IDS.sub(still, _DATES.sub(still, content))
