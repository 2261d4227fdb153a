"""The map as a PDF: the same page as on the screen, its ground made of lines, printed onto one sheet.

Text stays text and lines stay lines; fonts are embedded, as Chromium does it.
"""

import re
from functools import partial
from typing import Final

from PySide6.QtCore import QByteArray, QEventLoop, QMarginsF, QSizeF, QTimer
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWebEngineCore import QWebEnginePage

from libyamap.app.view_state import Theme, Viewing
from libyamap.domain.geometry import Bounds
from libyamap.errors import WorldError
from libyamap.render.posing import PATIENCE_MS, Pose, posed
from libyamap.render.scheme import Answering

POINTS_PER_PIXEL: Final = 72 / 96
_MOMENTS: Final = {
    re.compile(rb"/(?:CreationDate|ModDate) ?\(D:[^)]*\)"): re.compile(rb"[0-9]"),
    re.compile(rb"/ID ?\[ ?<[0-9A-Fa-f]*> ?<[0-9A-Fa-f]*> ?\]"): re.compile(rb"[0-9A-Fa-f](?=[0-9A-Fa-f]*>)"),
}
"""Where a document says when it was made, and the digits in it."""


def printed(
    resources: Answering,
    viewing: Viewing,
    size: tuple[int, int],
    theme: Theme | None = None,
    bounds: Bounds | None = None,
) -> bytes:
    """What `viewing` shows as a PDF of one sheet, `size` CSS pixels (1/96 inch) large; the same map, the same bytes.

    `theme` and `bounds` change `viewing`. Needs a QApplication. WorldError where the page fails.
    """
    with posed(resources, viewing, Pose(size, vectors=True, theme=theme, bounds=bounds)) as view:
        return without_moment(_print(view.page(), size))


def without_moment(content: bytes) -> bytes:
    """The same document without when it was made: the digits of dates and ids become 0; nothing changes place."""
    for place, digit in _MOMENTS.items():
        content = place.sub(partial(_zeroed, digit), content)
    return content


def _zeroed(digit: re.Pattern[bytes], found: re.Match[bytes]) -> bytes:
    return digit.sub(b"0", found[0])


def _print(page: QWebEnginePage, size: tuple[int, int]) -> bytes:
    width, height = (side * POINTS_PER_PIXEL for side in size)
    sheet = QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    loop, content = QEventLoop(), [b""]

    def take(document: QByteArray) -> None:
        content[0] = bytes(document.data())
        loop.quit()

    page.printToPdf(take, QPageLayout(sheet, QPageLayout.Orientation.Portrait, QMarginsF()))
    QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
    loop.exec()
    if not content[0].startswith(b"%PDF"):
        raise WorldError("The map could not be printed; try a smaller page.")
    return content[0]
