"""The area of a zone: provinces and named areas picked by name or on the map, or a shape drawn by hand."""

from functools import partial

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from libyamap.app.folding import words
from libyamap.app.named_areas import NamedArea
from libyamap.domain.areas import Province
from libyamap.domain.geometry import Geometry, union_of_areas
from libyamap.errors import InvalidValue
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.actors_field import remove_button
from libyamap.ui.edit.form.suggest import Suggestion, SuggestLine
from libyamap.ui.edit.form.suggested_field import SuggestedField
from libyamap.ui.icons import icon
from libyamap.ui.text import PlainLabel, plain_tip

MOST_OFFERED = 60
NOTHING = "A zone needs an area: name its provinces, pick them on the map, or draw it."
HALF_DRAWN = "Half drawn: “Draw it” goes on with it."


class AreaField(SuggestedField):
    """`value` is a Geometry; `provinces` the codes and `areas` the ids it is made of, both empty for a drawn one."""

    draw_asked = Signal()
    pick_asked = Signal()
    pick_areas_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.provinces: tuple[str, ...] = ()
        self.areas: tuple[str, ...] = ()
        self._drawn: Geometry | None = None
        self.half_drawn: Geometry | None = None
        self._merged: tuple[tuple[str, ...], Geometry] | None = None
        self.line = SuggestLine("Name of a province or area", self._ask)
        super().__init__("geometry", "Area", self.line, "What the zone covers; common borders go")
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self.column.insertLayout(1, self._rows)
        self.pick = QPushButton(icon("square-dashed"), "Pick provinces")
        self.pick.setToolTip(plain_tip("Click provinces on the map; Enter when done"))
        self.pick_areas = QPushButton(icon("square-dashed"), "Pick areas")
        self.pick_areas.setToolTip(plain_tip("Click named areas of this project on the map; Enter when done"))
        self.draw = QPushButton(icon("pencil"), "Draw it")
        self.draw.setToolTip(plain_tip("Click the corners on the map; Enter when done"))
        buttons = QWidget()
        grid = QGridLayout(buttons)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, button in enumerate((self.pick, self.draw, self.pick_areas)):  # three in a row need too wide a panel
            button.setMinimumHeight(28)
            grid.addWidget(button, place // 2, place % 2)
        self.column.addWidget(buttons)
        self.pick.clicked.connect(lambda _checked=False: self.pick_asked.emit())
        self.pick_areas.clicked.connect(lambda _checked=False: self.pick_areas_asked.emit())
        desk.contents_changed.connect(self._offer_areas)
        self._offer_areas()
        self.draw.clicked.connect(lambda _checked=False: self.draw_asked.emit())
        self.line.chosen.connect(self._take)

    def value(self) -> Geometry:
        """The area; InvalidValue where there is none yet."""
        if self._drawn is not None:
            return self._drawn
        if self.line.text().strip():
            typed = self.line.text().strip()[:60]
            raise InvalidValue("geometry", f"“{typed}” is no province in focus and no named area.")
        parts = (*self.provinces, *self.areas)
        if not parts:
            raise InvalidValue("geometry", NOTHING)
        if self._merged is None or self._merged[0] != parts:
            shapes = [*(each.geometry for each in self._known()), *(each.geometry for each in self._own())]
            self._merged = (parts, union_of_areas(shapes))
        return self._merged[1]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was picked or drawn."""
        return self._drawn is None and not self.provinces and not self.areas

    def countries(self) -> tuple[str, ...]:
        """ISO 3166-1 alpha-3 codes of the picked provinces' countries."""
        return tuple(dict.fromkeys(province.country for province in self._known()))

    def names_of_parts(self) -> str:
        """Such as “Sirte, Misrata”; empty for a drawn one."""
        return ", ".join((*(each.name for each in self._known()), *(each.name for each in self._own())))

    def take_provinces(self, codes: tuple[str, ...]) -> None:
        """Picked on the map."""
        self._drawn = None
        self.provinces = tuple(dict.fromkeys(codes))
        self._show()
        self.changed.emit()

    def take_areas(self, ids: tuple[str, ...]) -> None:
        """Picked on the map; provinces stay, what was drawn goes."""
        self._drawn = None
        named = self._named()
        self.areas = tuple(each for each in dict.fromkeys(ids) if each in named)
        self._show()
        self.changed.emit()

    def take_geometry(self, geometry: Geometry) -> None:
        """Drawn on the map."""
        self._drawn, self.provinces, self.areas, self.half_drawn = geometry, (), (), None
        self._show()
        self.changed.emit()

    def take_half_drawn(self, geometry: Geometry | None) -> None:
        """Drawn on the map so far: it is no area yet, but not to be lost; None where nothing is under way."""
        if geometry != self.half_drawn:
            self.half_drawn = geometry
            self.show_echo("")
            self.changed.emit()

    def typed(self) -> object:
        """Codes and ids, or the drawn shape; what is half drawn."""
        return {
            "provinces": list(self.provinces),
            "areas": list(self.areas),
            "drawn": msgspec.to_builtins(self._drawn),
            "half": msgspec.to_builtins(self.half_drawn),
        }

    def put_back(self, typed: object) -> None:
        """The same area."""
        if not isinstance(typed, dict):
            return
        try:
            self.provinces = msgspec.convert(typed.get("provinces", ()), tuple[str, ...])
            areas = msgspec.convert(typed.get("areas", ()), tuple[str, ...])
            named = self._named()
            self.areas = tuple(each for each in areas if each in named)
            self._drawn = msgspec.convert(typed.get("drawn"), Geometry | None)
            self.half_drawn = msgspec.convert(typed.get("half"), Geometry | None)
        except msgspec.ValidationError:
            return
        self._show()
        if self.half_drawn is not None:
            self.show_echo(HALF_DRAWN)

    def clear(self) -> None:
        """No area."""
        super().clear()
        self._drawn, self.provinces, self.areas, self._merged, self.half_drawn = None, (), (), None, None
        self.line.taken_as("")
        self._show()

    # ---- inside

    def _offer_areas(self) -> None:
        self.pick_areas.setHidden(not self._desk.contents.named_areas)

    def _named(self) -> dict[str, NamedArea]:
        return {area.id: area for area in self._desk.contents.named_areas.all}

    def _known(self) -> list[Province]:
        found = (self._desk.areas.province(code) for code in self.provinces)
        return [province for province in found if province is not None]

    def _own(self) -> list[NamedArea]:
        named = self._named()
        return [named[each] for each in self.areas if each in named]

    def _ask(self, text: str) -> list[Suggestion]:
        self.say("")
        asked = words(text)
        rows: list[Suggestion] = []
        for province in self._offered():
            known = (*words(province.name), *words(province.name_ar))
            if province.code not in self.provinces and all(
                any(word.startswith(part) for word in known) for part in asked
            ):
                rows.append(Suggestion(province.name, "province", province.name_ar, "square-dashed", province.code))
        for area in self._desk.contents.named_areas.all:
            if area.id not in self.areas and all(
                any(word.startswith(part) for word in words(area.name)) for part in asked
            ):
                rows.append(Suggestion(area.name, area.set_title, "", "square-dashed", area))
                if len(rows) >= MOST_OFFERED:
                    break
        return rows

    def _offered(self) -> list[Province]:
        """Provinces of the countries in focus; without a focus, of the country in the middle of the map."""
        areas, frame = self._desk.areas, self._desk.frame
        focus = self._desk.contents.project.focus
        if not focus and frame is not None:
            middle = areas.province_at(frame.lon, frame.lat)
            focus = (middle.country,) if middle else ()
        return [province for iso3 in focus for province in areas.provinces_of(iso3)]

    def _take(self, suggestion: Suggestion) -> None:
        self.line.taken_as("")
        if isinstance(suggestion.value, NamedArea):
            self.take_areas((*self.areas, suggestion.value.id))
        else:
            self.take_provinces((*self.provinces, str(suggestion.value)))

    def _show(self) -> None:
        self.say("")
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for province in self._known():
            self._rows.addWidget(self._row(province.name, partial(self._leave_out, province.code)))
        for area in self._own():
            self._rows.addWidget(self._row(area.name, partial(self._leave_out_area, area.id)))
        if self._drawn is not None:
            corners = sum(1 for _ in self._drawn.positions())
            self._rows.addWidget(self._row(f"Drawn on the map, {corners:,} corners", self.clear))

    def _row(self, text: str, leave_out: "partial[None] | object") -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(PlainLabel(text), 1, Qt.AlignmentFlag.AlignVCenter)
        if callable(leave_out):
            across.addWidget(remove_button(f"Leave {text} out", leave_out))
        return row

    def _leave_out(self, code: str) -> None:
        self.take_provinces(tuple(each for each in self.provinces if each != code))
        self.line.setFocus()

    def _leave_out_area(self, area: str) -> None:
        self.take_areas(tuple(each for each in self.areas if each != area))
        self.line.setFocus()
