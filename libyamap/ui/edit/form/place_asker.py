"""What the place field offers for a name: places of the project first, then those of the gazetteer. Knows no Qt."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from libyamap.app.folding import words
from libyamap.app.here import AreasUnderfoot
from libyamap.app.named_areas import NO_AREAS, NamedAreas
from libyamap.app.places import Places
from libyamap.app.placing import DISTRICT, Spot, spot_at, spot_of_feature, spot_of_place
from libyamap.app.whereabouts import middle_of
from libyamap.domain.geometry import Position
from libyamap.domain.model import Feature
from libyamap.domain.place import Found, How, PlaceKind
from libyamap.gazetteer.question import cleaned, without_near
from libyamap.ui.edit.form.suggest import Suggestion

MOST_SITES = 4
MOST_PLACES = 12
SPELT_OTHERWISE: Final = "spelt otherwise"
"""Begins the note of a place that has no such name, only one like it."""
_LIKE = {How.SPELLING, How.TYPING_ERROR}
_WHOLE = {PlaceKind.COUNTRY: "in this country", PlaceKind.PROVINCE: "in this province"}
_ICONS = {PlaceKind.COUNTRY: "globe", PlaceKind.PROVINCE: "square-dashed"}


class PlaceAsker(NamedTuple):
    """What is searched, as it was when the question was asked; answered in a worker thread."""

    sites: tuple[Feature, ...]
    areas: AreasUnderfoot
    places: Places | None
    near: Position
    named: NamedAreas = NO_AREAS

    def ask(self, text: str) -> list[Suggestion]:
        """Rows whose value is a `Spot`."""
        return [*self._sites(text), *self._districts(text), *self._places(text)]

    def _sites(self, text: str) -> Iterator[Suggestion]:
        asked = words(without_near(cleaned(text)))
        found = 0
        for site in self.sites:
            known = (*words(site.title), *words(site.place))
            if not asked or not all(any(word.startswith(part) for word in known) for part in asked):
                continue
            spot = spot_of_feature(site, self.areas)
            if spot is not None:
                yield Suggestion(site.title, f"{site.kind.value} of this project", "", "layers", spot)
                found += 1
            if found == MOST_SITES:
                return

    def _districts(self, text: str) -> Iterator[Suggestion]:
        """Areas of one's own; only those that their middle leads back to, or another would be drawn."""
        asked = words(without_near(cleaned(text)))
        found = 0
        for area in self.named.all:
            known = [word for name in area.names for word in words(name)]
            if not asked or not all(any(word.startswith(part) for word in known) for part in asked):
                continue
            middle = middle_of(area.geometry)
            if self.named.at(middle) == area:
                spot = spot_at(middle, self.areas, area.name, DISTRICT)
                yield Suggestion(area.name, f"in this area · {area.set_title}", "", "square-dashed", spot)
                found += 1
            if found == MOST_SITES:
                return

    def _places(self, text: str) -> Iterator[Suggestion]:
        for found in self.places.find(text, near=self.near, limit=MOST_PLACES) if self.places else ():
            spot = spot_of_place(found, self.areas)
            note = f"{SPELT_OTHERWISE} · {_note(found)}" if found.how in _LIKE else _note(found)
            yield Suggestion(found.name, note, found.name_ar, _ICONS.get(found.kind, "map-pin"), spot)


def name_of_spot(spot: Spot) -> str:
    """What the field shows for a spot that was picked."""
    if spot.name:
        return spot.name
    lon, lat = spot.at or (0.0, 0.0)
    return f"{lat:.5f}, {lon:.5f}"


def _note(found: Found) -> str:
    area = "" if found.kind is PlaceKind.COUNTRY else found.country_name
    where = ", ".join(filter(None, (found.province if found.province != found.name else "", area)))
    also = f"also called {found.matched}" if found.matched not in {found.name, found.name_ar} else ""
    kind = _WHOLE.get(found.kind, found.kind.value)
    return " · ".join(filter(None, (kind, where, also)))
