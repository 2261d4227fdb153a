"""The filter panel: every condition there is, with how many features each would leave."""

from functools import partial

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libyamap.app.view_state import ViewFlags
from libyamap.app.viewport import Counts
from libyamap.domain.vocabulary import CREDIBILITY_WORDS, RELIABILITY_WORDS, Certainty, Kind, Reliability, Status
from libyamap.ui.check_box import CheckBox
from libyamap.ui.column_scroll import ColumnScroll
from libyamap.ui.contents import actor_name
from libyamap.ui.desk import Desk
from libyamap.ui.edit.map.tools import MapTools
from libyamap.ui.filter.fields import Choice, line
from libyamap.ui.filter.options import Option, OptionList
from libyamap.ui.filter.place_part import PlacePart
from libyamap.ui.filter.saved import SavedFilters
from libyamap.ui.filter.time_part import TimePart
from libyamap.ui.filter.written import WrittenFilter
from libyamap.ui.inspector.section import Section
from libyamap.ui.tally import Tallied, Tally
from libyamap.ui.text import Look, PlainLabel

ORIGIN = "filter"
ANY = "any"
READING = "The project is being read"
NOTHING_YET = "There is nothing to filter yet"
CREDIBILITIES = tuple(CREDIBILITY_WORDS.items())
_MAKERS: dict[str, type[Kind | Status]] = {"kinds": Kind, "statuses": Status}


class FilterPanel(ColumnScroll):
    """Changes the view state's filter at once; the project stays as it is."""

    def __init__(self, desk: Desk, tally: Tally, tools: MapTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tally = tally
        self.setAccessibleName("Filter")
        self.count = PlainLabel("", Look.HEADING)
        self.written = WrittenFilter(desk)
        self.written.complained.connect(lambda: QTimer.singleShot(0, self, self._show_complaint))
        self.text = line("Words", "Words in titles, actors, places, types")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(120)
        self._typing.timeout.connect(self._take_text)
        self.text.textEdited.connect(lambda _text: self._typing.start())
        self.text.returnPressed.connect(self._take_text)
        self.lists = {name: OptionList(heading) for name, heading in
                      (("kinds", "Kinds"), ("types", "Types"), ("actors", "Actors"), ("layers", "Layers"),
                       ("statuses", "Status"), ("tags", "Tags"), ("datasets", "Data sets"))}  # fmt: skip
        for name, each in self.lists.items():
            each.changed.connect(partial(self._set_values, name))
        self.reliability = Choice("Least reliability of a source", [
            (f"Source: {ANY}", None), *((f"{each.value} – {RELIABILITY_WORDS[each]}", each) for each in Reliability)
        ], lambda value: self._set(reliability=value))  # fmt: skip
        self.credibility = Choice("Least credibility of what it says", [
            (f"Statement: {ANY}", None), *((f"{number} – {words}", number) for number, words in CREDIBILITIES)
        ], lambda value: self._set(credibility=value))  # fmt: skip
        self.certainty = Choice("Least certainty", [
            (f"Certainty: {ANY}", None), *((f"at least {each.value}", each) for each in reversed(Certainty))
        ], lambda value: self._set(certainty=value))  # fmt: skip
        self.time = TimePart(desk)
        self.place = PlacePart(desk, tools)
        self.not_located = CheckBox("Only what has no place")
        self.not_located.setMinimumHeight(24)
        self.not_located.clicked.connect(lambda checked: self._set(not_located=checked))
        self.saved = SavedFilters(desk)
        self._lay_out()
        desk.viewed.connect(self._viewed)
        tally.counted.connect(self._counted)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: counts are wanted now."""
        super().showEvent(event)
        self._tally.wants_facets = True
        self._tally.count()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: and no more."""
        super().hideEvent(event)
        self._tally.wants_facets = False

    def refresh(self) -> None:
        """Show the filter as it is."""
        asked = self._desk.viewing.state.filter
        if not self.text.hasFocus() or not asked.text:
            self.text.setText(asked.text)
        self.reliability.show_value(asked.reliability)
        self.credibility.show_value(asked.credibility)
        self.certainty.show_value(asked.certainty)
        self.not_located.setChecked(asked.not_located)
        self.written.refresh()
        self.time.refresh()
        self.place.refresh()
        self._show_options()

    # ---- inside

    def _lay_out(self) -> None:
        self._sections: dict[str, Section] = {}
        column = QVBoxLayout()
        column.setContentsMargins(12, 8, 12, 16)
        column.setSpacing(12)
        column.addWidget(self.count)
        column.addWidget(self.text)
        for heading, widgets in (
            ("Saved filters", (self.saved,)),
            ("Time", (self.time,)),
            ("Kinds", (self.lists["kinds"],)),
            ("Types", (self.lists["types"],)),
            ("Actors", (self.lists["actors"],)),
            ("Place", (self.place, self.not_located)),
            ("How well known", (self.reliability, self.credibility, self.certainty)),
            ("Status", (self.lists["statuses"],)),
            ("Layers", (self.lists["layers"],)),
            ("Tags", (self.lists["tags"],)),
            ("Data sets", (self.lists["datasets"],)),
            ("As text", (self.written,)),
        ):
            section = Section(heading)
            for widget in widgets:
                section.add(widget)
            column.addWidget(section)
            self._sections[heading] = section
        column.addStretch(1)
        self.show_column(column)

    def _set(self, **fields: object) -> None:
        state = self._desk.viewing.state
        self._desk.viewing.change(ORIGIN, filter=msgspec.structs.replace(state.filter, **fields))

    def _set_values(self, field: str, values: tuple[str, ...]) -> None:
        self._set(**{field: tuple(map(_MAKERS.get(field, str), values))})

    def _take_text(self) -> None:
        self._typing.stop()
        self._set(text=self.text.text().strip())

    def _viewed(self, flags: ViewFlags, _origin: str) -> None:
        if flags & ViewFlags.FILTER:
            self.refresh()

    def _counted(self, tallied: Tallied) -> None:
        contents = self._desk.contents
        total = contents.counts.total
        shown = f"{tallied.shown.total:,} of {total:,} shown"
        self.count.set_text(shown if total else contents.why_empty(READING, NOTHING_YET))
        self._show_options()

    def _show_options(self) -> None:
        asked, contents = self._desk.viewing.state.filter, self._desk.contents
        tallied = self._tally.now
        facets = tallied.facets if tallied else {}
        for name, counts in (
            ("kinds", {each.value: 0 for each in Kind}),
            ("types", {}),
            ("actors", {}),
            ("layers", {}),
            ("tags", {}),
            ("datasets", {}),
        ):
            known: dict[str, int] = dict(counts)
            if name in facets:
                known.update((str(key), number) for key, number in getattr(facets[name], f"by_{name[:-1]}").items())
            chosen = tuple(map(str, getattr(asked, name)))
            known = {**dict.fromkeys(chosen, 0), **known}
            known.pop("", None)
            ranked = sorted(known, key=lambda value: (-known[value], value))
            self.lists[name].show_options([self._option(name, value, known[value]) for value in ranked], chosen)
        statuses = tallied.statuses if tallied else {}
        self.lists["statuses"].show_options(
            [Option(each.value, each.value, statuses.get(each)) for each in Status], tuple(asked.statuses)
        )
        for name, heading in (("types", "Types"), ("actors", "Actors"), ("layers", "Layers"), ("tags", "Tags"),
                              ("datasets", "Data sets")):  # fmt: skip
            self._sections[heading].setVisible(bool(self.lists[name].model.options))  # no heading over nothing
        if facets:
            self._show_grades(facets["grade"], facets["certainty"])
        self.place.show_options(contents.project.focus)

    def _show_grades(self, graded: Counts, judged: Counts) -> None:
        asked = self._desk.viewing.state.filter
        self.reliability.show_counts({each: graded.at_least(each, asked.credibility) for each in Reliability})
        self.credibility.show_counts({each: graded.at_least(asked.reliability, each) for each, _ in CREDIBILITIES})
        self.certainty.show_counts({each: judged.as_certain_as(each) for each in Certainty})

    def _show_complaint(self) -> None:
        """It stands below the last line of all, which was at the edge; it has its height only now."""
        self.ensureWidgetVisible(self.written.error, 0, 12)

    def _option(self, name: str, value: str, number: int) -> Option:
        contents = self._desk.contents
        count = None if contents.is_unread and not contents.counts.total else number
        if name == "actors" and value in contents.actors:
            actor = contents.actors[value]
            return Option(value, actor_name(actor), count, actor.colour)
        if name == "layers" and value in contents.layers:
            return Option(value, contents.layers[value].title, count)
        return Option(value, value, count)
