"""“What is here?”: province and country, places around, features that cover the spot, sun and moon, coordinates."""

import datetime as dt
import logging
from functools import partial

from PySide6.QtCore import QDate, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDateEdit, QVBoxLayout, QWidget

from libyamap.domain.geometry import Position
from libyamap.domain.model import Feature
from libyamap.domain.time import span_of
from libyamap.errors import InvalidValue, WorldError
from libyamap.ui.column_scroll import ColumnScroll
from libyamap.ui.desk import Desk
from libyamap.ui.find.asking import Newest
from libyamap.ui.find.here_facts import Facts, all_notations, facts_of, sky_lines
from libyamap.ui.find.here_sections import area_section, coordinates_section, features_section, places_section
from libyamap.ui.inspector.section import Section
from libyamap.ui.text import Look, PlainLabel
from libyamap.ui.wheel import let_wheel_past

log = logging.getLogger(__name__)
ORIGIN = "here"
NEAR = 0.02
"""Degrees around the spot in which features are looked through; which of them cover it is told exactly."""
NOTHING_YET = "Right-click the map and choose “What is here?”, or press W on the map for its middle."


class HerePanel(QWidget):
    """Shows one spot; a click on a place goes there (`place_taken`), on a feature selects it.

    `event_asked` (lon, lat) is for whoever can add one.
    """

    place_taken = Signal(object)
    event_asked = Signal(float, float)
    copied = Signal(str)
    filled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.position: Position | None = None
        self.facts: Facts | None = None
        self.asking = Newest(self)
        self.asking.answered.connect(self._show)
        self.asking.failed.connect(self._fail)
        self.day = QDateEdit(_opening_day(desk))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMMM yyyy")
        self.day.setAccessibleName("Day of sun and moon")
        self.day.setMinimumHeight(28)
        let_wheel_past(self.day)
        self.day.setDateRange(QDate(1900, 1, 1), QDate(2200, 12, 31))
        self.day.dateChanged.connect(lambda _date: self._ask())
        self.column = ColumnScroll()
        self.column.setAccessibleName("What is here")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.column)
        self._say(NOTHING_YET)

    def look_at(self, position: Position) -> None:
        """Show what is known of this position."""
        self.position = position
        self._ask()

    def _ask(self) -> None:
        if self.position is None:
            return
        (lon, lat), desk = self.position, self._desk
        around = (max(-180.0, lon - NEAR), max(-90.0, lat - NEAR), min(180.0, lon + NEAR), min(90.0, lat + NEAR))
        features = desk.workspace.index.features_in(around, desk.viewing.state.shown_layers())
        date = self.day.date()
        day = dt.date(date.year(), date.month(), date.day())
        named = desk.contents.named_areas
        work = partial(facts_of, self.position, day, features, desk.areas, desk.workspace.places, named)
        self.asking.ask(work)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, WorldError):
            log.error("Looking a spot up failed", exc_info=error)
        self._say(
            str(error) if isinstance(error, WorldError) else "This spot could not be looked up; the log says why."
        )

    def _say(self, sentence: str) -> None:
        self._release_day()
        column = _column()
        column.addWidget(PlainLabel(sentence, Look.QUIET))
        column.addStretch(1)
        self.column.show_column(column)

    def _show(self, facts: Facts) -> None:
        self.facts = facts
        had_keyboard = self.day.hasFocus()
        self._release_day()
        column = _column()
        here = facts.here
        for section in (
            area_section(here, partial(self.event_asked.emit, *here.position)),
            places_section(here.places, self.place_taken.emit),
            features_section(here.features, self._select),
            self._sky(facts),
            coordinates_section(all_notations(here.position), self._copy),
        ):
            column.addWidget(section)
        column.addStretch(1)
        self.column.show_column(column)
        if had_keyboard:
            self.day.setFocus()
        self.filled.emit()

    def _release_day(self) -> None:
        """The date field outlives the column that it stood in."""
        self.day.setParent(self)
        self.day.hide()

    def _sky(self, facts: Facts) -> Section:
        section = Section("Sun and moon")
        section.add(self.day)
        self.day.show()
        for line in sky_lines(facts.sky, facts.day):
            section.line(line)
        return section

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(text)

    def _select(self, feature: Feature) -> None:
        self._desk.select([feature.id], ORIGIN)


def _opening_day(desk: Desk) -> QDate:
    """The first day of the project's date, else today."""
    try:
        first = span_of(desk.contents.project.as_of).earliest
    except InvalidValue:
        first = None
    return QDate(first.year, first.month, first.day) if first else QDate.currentDate()


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(12, 8, 12, 12)
    column.setSpacing(16)
    return column
