"""The area of a zone: provinces picked by name or on the map, or a shape drawn by hand."""

from functools import partial

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

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
    """`value` is a Geometry; `provinces` the codes it is made of, empty for a drawn one."""

    draw_asked = Signal()
    pick_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.provinces: tuple[str, ...] = ()
        self._drawn: Geometry | None = None
        self.half_drawn: Geometry | None = None
        self._merged: tuple[tuple[str, ...], Geometry] | None = None
        self.line = SuggestLine("Name of a province or area", self._ask)
        super().__init__("geometry", "Area", self.line, "Provinces that the zone covers; their common borders go")
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self.column.insertLayout(1, self._rows)
        self.pick = QPushButton(icon("square-dashed"), "Pick provinces")
        self.pick.setToolTip(plain_tip("Click provinces on the map; Enter when done"))
        self.draw = QPushButton(icon("pencil"), "Draw it")
        self.draw.setToolTip(plain_tip("Click the corners on the map; Enter when done"))
        buttons = QWidget()
        across = QHBoxLayout(buttons)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        for button in (self.pick, self.draw):
            button.setMinimumHeight(28)
            across.addWidget(button, 1)
        self.column.addWidget(buttons)
        self.pick.clicked.connect(lambda _checked=False: self.pick_asked.emit())
        self.draw.clicked.connect(lambda _checked=False: self.draw_asked.emit())
        self.line.chosen.connect(self._take)

    def value(self) -> Geometry:
        """The area; InvalidValue where there is none yet."""
        if self._drawn is not None:
            return self._drawn
        if self.line.text().strip():
            raise InvalidValue("geometry", f"“{self.line.text().strip()[:60]}” is no province in focus.")
        if not self.provinces:
            raise InvalidValue("geometry", NOTHING)
        if self._merged is None or self._merged[0] != self.provinces:
            shapes = [province.geometry for province in self._known()]
            self._merged = (self.provinces, union_of_areas(shapes))
        return self._merged[1]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was picked or drawn."""
        return self._drawn is None and not self.provinces

    def countries(self) -> tuple[str, ...]:
        """ISO 3166-1 alpha-3 codes of the picked provinces' countries."""
        return tuple(dict.fromkeys(province.country for province in self._known()))

    def names_of_provinces(self) -> str:
        """Such as “Sirte, Misrata”."""
        return ", ".join(province.name for province in self._known())

    def take_provinces(self, codes: tuple[str, ...]) -> None:
        """Picked on the map."""
        self._drawn = None
        self.provinces = tuple(dict.fromkeys(codes))
        self._show()
        self.changed.emit()

    def take_geometry(self, geometry: Geometry) -> None:
        """Drawn on the map."""
        self._drawn, self.provinces, self.half_drawn = geometry, (), None
        self._show()
        self.changed.emit()

    def take_half_drawn(self, geometry: Geometry | None) -> None:
        """Drawn on the map so far: it is no area yet, but not to be lost; None where nothing is under way."""
        if geometry != self.half_drawn:
            self.half_drawn = geometry
            self.show_echo("")
            self.changed.emit()

    def typed(self) -> object:
        """Codes, or the drawn shape; what is half drawn."""
        return {
            "provinces": list(self.provinces),
            "drawn": msgspec.to_builtins(self._drawn),
            "half": msgspec.to_builtins(self.half_drawn),
        }

    def put_back(self, typed: object) -> None:
        """The same area."""
        if not isinstance(typed, dict):
            return
        try:
            self.provinces = msgspec.convert(typed.get("provinces", ()), tuple[str, ...])
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
        self._drawn, self.provinces, self._merged, self.half_drawn = None, (), None, None
        self.line.taken_as("")
        self._show()

    # ---- inside

    def _known(self) -> list[Province]:
        found = (self._desk.areas.province(code) for code in self.provinces)
        return [province for province in found if province is not None]

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
            if all(any(word.startswith(part) for word in words(area.name)) for part in asked):
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
            self._take_named(suggestion.value)
        else:
            self.take_provinces((*self.provinces, str(suggestion.value)))

    def _take_named(self, area: NamedArea) -> None:
        """An area of one's own joins what there is already."""
        there = [] if self.is_empty else [self.value()]
        self.take_geometry(union_of_areas([*there, area.geometry]))

    def _show(self) -> None:
        self.say("")
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for province in self._known():
            self._rows.addWidget(self._row(province.name, partial(self._leave_out, province.code)))
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
