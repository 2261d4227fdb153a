"""Signs that stand for many features: a circle for the events of a cell, a card for those of a country or province.

Every number is exact. A circle's ring shows whose events they are, in the colours that their symbols would have.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Final

from libyamap.app.ports import AreaGazetteer
from libyamap.app.view_state import ViewState
from libyamap.app.viewport import Cell, Gathered
from libyamap.i18n import name_in
from libyamap.web import style
from libyamap.web.catalogue import Catalogue
from libyamap.web.marks import CellMark, CellMarks, CountryCard
from libyamap.web.wording import gathered_note, name_on_map, number_in_short

NAMED: Final = 4
"""So many actors are named in a tooltip, the most first; the others are one line."""
DIGITS: Final = 6
"""Of a circle's place in degrees: about 10 cm."""
_BY_COUNT: Final = itemgetter(1)


class _Parties(dict[str, tuple[int, int]]):
    """Names and tints of one answer, each worked out once and told by its number.

    For an actor: the numbers of its short name (-1: nobody, or several) and of its tint.
    """

    def __init__(self, catalogue: Catalogue, state: ViewState) -> None:
        super().__init__()
        self._actors, self._theme = catalogue.actors, state.theme
        self.names: dict[str, int] = {}
        self.tints: dict[str, int] = {}

    def __missing__(self, actor: str) -> tuple[int, int]:
        found = self._actors.get(actor)
        tint = style.colours([found] if found else [], self._theme)[0]
        name = self.names.setdefault(name_on_map(found), len(self.names)) if found else -1
        known = self[actor] = (name, self.tints.setdefault(tint, len(self.tints)))
        return known


def cell_marks(cells: Iterable[Cell], catalogue: Catalogue, state: ViewState) -> CellMarks | None:
    """A circle for each cell, the largest first, so that small ones lie upon them; None where there are none."""
    ordered = sorted(cells, key=lambda cell: (-cell.count, cell.key))
    if not ordered:
        return None
    parties = _Parties(catalogue, state)
    marks = tuple(_mark(cell, parties) for cell in ordered)
    return CellMarks(ordered[0].key.level, tuple(parties.tints), tuple(parties.names), marks)


def _mark(cell: Cell, parties: _Parties) -> CellMark:
    """Counts by colour: actors who share one are one part of the ring, as they are one entry of the legend."""
    shares: defaultdict[int, int] = defaultdict(int)
    named: list[tuple[int, int]] = []
    for actor, count in cell.by_actor:
        shares[parties[actor][1]] += count
    for actor, count in cell.by_actor:
        name = parties[actor][0]
        if name >= 0:
            named.append((name, count))
            if len(named) == NAMED:
                break
    largest_first = sorted(shares.items(), key=_BY_COUNT, reverse=True)
    _, x, y = cell.key
    radius, text = _look(cell.count)
    at = (round(cell.lon, DIGITS), round(cell.lat, DIGITS))
    return CellMark(x, y, at, cell.count, radius, text, _in_turn(largest_first), _in_turn(named))


def _in_turn(pairs: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(chain.from_iterable(pairs))


@lru_cache(maxsize=10_000)
def _look(count: int) -> tuple[float, str]:
    """Radius and number of a circle for so many."""
    return style.cell_radius(count), number_in_short(count) if count > 1 else ""


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
