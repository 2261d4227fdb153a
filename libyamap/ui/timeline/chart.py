"""The chart of the timeline: bars over time, and a window that is drawn, moved and stretched by mouse or keyboard."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from libyamap.app.timeline import days_of, moved, number_of, snapped, stretched, window_words
from libyamap.app.viewport import Window
from libyamap.ui.text import plain_tip, with_even_digits
from libyamap.ui.timeline.bars import Bars, tip_words
from libyamap.ui.timeline.painting import (
    AXIS_HEIGHT,
    HANDLE,
    TOP,
    Look,
    draw_axis,
    draw_bars,
    draw_most,
    draw_strips,
    draw_window,
)
from libyamap.ui.timeline.scale import TimeScale
from libyamap.ui.timeline.strips import LANE, Strip, lanes_in

SIDE: Final = 12.0
GAP: Final = 2.0
PAGE: Final = 10
NEW, MOVE, START, END = "new", "move", "start", "end"


class TimelineChart(QWidget):
    """`window_changed(window or None)` comes at every step of a drag, so that the map can follow."""

    window_changed = Signal(object)
    play_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: Bars | None = None
        self.strips: list[Strip] = []
        self._still: QPixmap | None = None
        self.window_: Window | None = None
        self._grip = ""
        self._from: tuple[float, Window] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Timeline")
        with_even_digits(self)

    # ---- what is shown

    def show_bars(self, bars: Bars | None, strips: Sequence[Strip] = ()) -> None:
        """Show other bars, and strips of what lasts below them."""
        self.bars = bars
        self.strips = list(strips)
        self._still = None
        self.update()

    def show_window(self, window: Window | None) -> None:
        """Show another window, or none; nothing is told."""
        self.window_ = window
        words = window_words(window) if window else "all times"
        self.setAccessibleDescription(f"Window: {words}")
        self.update()

    def scale_(self) -> TimeScale | None:
        """Where the bins stand now; None where nothing is dated."""
        if self.bars is None:
            return None
        return TimeScale(self.bars.unit, self.bars.first, self.bars.last, SIDE, max(1.0, self.width() - 2 * SIDE))

    def sizeHint(self) -> QSize:
        """Qt: low, and as wide as it may."""
        return QSize(600, 96)

    def minimumSizeHint(self) -> QSize:
        """Qt: still to be read."""
        return QSize(240, 64)

    # ---- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw it."""
        if self._still is None:
            self._still = self._drawn_still()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._still)
        look = Look.of(self.palette())
        scale = self.scale_()
        if scale is not None and self.window_ is not None:
            draw_window(painter, scale, self.window_, TOP, self.height() - AXIS_HEIGHT, look)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)  # the window's grips leave theirs: it would cover the bars
            painter.setPen(QPen(look.accent, 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another size, another picture."""
        super().resizeEvent(event)
        self._still = None

    def changeEvent(self, event: QEvent) -> None:
        """Qt: other colours or letters."""
        super().changeEvent(event)
        self._still = None

    def _drawn_still(self) -> QPixmap:
        """All but the window, drawn once: while the window moves, nothing else does."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        look, scale = Look.of(self.palette()), self.scale_()
        picture.fill(look.ground)
        if self.bars is not None and scale is not None:
            painter = QPainter(picture)
            painter.setFont(self.font())
            lanes = self._lanes_top()
            most = draw_bars(painter, self.bars, scale, TOP, lanes, look)
            draw_strips(painter, self.strips, scale, lanes + GAP)
            draw_axis(painter, scale, self.height() - AXIS_HEIGHT, look)
            if most:
                draw_most(painter, QPointF(SIDE + 2, TOP + painter.fontMetrics().ascent() - 2), f"{most:,}", look)
            painter.end()
        return picture

    # ---- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: take an edge or the window, or begin a new one."""
        scale = self.scale_()
        if event.button() != Qt.MouseButton.LeftButton or scale is None:
            return
        x = event.position().x()
        self._grip = self._grip_at(x)
        day = days_of(scale.bin_at(x), scale.unit)
        self._from = (x, self.window_ if self.window_ is not None and self._grip != NEW else day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: drag what was taken; else show what could be."""
        x = event.position().x()
        if self._from is None:
            self._point_at(x)
            return
        scale = self.scale_()
        if scale is not None and (self._grip != NEW or abs(x - self._from[0]) > 2):
            self._change(self._dragged(scale, x, *self._from))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click without a drag chooses the bar, or outside the window takes it away."""
        if self._from is None or event.button() != Qt.MouseButton.LeftButton:
            return
        start, self._from = self._from, None
        scale = self.scale_()
        if scale is not None and self._grip == NEW and abs(event.position().x() - start[0]) <= 2:
            self._change(days_of(scale.bin_at(event.position().x()), scale.unit))
        self._grip = ""

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Qt: all times again."""
        self._from = None
        self._change(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the wheel moves the window by a bin."""
        steps = event.angleDelta().y() or event.angleDelta().x()
        if self.window_ is not None and steps:
            self.step(-1 if steps > 0 else 1)
        event.accept()

    def _dragged(self, scale: TimeScale, x: float, from_x: float, window: Window) -> Window:
        if self._grip == MOVE:
            whole = round((x - from_x) / scale.bin_width)
            return self._kept_inside(window, whole, scale)
        if self._grip == NEW:
            return snapped((days_of(scale.bin_at(from_x), scale.unit)[0], days_of(scale.bin_at(x), scale.unit)[0]),
                           scale.unit)  # fmt: skip
        end = self._grip == END
        border = max(scale.first, min(scale.last + 1, scale.border_at(x)))
        steps = border - end - number_of(window[end], scale.unit)
        return stretched(window, steps, scale.unit, end=end)

    def _kept_inside(self, window: Window, steps: int, scale: TimeScale) -> Window:
        first, last = (number_of(day, scale.unit) for day in window)
        least, most = scale.first - first, scale.last - last
        return moved(window, max(min(least, 0), min(max(most, 0), steps)), scale.unit)

    def _grip_at(self, x: float) -> str:
        scale = self.scale_()
        if self.window_ is None or scale is None:
            return NEW
        left, right = scale.edges_of(self.window_)
        if abs(x - right) <= HANDLE and x >= (left + right) / 2:
            return END
        if abs(x - left) <= HANDLE:
            return START
        return MOVE if left < x < right else NEW

    def _point_at(self, x: float) -> None:
        shapes = {MOVE: Qt.CursorShape.OpenHandCursor, START: Qt.CursorShape.SizeHorCursor,
                  END: Qt.CursorShape.SizeHorCursor, NEW: Qt.CursorShape.ArrowCursor}  # fmt: skip
        self.setCursor(shapes[self._grip_at(x)])

    def event(self, event: QEvent) -> bool:
        """Qt: the tool tip of a bar; keys that would else be shortcuts of the window."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell(event.pos(), event.globalPos())
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def _lanes_top(self) -> float:
        """Where the bars end and the strips begin."""
        room = lanes_in(self.strips) * LANE
        return self.height() - AXIS_HEIGHT - (room + GAP if room else 0)

    def _strip_at(self, at: QPoint, scale: TimeScale) -> Strip | None:
        lane = (at.y() - self._lanes_top() - GAP) // LANE
        day = days_of(scale.bin_at(at.x()), scale.unit)
        return next((each for each in self.strips if each.lane == lane and (each.first is None or each.first <= day[1])
                     and (each.last is None or each.last >= day[0])), None)  # fmt: skip

    def _tell(self, at: QPoint, on_screen: QPoint) -> None:
        scale = self.scale_()
        if scale is None or self.bars is None:
            QToolTip.hideText()
        else:
            strip = self._strip_at(at, scale)
            words = strip.words if strip else tip_words(self.bars, scale.bin_at(at.x()))
            QToolTip.showText(on_screen, plain_tip(words), self)

    # ---- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows move the window, with Shift its end, with Ctrl its beginning; Space plays, Escape shows all."""
        if not self._act(event):
            super().keyPressEvent(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        keys = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space,
                Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}  # fmt: skip
        return event.key() in keys or (event.key() == Qt.Key.Key_Escape and self.window_ is not None)

    def _act(self, event: QKeyEvent) -> bool:
        scale = self.scale_()
        key, held = event.key(), event.modifiers()
        if scale is None or not self._is_ours(event):
            return False
        if key == Qt.Key.Key_Space:
            self.play_asked.emit()
            return True
        if key == Qt.Key.Key_Escape:
            self._change(None)
            return True
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -PAGE, Qt.Key.Key_PageDown: PAGE,
                 Qt.Key.Key_Home: -len(self.bars.counts) if self.bars else 0,
                 Qt.Key.Key_End: len(self.bars.counts) if self.bars else 0}[Qt.Key(key)]  # fmt: skip
        if self.window_ is None:
            number = scale.last if key in {Qt.Key.Key_End, Qt.Key.Key_Left} else scale.first
            self._change(days_of(number, scale.unit))
        elif held & Qt.KeyboardModifier.ShiftModifier:
            self._change(stretched(self.window_, steps, scale.unit, end=True))
        elif held & Qt.KeyboardModifier.ControlModifier:
            self._change(stretched(self.window_, steps, scale.unit, end=False))
        else:
            self.step(steps)
        return True

    def step(self, steps: int) -> None:
        """Move the window by bins; where there is none, begin with one bin."""
        scale = self.scale_()
        if scale is None:
            return
        if self.window_ is None:
            self._change(days_of(scale.first if steps > 0 else scale.last, scale.unit))
        else:
            self._change(self._kept_inside(self.window_, steps, scale))

    def _change(self, window: Window | None) -> None:
        if window != self.window_:
            self.show_window(window)
            self.window_changed.emit(window)


def days_shown(chart: TimelineChart) -> tuple[dt.date, dt.date] | None:
    """First and last day of the chart; None where it is empty."""
    return chart.bars.days if chart.bars else None
