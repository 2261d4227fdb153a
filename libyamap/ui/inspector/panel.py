"""The inspector: everything known about what is selected, in the order a careful reader asks for it."""

from collections.abc import Iterable

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from libyamap.app.view_state import ViewFlags
from libyamap.app.whereabouts import drawing_of
from libyamap.domain.fields import words_for
from libyamap.domain.model import Feature
from libyamap.domain.precision import Drawing
from libyamap.ui.column_scroll import ColumnScroll
from libyamap.ui.desk import Desk
from libyamap.ui.icons import icon
from libyamap.ui.inspector.claims import claims
from libyamap.ui.inspector.header import actors, certainty, header
from libyamap.ui.inspector.others import about_project, list_of
from libyamap.ui.inspector.place import place
from libyamap.ui.inspector.section import Section
from libyamap.ui.inspector.time import time
from libyamap.ui.outside import open_outside

ORIGIN = "inspector"
MOST_LISTED = 200


class InspectorPanel(ColumnScroll):
    """Shows one feature, a list of several, a country's card, or the project."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._country = ""
        self.setAccessibleName("What is known of the selection")
        desk.viewed.connect(self._viewed)
        desk.contents_changed.connect(self.refresh)
        desk.country_picked.connect(self._show_country)
        self.refresh()

    def refresh(self) -> None:
        """Show the selection anew."""
        selected = self._desk.selected
        if len(selected) == 1:
            self._fill(self._parts_of(selected[0]))
        elif selected:
            self._fill([self._list(f"{len(selected):,} selected", "", selected)])
        elif self._country:
            self._fill([self._country_list(self._country)])
        else:
            self._fill(about_project(self._desk.contents))

    def _parts_of(self, feature: Feature) -> list[QWidget]:
        contents = self._desk.contents
        parts: list[QWidget] = [header(feature)]
        if drawing_of(feature) is not Drawing.NOWHERE:
            parts.append(self._show_button(feature))
        if feature.actors:
            parts.append(actors(feature, contents))
        parts += [time(feature), place(feature, self._desk.areas), certainty(feature)]
        parts.append(claims(contents.claims_of(feature.id), contents, lambda url: open_outside(url, self)))
        if feature.tags or feature.attributes:
            parts.append(_other_columns(feature))
        return parts

    def _show_button(self, feature: Feature) -> QPushButton:
        button = QPushButton(icon("focus"), "Show on the map")
        button.setMinimumHeight(28)
        button.clicked.connect(lambda _checked=False: self._desk.show([feature]))
        return button

    def _list(self, heading: str, note: str, features: list[Feature]) -> Section:
        more = len(features) - MOST_LISTED
        note = "\n".join(filter(None, (note, f"{more:,} more are not listed here." if more > 0 else "")))
        return list_of(heading, note, features[:MOST_LISTED], self._choose)

    def _country_list(self, country: str) -> Section:
        known = self._desk.areas.country(country)
        features = self._desk.known_for_country_alone(country)
        heading = f"Known for {known.name if known else country}"
        return self._list(heading, "No place inside the country is given for these.", features)

    def _choose(self, feature: str) -> None:
        self._desk.select([feature], ORIGIN)

    def _show_country(self, country: str) -> None:
        self._country = country
        self._desk.viewing.change(ORIGIN, selected=())
        self.refresh()

    def _viewed(self, flags: ViewFlags, origin: str) -> None:
        if flags & ViewFlags.SELECTION:
            if origin != ORIGIN or self._desk.viewing.state.selected:
                self._country = ""
            self.refresh()
        elif flags & ViewFlags.LAYERS and self._country:
            self.refresh()

    def _fill(self, parts: Iterable[QWidget]) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(12, 8, 12, 16)
        column.setSpacing(16)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self.show_column(column)


def _other_columns(feature: Feature) -> Section:
    section = Section(words_for("attributes").label)
    if feature.tags:
        section.line(f"Tags: {', '.join(feature.tags)}")
    for name, value in feature.attributes.items():
        section.line(f"{name}: {'' if value is None else value}")
    return section
