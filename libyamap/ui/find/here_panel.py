"""“What is here?”: province and country, places around, features that cover the spot, sun and moon, coordinates."""

import datetime as dt
import logging
from functools import partial

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDateEdit, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from libyamap.app.here import PlaceNearby
from libyamap.app.measure import distance_words
from libyamap.domain.geodesy import compass_point
from libyamap.domain.geometry import Position
from libyamap.domain.model import Feature
from libyamap.domain.time import span_of
from libyamap.errors import InvalidValue, WorldError
from libyamap.i18n import isolated
from libyamap.ui.column_scroll import ColumnScroll
from libyamap.ui.desk import Desk
from libyamap.ui.find.asking import Newest
from libyamap.ui.find.here_facts import Facts, all_notations, facts_of, sky_lines
from libyamap.ui.icons import icon
from libyamap.ui.inspector.section import Section
from libyamap.ui.text import Look, PlainLabel, menu_text, plain_tip

log = logging.getLogger(__name__)
ORIGIN = "here"
NEAR = 0.02
"""Degrees around the spot in which features are looked through; which of them cover it is told exactly."""
HERE_M = 500.0
NOTHING_YET = "Right-click the map and choose “What is here?”, or press W on the map for its middle."


class HerePanel(QWidget):
    """Shows one spot; a click on a place goes there (`place_taken`), on a feature selects it."""

    place_taken = Signal(object)
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
        work = partial(facts_of, self.position, day, features, desk.areas, desk.workspace.places)
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
        for section in (self._area(facts), self._places(facts), self._features(facts), self._sky(facts),
                        self._coordinates(facts)):  # fmt: skip
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

    @staticmethod
    def _area(facts: Facts) -> Section:
        section = Section()
        province, country = facts.here.province, facts.here.country
        if country is None:
            section.line("At sea, or outside every country of the map data", Look.HEADING)
            return section
        if province is not None:
            section.line(province.name, Look.TITLE)
            section.line(province.name_ar)
        section.line(country.name, Look.HEADING)
        section.line(country.name_ar)
        return section

    def _places(self, facts: Facts) -> Section:
        section = Section("Nearest places")
        for nearby in facts.here.places:
            section.add(self._link(_place_words(nearby), "map-pin", partial(self.place_taken.emit, nearby.place)))
        if not facts.here.places:
            section.line("No place is known around here.")
        return section

    def _features(self, facts: Facts) -> Section:
        section = Section("Features that cover this spot")
        for feature in facts.here.features:
            section.add(self._link(feature.title, "layers", partial(self._select, feature)))
        if not facts.here.features:
            section.line("None of the layers shown.")
        return section

    def _sky(self, facts: Facts) -> Section:
        section = Section("Sun and moon")
        section.add(self.day)
        self.day.show()
        for line in sky_lines(facts.sky, facts.day):
            section.line(line)
        return section

    def _coordinates(self, facts: Facts) -> Section:
        section = Section("Coordinates")
        for notation, text in all_notations(facts.here.position):
            copy = QToolButton()
            copy.setIcon(icon("copy"))
            copy.setAutoRaise(True)
            copy.setFixedSize(24, 24)
            copy.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            copy.setToolTip(plain_tip(f"Copy as {notation}"))
            copy.setAccessibleName(f"Copy as {notation}: {text}")
            copy.clicked.connect(partial(self._copy, text))
            label = PlainLabel(text)
            label.setToolTip(plain_tip(notation))
            label.setMinimumHeight(24)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            section.row(copy, label)
        return section

    def _copy(self, text: str, _checked: bool = False) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(text)

    def _select(self, feature: Feature) -> None:
        self._desk.select([feature.id], ORIGIN)

    @staticmethod
    def _link(text: str, name: str, work: partial[None]) -> QPushButton:
        button = QPushButton(icon(name), menu_text(text))
        button.setFlat(True)
        button.setMinimumHeight(26)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.setToolTip(plain_tip(text))
        button.setStyleSheet("QPushButton { text-align: left; padding: 2px 4px; }")
        button.clicked.connect(lambda _checked=False: work())
        return button


def _place_words(nearby: PlaceNearby) -> str:
    """Such as “Misrata – 12.4 km, 41° NE · مصراتة”."""
    way = nearby.way
    other = f" · {isolated(nearby.place.name_ar)}" if nearby.place.name_ar else ""
    if way.metres < HERE_M:
        return f"{nearby.place.name} – here{other}"
    where = f"{distance_words(way.metres)}, {way.bearing:.0f}° {compass_point(way.bearing)}"
    return f"{nearby.place.name} – {where}{other}"


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
