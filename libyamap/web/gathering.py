"""Signs that stand for many features: a circle for the events of a cell, a card for those of a country or province.

Every number is exact. A circle's ring shows whose events they are, in the colours that their symbols would have.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from libyamap.app.ports import AreaGazetteer
from libyamap.app.view_state import ViewState
from libyamap.app.viewport import CategoryCounts, Cell, Gathered
from libyamap.i18n import name_in
from libyamap.web import style
from libyamap.web.catalogue import Catalogue
from libyamap.web.marks import CellMark, CountryCard
from libyamap.web.wording import gathered_note, number_in_short, shares_in_words

NAMED: Final = 4
"""So many actors are named in a tooltip, the most first; the others are one line."""


def cell_marks(cells: Iterable[Cell], catalogue: Catalogue, state: ViewState) -> Iterator[CellMark]:
    """A circle for each cell, the largest first, so that small ones lie upon them."""
    for cell in sorted(cells, key=lambda cell: (-cell.count, cell.key)):
        yield CellMark(
            key=str(cell.key),
            at=(cell.lon, cell.lat),
            bounds=cell.bounds,
            count=cell.count,
            radius=style.cell_radius(cell.count),
            text=number_in_short(cell.count) if cell.count > 1 else "",
            shares=tuple(_shares(cell.by_actor, catalogue, state)),
            tooltip=_tooltip(cell.count, cell.by_actor, catalogue),
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


def _shares(counts: CategoryCounts, catalogue: Catalogue, state: ViewState) -> list[tuple[str, int]]:
    """Counts by colour: actors who share one are one part of the ring, as they are one entry of the legend."""
    tints: Counter[str] = Counter()
    for actor, count in counts:
        known = catalogue.actors.get(actor)
        tints[style.colours([known] if known else [], state.theme)[0]] += count
    return sorted(tints.items(), key=lambda share: (-share[1], share[0]))


def _tooltip(count: int, counts: CategoryCounts, catalogue: Catalogue) -> str:
    named = [(catalogue.actors[actor], number) for actor, number in counts if actor in catalogue.actors]
    return shares_in_words(count, named[:NAMED])
