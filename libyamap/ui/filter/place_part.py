"""Where: an area drawn on the map, or its frame as it is; countries, provinces and named areas, by name or picked."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from libyamap.app.filter_area import box_area
from libyamap.domain.geometry import Bounds, Geometry, union_of_areas
from libyamap.errors import InvalidValue
from libyamap.ui.desk import Desk
from libyamap.ui.edit.map.tools import MapTools
from libyamap.ui.filter.fields import button, complain, complaint, line
from libyamap.ui.filter.options import Option, OptionList
from libyamap.ui.text import plain_tip

ORIGIN = "filter"
BY_PART = "A point counts where it lies; a line or a zone wherever a part of it lies"


class PlacePart(QWidget):
    """What is drawn or picked on the map becomes the filter's area or provinces."""

    def __init__(self, desk: Desk, tools: MapTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tools = tools
        self._waiting = ""
        self.draw = button(
            "Draw an area",
            "square-dashed",
            "Draw an area on the map; only what is in it, even in part, is shown",
            self._draw,
        )
        self.frame = button(
            "What the map shows",
            "maximize",
            "Only what is in the map's frame as it is now, even in part",
            self._take_frame,
        )
        self.provinces = OptionList("Provinces")
        self.provinces.changed.connect(lambda codes: self._set(provinces=codes))
        self.countries = OptionList("Countries")
        self.countries.changed.connect(lambda codes: self._set(countries=codes))
        for choice in (self.countries, self.provinces):
            choice.setToolTip(plain_tip(BY_PART))
        self.pick = button(
            "Pick provinces",
            "map",
            "Click provinces on the map; only what is in them, even in part, is shown",
            self._pick,
        )
        self.named = line("Named area", "In a district or area of your own")
        self.named.returnPressed.connect(self._take_named)
        self.pick_areas = button(
            "Pick areas",
            "square-dashed",
            "Click named areas on the map; only what is inside is shown",
            self._pick_areas,
        )
        self._picked_areas: tuple[tuple[str, ...], Geometry | None] = ((), None)
        self._known: list[str] = []
        self.error = complaint()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for each in (self.draw, self.frame, self.pick):
            column.addWidget(each)
        column.addWidget(self.pick_areas)
        column.addWidget(self.named)
        column.addWidget(self.error)
        column.addWidget(self.countries)
        column.addWidget(self.provinces)
        tools.begun.connect(self._forget)  # a tool that somebody else uses draws for them
        tools.drawn.connect(self._drawn)
        tools.provinces_picked.connect(self._picked)
        tools.areas_picked.connect(self._areas_picked)

    def refresh(self) -> None:
        """The filter has changed."""
        self.show_options(self._desk.contents.project.focus)

    def show_options(self, focus: tuple[str, ...]) -> None:
        """Countries of the project's focus with their provinces, and whatever else is asked for."""
        asked, areas = self._desk.viewing.state.filter, self._desk.areas
        countries = dict.fromkeys((*focus, *asked.countries))
        known = ((code, areas.country(code)) for code in countries)
        self.countries.show_options(
            [Option(code, country.name if country else code) for code, country in known], asked.countries
        )
        provinces = {each.code: each.name for code in countries for each in areas.provinces_of(code)}
        for code in asked.provinces:
            found = areas.province(code)
            provinces.setdefault(code, found.name if found else code)
        self.provinces.show_options([Option(code, name) for code, name in provinces.items()], asked.provinces)
        self._offer_named()
        self.countries.setVisible(bool(countries))
        self.provinces.setVisible(bool(provinces))

    def _offer_named(self) -> None:
        """The areas that the project has, if any, to be completed while one types."""
        named = self._desk.contents.named_areas
        self.named.setVisible(bool(named))
        self.pick_areas.setVisible(bool(named))
        known = sorted({name for area in named.all for name in area.names})
        if known != self._known:
            self._known = known
            completer = QCompleter(known, self.named)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.named.setCompleter(completer)

    def _take_named(self) -> None:
        try:
            area = self._desk.contents.named_areas.named(self.named.text().strip())
        except InvalidValue as error:
            complain(self.error, str(error))
            return
        complain(self.error, "")
        self._set(area=area.geometry)

    def _draw(self) -> None:
        self._tools.draw("area")
        self._waiting = "area"

    def _drawn(self, geometry: Geometry) -> None:
        if self._waiting == "area":
            self._waiting = ""
            self._set(area=geometry)

    def _pick(self) -> None:
        self._tools.pick_provinces(self._desk.viewing.state.filter.provinces)
        self._waiting = "provinces"

    def _picked(self, codes: tuple[str, ...]) -> None:
        if self._waiting == "provinces":
            self._waiting = ""
            self._set(provinces=tuple(codes))

    def _pick_areas(self) -> None:
        ids, area = self._picked_areas
        self._tools.pick_areas(ids if area == self._desk.viewing.state.filter.area else ())
        self._waiting = "areas"

    def _areas_picked(self, ids: tuple[str, ...]) -> None:
        if self._waiting == "areas":
            self._waiting = ""
            shapes = [area.geometry for area in self._desk.contents.named_areas.all if area.id in ids]
            self._picked_areas = (ids, union_of_areas(shapes) if shapes else None)
            self._set(area=self._picked_areas[1])

    def _forget(self) -> None:
        self._waiting = ""

    def _take_frame(self) -> None:
        self._set(area=area_of(self._desk.viewing.state.bounds))

    def _set(self, **fields: object) -> None:
        state = self._desk.viewing.state
        self._desk.viewing.change(ORIGIN, filter=msgspec.structs.replace(state.filter, **fields))


def area_of(bounds: Bounds) -> Geometry:
    """A frame as an area; the map may have been dragged around the globe."""
    west, south, east, north = bounds
    west, east = (-180.0, 180.0) if east - west >= 360 else ((lon + 180) % 360 - 180 for lon in (west, east))
    return box_area(west, max(-90.0, south), east, min(90.0, north))
