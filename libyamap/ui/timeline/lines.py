"""The controls above the chart in one line or, where that is too narrow, in two; nothing overlaps or is cut.

In the second line stands the key, and before it the lists where the first has no room for them. Where not even the
dates have room, they are left out: the window can be drawn with the mouse, and typed in the filter.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from libyamap.ui.timeline.key import Key

SPACING: Final = 4
_MARGINS: Final = (8, 4, 8, 4)


class ControlLines(QWidget):
    """`place` when the key has other parts."""

    def __init__(
        self, playing: Sequence[QWidget], dates: Sequence[QWidget], lists: Sequence[QWidget], key: Key
    ) -> None:
        super().__init__()
        # A row that is too wide never widens the window.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._playing, self._dates, self._lists, self.key = playing, dates, lists, key
        self._stands: tuple[bool, bool, bool] | None = None
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        for row in (self._upper, self._lower):
            row.setSpacing(SPACING)
            column.addLayout(row)
        for widget in (*playing, *dates, *lists, key):
            widget.setParent(self)
        self.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width."""
        super().resizeEvent(event)
        self.place()

    def place(self) -> None:
        """Put everything where it has room."""
        room = self.width() - _MARGINS[0] - _MARGINS[2]
        playing, dates, lists = map(_width, (self._playing, self._dates, self._lists))
        has_dates = playing + dates <= room
        above = playing + lists + (dates if has_dates else 0) <= room
        whole = playing + lists + dates + self.key.whole_width()
        key_below = bool(self.key.parts) and whole > room
        stands = (has_dates, above, key_below)
        if stands == self._stands:
            return
        self._stands = stands
        self._empty()
        for widget in self._dates:
            widget.setVisible(has_dates)
        upper = [*self._playing, *self._dates, *(self._lists if above else ())]
        lower = [] if above else [*self._lists]
        _fill(self._upper, upper, None if key_below or lower else self.key)
        _fill(self._lower, lower, self.key if key_below or lower else None)
        self._upper.setContentsMargins(*_MARGINS)
        self._lower.setContentsMargins(*((8, 0, 8, 4) if lower else (0, 0, 0, 0)))
        self.updateGeometry()

    def _empty(self) -> None:
        for row in (self._upper, self._lower):
            while row.takeAt(0) is not None:
                pass


def _fill(row: QHBoxLayout, widgets: Iterable[QWidget], key: Key | None) -> None:
    for widget in widgets:
        row.addWidget(widget)
    if key is None:
        row.addStretch(1)
    else:
        row.addWidget(key, 1)


def _width(widgets: Iterable[QWidget]) -> int:
    """Pixels in a row, each as narrow as it may be."""
    return sum((widget.minimumWidth() or widget.sizeHint().width()) + SPACING for widget in widgets)
