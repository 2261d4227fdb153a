"""Signs that stand for many features: a circle for the events of a cell, a card for those of a country or province.

Every number is exact. A circle's ring shows whose events they are, in the colours that their symbols would have.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from libyamap.app.ports import AreaGazetteer
from libyamap.app.view_state import ViewState
from libyamap.app.viewport import Cell, Gathered
from libyamap.i18n import name_in
from libyamap.web import style
from libyamap.web.catalogue import Catalogue
from libyamap.web.marks import CellMark, CountryCard
from libyamap.web.wording import gathered_note, name_on_map, number_in_short, shares_in_words

NAMED: Final = 4
"""So many actors are named in a tooltip, the most first; the others are one line."""


class _Parties:
    """Names and colours of the actors of one answer, each worked out once."""

    def __init__(self, catalogue: Catalogue, state: ViewState) -> None:
        self._actors, self._theme = catalogue.actors, state.theme
        self._known: dict[str, tuple[str, str]] = {}

    def __getitem__(self, actor: str) -> tuple[str, str]:
        """Short name (empty: nobody, or several) and colour."""
        if actor not in self._known:
            found = self._actors.get(actor)
            tint = style.colours([found] if found else [], self._theme)[0]
            self._known[actor] = (name_on_map(found) if found else "", tint)
        return self._known[actor]


def cell_marks(cells: Iterable[Cell], catalogue: Catalogue, state: ViewState) -> Iterator[CellMark]:
    """A circle for each cell, the largest first, so that small ones lie upon them."""
    parties = _Parties(catalogue, state)
    for cell in sorted(cells, key=lambda cell: (-cell.count, cell.key)):
        known = [(*parties[actor], count) for actor, count in cell.by_actor]
        level, x, y = cell.key
        yield CellMark(
            key=f"{level}/{x}/{y}",
            at=(cell.lon, cell.lat),
            bounds=cell.bounds,
            count=cell.count,
            radius=style.cell_radius(cell.count),
            text=number_in_short(cell.count) if cell.count > 1 else "",
            shares=_shares(known),
            tooltip=shares_in_words(cell.count, [(name, count) for name, _, count in known if name][:NAMED]),
        )


def gathered_cards(gathered: Iterable[Gathered], areas: AreaGazetteer, state: ViewState) -> Iterator[CountryCard]:
    """A card with a number at the label of each province or country; none for a code that the map data lacks."""
    for sign in gathered:
        place = areas.province(sign.key.code) if sign.key.sort == "province" else areas.country(sign.key.code)
        if place is None:
            continue
        name = name_in(state.language, place.name, place.name_ar)
        note = gathered_note(sign.count, name, sort=sign.key.sort)
        key = f"{sign.key.sort}/{sign.key.code}"
        yield CountryCard(sign.key.code, name, place.label, (), note, gathered=key, count=sign.count)


def _shares(known: Iterable[tuple[str, str, int]]) -> tuple[tuple[str, int], ...]:
    """Counts by colour: actors who share one are one part of the ring, as they are one entry of the legend."""
    tints: dict[str, int] = {}
    for _, tint, count in known:
        tints[tint] = tints.get(tint, 0) + count
    return tuple(sorted(tints.items(), key=lambda share: (-share[1], share[0])))
