"""The parts of the panel “What is here?”: area, places, features, coordinates. What a click does is the panel's."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from libyamap.app.here import Here, PlaceNearby
from libyamap.app.measure import distance_words
from libyamap.domain.geodesy import compass_point
from libyamap.domain.model import Feature
from libyamap.i18n import isolated
from libyamap.ui.find.elided import ElidedButton
from libyamap.ui.icons import icon
from libyamap.ui.inspector.section import Section, pencil
from libyamap.ui.text import Look, PlainLabel, plain_tip

HERE_M = 500.0


def area_section(here: Here, add_event: Callable[[], object]) -> Section:
    """Province and country in both scripts, and a button that adds an event at the spot."""
    section = Section()
    if here.country is None:
        section.line("At sea, or outside every country of the map data", Look.HEADING)
    else:
        if here.district:
            section.line(f"District: {isolated(here.district)}", Look.HEADING)
        if here.province is not None:
            section.line(here.province.name, Look.TITLE)
            section.line(here.province.name_ar)
        section.line(here.country.name, Look.HEADING)
        section.line(here.country.name_ar)
    button = QPushButton(icon("plus"), "Add an event here")
    button.setMinimumHeight(28)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    button.setToolTip(plain_tip("Describe something that happened at this spot"))
    button.clicked.connect(lambda _checked=False: add_event())
    section.gap()
    section.add(button)
    return section


def places_section(places: Sequence[PlaceNearby], take: Callable[[Any], object]) -> Section:
    """The nearest places with distance and bearing, each a way to go there."""
    section = Section("Nearest places")
    for nearby in places:
        section.add(_link(_place_words(nearby), "map-pin", partial(take, nearby.place)))
    if not places:
        section.line("No place is known around here.")
    return section


def features_section(features: Sequence[Feature], select: Callable[[Feature], object]) -> Section:
    """Features whose ring, zone or province covers the spot."""
    section = Section("Features that cover this spot")
    for feature in features:
        section.add(_link(feature.title, "layers", partial(select, feature)))
    if not features:
        section.line("None of the layers shown.")
    return section


def coordinates_section(notations: Iterable[tuple[str, str]], copy: Callable[[str], object]) -> Section:
    """The spot in every notation, each to be copied by a click."""
    section = Section("Coordinates")
    for notation, text in notations:
        button = pencil(f"Copy as {notation}", partial(copy, text), "copy")
        button.setAccessibleName(f"Copy as {notation}: {text}")
        label = PlainLabel(text)
        label.setToolTip(plain_tip(notation))
        label.setMinimumHeight(24)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        section.row(button, label)
    return section


def _link(text: str, name: str, work: Callable[[], object]) -> QPushButton:
    button = ElidedButton(icon(name), text)
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
