"""The timeline panel: the chart, and a row of controls for the window, for what is stacked, and for playing."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from libyamap.app.ports import ViewportIndex
from libyamap.app.timeline import days_of, next_frame, number_of, unit_for
from libyamap.app.view_state import ViewFlags
from libyamap.app.viewport import Category, Histogram, Selection, Unit, Window
from libyamap.domain.changes import ChangeFlags, OpChanges
from libyamap.domain.model import Feature
from libyamap.domain.time import span_of
from libyamap.errors import InvalidValue
from libyamap.ui.bridge import Bridge
from libyamap.ui.buttons import sign_button
from libyamap.ui.desk import Desk
from libyamap.ui.find.asking import Newest
from libyamap.ui.icons import icon
from libyamap.ui.text import Look, PlainLabel, plain_tip, with_even_digits
from libyamap.ui.theme import FIELD_SHEET
from libyamap.ui.timeline.bars import bars_of
from libyamap.ui.timeline.chart import TimelineChart
from libyamap.ui.timeline.key import Key
from libyamap.ui.timeline.lines import ControlLines
from libyamap.ui.timeline.player import SPEEDS, Player
from libyamap.ui.timeline.strips import lasting, strips_of

ORIGIN = "timeline"
V = TypeVar("V")
UNITS: tuple[tuple[str, Unit | None], ...] = (
    ("Automatic", None), ("By day", "day"), ("By month", "month"), ("By year", "year"),
)  # fmt: skip
STACKS: tuple[tuple[str, Category | None], ...] = (("All alike", None), ("By actor", "actor"), ("By type", "type"))
NOTHING_DATED = "Nothing of what is shown has a date. Take a filter off, or give features a time."
NOTHING_YET = "This project has no features yet. What is given a time is counted here."
READING = "The project is being read; its times come with its features."
AT_ONCE = 5_000
ARROW = 30
"""Pixels of a list beside its words."""
_COUNTED = ChangeFlags.FEATURES | ChangeFlags.ACTORS | ChangeFlags.CLAIMS


class TimelinePanel(QWidget):
    """Narrows the view state's window; the histogram shows all times of what the filter and the layers leave."""

    def __init__(self, desk: Desk, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: tuple[Selection, Unit | None, Category | None] | None = None
        self._unit: Unit | None = None
        self._by: Category | None = "actor"
        self._found: Histogram | None = None
        self._lasting: list[Feature] = []
        self.chart = TimelineChart()
        self.key = Key()
        self.empty = PlainLabel(NOTHING_DATED, Look.QUIET)
        self.empty.setContentsMargins(16, 16, 16, 16)
        self.asking = Newest(self)
        self.asking.answered.connect(self._take)
        self._ask_after_the_map = desk.pause.soon(self._ask)
        self.player = Player(self._next, lambda: bridge.settled, self)
        bridge.drawn.connect(lambda _message: self.player.drawn())
        self._make_controls()
        self._lay_out()
        self.chart.window_changed.connect(self._choose)
        self.chart.play_asked.connect(self.player.toggle)
        self.player.playing_changed.connect(self._show_playing)
        desk.viewed.connect(self._viewed)
        desk.changed.connect(self._changed)
        self._show_window()

    # ---- what it is made of

    def _make_controls(self) -> None:
        self.unit = self._list("Cut time by", UNITS, self._set_unit)
        self.stack = self._list("Stack the bars", STACKS, self._set_stack)
        self.stack.setCurrentIndex(1)
        self.first, self.last = (self._date(name) for name in ("First day", "Last day"))
        self.step_back = self._button("chevron-left", "One step back (Left arrow in the timeline)",
                                      partial(self._step, -1))  # fmt: skip
        self.play = self._button("play", "Play (Space in the timeline)", self.player.toggle)
        self.step_on = self._button("chevron-right", "One step on (Right arrow in the timeline)",
                                    partial(self._step, 1))  # fmt: skip
        speeds = [*((f"{speed} / s", speed) for speed in SPEEDS), ("Full speed", 0)]
        self.speed = self._list("Speed: bars a second, or as fast as the map draws", speeds, self._set_speed)
        self.speed.setCurrentIndex(SPEEDS.index(4))
        self.loop = self._button("rotate-ccw", "Begin again at the end", lambda: None)
        self.loop.setCheckable(True)
        self.loop.setChecked(True)
        self.all_times = self._button("x", "All times (Escape in the timeline)", partial(self._choose, None))

    def _lay_out(self) -> None:
        playing = (self.step_back, self.play, self.step_on, self.loop, self.speed)
        dates = (self.first, QLabel("to"), self.last, self.all_times)
        self._lines = ControlLines(playing, dates, (self.stack, self.unit), self.key)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chart)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._lines)
        column.addWidget(self._stack, 1)

    def _button(self, name: str, tip: str, work: Callable[[], object]) -> QToolButton:
        button = sign_button(name, tip, work)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _list(self, name: str, entries: Iterable[tuple[str, V]], work: Callable[[V], object]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(plain_tip(name))
        box.setMinimumHeight(26)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        values = []
        for words, value in entries:
            box.addItem(words)
            values.append(value)
        words_width = max(box.fontMetrics().horizontalAdvance(box.itemText(place)) for place in range(box.count()))
        box.setMinimumWidth(words_width + ARROW)
        box.activated.connect(lambda place: work(values[place]))
        return box

    def _date(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(name)
        field.setToolTip(plain_tip(f"{name} of the window, such as 2016-05-19, 2016-05 or May 2016"))
        field.setMinimumHeight(26)
        field.setStyleSheet(FIELD_SHEET)
        with_even_digits(field)
        field.setFixedWidth(field.fontMetrics().horizontalAdvance("2016-05-19") + 18)
        field.editingFinished.connect(self._typed)
        return field

    # ---- what is shown

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: count now."""
        super().showEvent(event)
        self.count()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody watches the film."""
        super().hideEvent(event)
        self.player.play(False)

    def count(self, *, anew: bool = False) -> None:
        """Count what is shown in time, unless that is what stands there."""
        state = self._desk.viewing.state
        selection = Selection(layers=state.shown_layers(), filter=state.filter)
        asked = (selection, self._unit, self._by)
        if not self.isVisible() or (asked == self._asked and not anew):
            return
        self._asked = asked
        if self._desk.contents.counts.total <= AT_ONCE:
            self.asking.forget()
            self._take(self._work()())
        else:
            self._ask_after_the_map()

    def _work(self) -> Callable[[], tuple[Histogram, list[Feature]]]:
        state, index = self._desk.viewing.state, self._desk.workspace.index
        selection = Selection(layers=state.shown_layers(), filter=state.filter)
        return partial(_look, index, selection, self._unit, self._by or "actor")

    def _ask(self) -> None:
        self.asking.ask(self._work())

    def stop(self) -> None:
        """Wait for what is counted, before the index is closed."""
        self.player.play(False)
        self.asking.stop()

    def _take(self, seen: tuple[Histogram, list[Feature]]) -> None:
        self._found, self._lasting = seen
        self._dress()

    def _dress(self) -> None:
        if self._found is None:
            return
        bars = bars_of(self._found, self._by, self._desk.contents.actors, self._desk.viewing.state.theme)
        strips = strips_of(self._lasting, self._desk.contents.actors, self._desk.viewing.state.theme)
        self.chart.show_bars(bars, strips)
        self.key.show_parts(bars)
        self._lines.place()
        contents = self._desk.contents
        self.empty.set_text(contents.why_empty(READING, NOTHING_DATED if contents.counts.total else NOTHING_YET))
        self._stack.setCurrentWidget(self.chart if bars else self.empty)
        for widget in (self.play, self.step_back, self.step_on):
            widget.setEnabled(bars is not None)

    def _show_window(self) -> None:
        window = self._desk.viewing.state.window
        self.chart.show_window(window)
        for field, day in zip((self.first, self.last), window or (None, None), strict=True):
            if not field.hasFocus():
                field.setText(day.isoformat() if day else "")
                self._mark(field, "")
        self.all_times.setEnabled(window is not None)

    def _show_playing(self, playing: bool) -> None:
        self.play.setIcon(icon("pause" if playing else "play"))
        words = "Stop (Space in the timeline)" if playing else "Play (Space in the timeline)"
        self.play.setToolTip(plain_tip(words))
        self.play.setAccessibleName(words)

    # ---- what is done

    def _choose(self, window: Window | None) -> None:
        self._desk.viewing.change(ORIGIN, window=window)

    def _typed(self) -> None:
        """Both dates count; one that is missing is the edge of the chart."""
        texts = self.first.text().strip(), self.last.text().strip()
        if not any(texts):
            self._choose(None)
            return
        edges = self.chart.bars.days if self.chart.bars else (dt.date.min, dt.date.max)
        first = self._day(self.first, texts[0], edges[0], last=False)
        last = self._day(self.last, texts[1], edges[1], last=True)
        if first is None or last is None:
            return
        if first > last:
            self._mark(self.last, "The last day is before the first.")
            return
        self._choose((first, last))

    def _day(self, field: QLineEdit, text: str, edge: dt.date, *, last: bool) -> dt.date | None:
        from libyamap.app.time_words import read_time

        self._mark(field, "")
        if not text:
            return edge
        try:
            span = span_of(read_time(text))
        except InvalidValue as error:
            self._mark(field, str(error))
            return None
        return (span.latest if last else span.earliest) or edge

    def _mark(self, field: QLineEdit, problem: str) -> None:
        """A field with a mistake says so itself."""
        red = "QLineEdit { border: 2px solid palette(bright-text); }" if problem else ""
        if field.property("problem") != problem:
            field.setProperty("problem", problem)
            field.setStyleSheet(FIELD_SHEET + red)
        if problem:
            field.setToolTip(plain_tip(problem))
            self._desk.said.emit(problem)

    def _set_unit(self, unit: Unit | None) -> None:
        self._unit = unit
        self.count()

    def _set_stack(self, by: Category | None) -> None:
        self._by = by
        self.count()

    def _set_speed(self, speed: int) -> None:
        self.player.set_speed(speed)

    def _step(self, steps: int) -> None:
        self.chart.step(steps)

    def _next(self) -> bool:
        bars, window = self.chart.bars, self._desk.viewing.state.window
        if bars is None:
            return False
        if window is None:
            first = days_of(bars.first, bars.unit)
            self._choose(first)
            return True
        after = next_frame(window, bars.days, bars.unit, loop=self.loop.isChecked())
        if after is None:
            return False
        self._choose(after)
        return True

    # ---- what happens elsewhere

    def _viewed(self, flags: ViewFlags, _origin: str) -> None:
        if flags & ViewFlags.FILTER:
            self._show_window()
        if flags & (ViewFlags.FILTER | ViewFlags.LAYERS):
            self.count()
        if flags & ViewFlags.STYLE:
            self._dress()

    def _changed(self, changes: OpChanges | None) -> None:
        if changes is None or changes.flags & _COUNTED:
            self.count(anew=True)


def _look(
    index: ViewportIndex, selection: Selection, unit: Unit | None, by: Category
) -> tuple[Histogram, list[Feature]]:
    """All that is drawn."""
    return histogram_for(index, selection, unit, by), lasting(index, selection)


def histogram_for(index: ViewportIndex, selection: Selection, unit: Unit | None, by: Category) -> Histogram:
    """The histogram; where no unit is asked for, months first, then whatever fits the span."""
    found = index.histogram(selection, unit or "month", by)
    if unit is None and found.first is not None:
        last = days_of(number_of(found.first, found.unit) + len(found.counts) - 1, found.unit)[1]
        best = unit_for(found.first, last)
        if best != found.unit:
            finer = index.histogram(selection, best, by)
            found = finer if best == "year" or _tells(finer) else found
        if found.unit == "month" and not _tells(found):
            found = index.histogram(selection, "year", by)
    return found


def _tells(found: Histogram) -> bool:
    """Whether bars stand out: of what may be in the fullest bin, more is in some bin for certain."""
    return sum(map(sum, found.counts)) >= max(found.spread, default=0)
