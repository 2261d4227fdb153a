"""Draws the timeline: stacked bars, the axis, and the window with its two handles. Only numbers and a painter."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPalette, QPen

from libyamap.app.viewport import Window
from libyamap.ui.timeline.bars import Bars
from libyamap.ui.timeline.scale import TimeScale
from libyamap.ui.timeline.strips import LANE, Strip

AXIS_HEIGHT = 20.0
TOP = 8.0
HANDLE = 8.0
"""Pixels on either side of an edge where it can be taken."""
MOST_COLUMNS = 2
"""Bars narrower than this (pixels) are gathered, so that a long time costs no more than a short one."""


class Look(NamedTuple):
    """The colours of the palette that are used."""

    ink: QColor
    quiet: QColor
    line: QColor
    accent: QColor
    ground: QColor

    @classmethod
    def of(cls, palette: QPalette) -> "Look":
        """Those of this palette."""
        role = QPalette.ColorRole
        return cls(
            *(palette.color(each) for each in (role.Text, role.PlaceholderText, role.Mid, role.Accent, role.Base))
        )


def draw_axis(painter: QPainter, scale: TimeScale, bottom: float, look: Look) -> None:
    """The line below the bars, and the words below the line."""
    metrics = QFontMetricsF(painter.font())
    painter.setPen(QPen(look.line, 1))
    painter.drawLine(QLineF(scale.left, bottom + 0.5, scale.left + scale.width, bottom + 0.5))
    for tick in scale.ticks():
        x = round(tick.x) + 0.5
        painter.setPen(QPen(look.line, 1))
        painter.drawLine(QLineF(x, bottom, x, bottom + 4))
        if x + 3 + metrics.horizontalAdvance(tick.text) <= scale.left + scale.width + 4:
            painter.setPen(look.quiet)
            painter.drawText(QPointF(x + 3, bottom + metrics.ascent() + 3), tick.text)


def draw_bars(painter: QPainter, bars: Bars, scale: TimeScale, top: float, bottom: float, look: Look) -> int:
    """Stacked bars with what may be in them as a pale outline above; gives the number that the top stands for."""
    columns = _columns(bars, scale)
    most = max((sum(counts) + spread for _, _, counts, spread in columns), default=0)
    if not most:
        return 0
    unit = (bottom - top) / most
    brushes = [QBrush(QColor(part.colour)) for part in bars.parts]
    pale = QColor(look.quiet)
    pale.setAlphaF(0.28)
    painter.setPen(Qt.PenStyle.NoPen)
    for left, right, counts, spread in columns:
        base = bottom
        for count, brush in zip(counts, brushes, strict=False):
            if count:
                height = count * unit
                painter.fillRect(QRectF(left, base - height, right - left, height), brush)
                base -= height
        if spread:
            painter.fillRect(QRectF(left, base - spread * unit, right - left, spread * unit), pale)
    return most


def draw_most(painter: QPainter, at: QPointF, text: str, look: Look) -> None:
    """What the highest bar stands for, readable above bars too."""
    metrics = QFontMetricsF(painter.font())
    back = QColor(look.ground)
    back.setAlphaF(0.8)
    painter.fillRect(
        QRectF(at.x() - 2, at.y() - metrics.ascent(), metrics.horizontalAdvance(text) + 4, metrics.height()), back
    )
    painter.setPen(look.quiet)
    painter.drawText(at, text)


def draw_strips(painter: QPainter, strips: Iterable[Strip], scale: TimeScale, top: float) -> None:
    """What lasts, lane below lane; an open end runs to the edge."""
    for strip in strips:
        left, right = scale.edges_of((strip.first or dt.date.min, strip.last or dt.date.max))
        if right > left:
            painter.fillRect(QRectF(left, top + strip.lane * LANE, max(2.0, right - left), LANE - 2), strip.colour)


def draw_window(painter: QPainter, scale: TimeScale, window: Window, top: float, bottom: float, look: Look) -> None:
    """What is outside the window fades; its edges are lines with a grip."""
    left, right = scale.edges_of(window)
    veil = QColor(look.ground)
    veil.setAlphaF(0.6)
    painter.fillRect(QRectF(scale.left, top, left - scale.left, bottom - top), veil)
    painter.fillRect(QRectF(right, top, scale.left + scale.width - right, bottom - top), veil)
    tint = QColor(look.accent)
    tint.setAlphaF(0.12)
    painter.fillRect(QRectF(left, top, right - left, bottom - top), tint)
    painter.setPen(QPen(look.accent, 1.5))
    for x in (left, right):
        painter.drawLine(QLineF(x, top, x, bottom))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(look.accent)
    painter.setPen(QPen(look.ground, 1))
    middle = (top + bottom) / 2
    for x in (left, right):
        painter.drawRoundedRect(QRectF(x - 3, middle - 9, 6, 18), 3, 3)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _columns(bars: Bars, scale: TimeScale) -> list[tuple[float, float, tuple[int, ...], int]]:
    """(left, right, counts, spread) of what is drawn; narrow bars are added up in columns of some pixels."""
    each = max(1, round(MOST_COLUMNS / scale.bin_width))
    gap = 1.0 if scale.bin_width >= 4 else 0.0
    found = []
    for start in range(0, len(bars.counts), each):
        rows = bars.counts[start : start + each]
        counts = rows[0] if len(rows) == 1 else tuple(map(sum, zip(*rows, strict=True)))
        spread = max(bars.spread[start : start + each])  # one feature is in many bins: adding up would count it again
        left, right = scale.x_of(bars.first + start), scale.x_of(bars.first + start + len(rows))
        found.append((left, max(left + 1, right - gap), counts, spread))
    return found
