"""“What changed”: who gained and lost how much ground between two days, as numbers here and as areas on the map."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from libyamap.app.frames import frame_of
from libyamap.app.measure import area_words
from libyamap.app.view_state import ViewFlags
from libyamap.app.zone_changes import PartyChange, zone_changes
from libyamap.domain.changes import ChangeFlags, OpChanges
from libyamap.domain.time import in_words, span_of
from libyamap.errors import InvalidValue
from libyamap.ui.column_scroll import ColumnScroll
from libyamap.ui.desk import Desk
from libyamap.ui.filter.fields import button, complain, complaint, line
from libyamap.ui.find.asking import Newest
from libyamap.ui.inspector.section import Section
from libyamap.ui.swatch import ColourChip
from libyamap.ui.text import Look, PlainLabel
from libyamap.web.ground_change import GAINED, LOST, marks_of_change, party_words, unknown_words
from libyamap.web.protocol import ShowChange, ShowFrame

WHAT_TO_DO = "Type two days, or open the timeline and choose a window: its first and last day are compared."
NO_CHANGE = "No ground of the zones shown changed hands between these days."
NO_ZONES = "No zone is shown. Switch a layer with zones on, or take a filter off."
_ZONES = ChangeFlags.FEATURES | ChangeFlags.ACTORS


class ChangePanel(QWidget):
    """Compares the zones that layers and filter show (not the window); what it draws goes when it is closed.

    `brief_asked` for two sheets of these days, the earlier one first.
    """

    compared = Signal()
    brief_asked = Signal(object, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.changes: list[PartyChange] = []
        self._compared: tuple[dt.date, ...] = ()
        self.first = line("Earlier day", "Earlier day", "The earlier day, such as 2016-01-31 or January 2016")
        self.second = line("Later day", "Later day", "The later day, such as 2016-05-31 or May 2016")
        self.error = complaint()
        self.asking = Newest(self)
        self.asking.answered.connect(self._show)
        self.column = ColumnScroll()
        self.column.setAccessibleName("What changed")
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 4)
        row.addWidget(self.first, 1)
        row.addWidget(QLabel("to"))
        row.addWidget(self.second, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(row)
        whole.addWidget(self.error)
        whole.addWidget(self.column, 1)
        for field in (self.first, self.second):
            field.setClearButtonEnabled(False)  # it would stand upon the day
            field.editingFinished.connect(self.compare)
        desk.viewed.connect(self._viewed)
        desk.changed.connect(self._changed)
        self._take_window()
        self._say(WHAT_TO_DO)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: compare now."""
        super().showEvent(event)
        self.compare()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: the map goes back to what it was."""
        super().hideEvent(event)
        self._desk.to_page.emit(ShowChange())

    def compare(self) -> None:
        """Work out what changed between the two days."""
        complain(self.error, "")
        try:
            first, second = self._day(self.first, last=False), self._day(self.second, last=True)
        except InvalidValue as error:
            complain(self.error, str(error))
            return
        if first is None or second is None:
            self._empty(WHAT_TO_DO)
            return
        zones = self._desk.zones_at_all_times()
        if not zones:
            self._empty(NO_ZONES)
            return
        self._compared = first, second
        self.asking.ask(partial(zone_changes, zones, first, second))

    def stop(self) -> None:
        """Wait for what is worked out."""
        self.asking.stop()

    # ---- inside

    @staticmethod
    def _day(field: QLineEdit, *, last: bool) -> dt.date | None:
        from libyamap.app.time_words import read_time

        span = span_of(read_time(field.text()))
        return span.latest if last else span.earliest

    def _show(self, changes: list[PartyChange]) -> None:
        self.changes = changes
        if not self.isVisible():
            return
        actors, theme = self._desk.contents.actors, self._desk.viewing.state.theme
        self._desk.to_page.emit(ShowChange(marks_of_change(changes, actors, theme)))
        if not changes:
            self._say(NO_CHANGE)
        else:
            self._fill([*(self._party(change) for change in changes), self._brief()])
        self.compared.emit()

    def _party(self, change: PartyChange) -> Section:
        contents = self._desk.contents
        section = Section()
        chips = [ColourChip(contents.actors[each].colour) for each in change.party if each in contents.actors]
        section.row(*chips, PlainLabel(party_words(change.party, contents.actors), Look.HEADING))
        if change.gained_m2:
            section.line(f"Gained {area_words(change.gained_m2)}{unknown_words(change, GAINED)}")
        if change.lost_m2:
            section.line(f"Lost {area_words(change.lost_m2)}{unknown_words(change, LOST)}")
        before, after = (area_words(size) if size else "none" for size in (change.before_m2, change.after_m2))
        section.line(f"{before} before, {after} after", Look.QUIET)
        section.add(button("Show on the map", "focus", "Bring what changed into the frame", partial(self._go, change)))
        return section

    def _brief(self) -> QWidget:
        tip = "A briefing of two sheets, the second with what changed"
        return button("Before and after as a briefing", "presentation", tip, self._ask_brief)

    def _ask_brief(self) -> None:
        self.brief_asked.emit(*sorted(self._compared))

    def _go(self, change: PartyChange) -> None:
        parts = (part.bounds() for part in (change.gained_where, change.lost_where) if part is not None)
        frame = frame_of(parts)
        if frame is not None:
            self._desk.to_page.emit(ShowFrame(frame, animate=True))

    def _empty(self, sentence: str) -> None:
        self.asking.forget()
        self.changes = []
        self._desk.to_page.emit(ShowChange())
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        label = PlainLabel(sentence, Look.QUIET)
        self._fill([label])

    def _fill(self, parts: Sequence[QWidget]) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(12, 8, 12, 16)
        column.setSpacing(16)
        for part in parts:
            column.addWidget(part)
        note = "Areas are geodesic (WGS 84). Contested ground counts for nobody alone; a zone holds on a day that its "
        column.addWidget(PlainLabel(note + "time may include.", Look.QUIET))
        column.addStretch(1)
        self.column.show_column(column)

    def _take_window(self) -> None:
        window = self._desk.viewing.state.window
        if window is not None:
            for field, day in zip((self.first, self.second), window, strict=True):
                if not field.hasFocus():
                    field.setText(in_words(day.isoformat()))
                    field.setCursorPosition(0)

    def _viewed(self, flags: ViewFlags, _origin: str) -> None:
        if flags & ViewFlags.FILTER:
            self._take_window()
        if self.isVisible() and flags & (ViewFlags.FILTER | ViewFlags.LAYERS | ViewFlags.STYLE):
            self.compare()

    def _changed(self, changes: OpChanges | None) -> None:
        if self.isVisible() and (changes is None or changes.flags & _ZONES):
            self.compare()
