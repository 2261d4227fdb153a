"""The labelled set of spellings finds the places that are meant; the figures are printed after the tests.

Each text is asked twice: with the map about 150 km beside the place, as somebody has it who reads about that country,
and with no view at all. The bounds hold for both, in both halves of the set.
"""

from collections import Counter
from collections.abc import Callable, Iterable

import pytest

from libyamap.gazetteer.search import PlaceSearch
from tests.unit.gazetteer.spelling_set import SORTS, Spelling, spellings

FIRST, FIRST_FIVE = 98.5, 99.0
FIRST_WITHOUT_VIEW, FIRST_FIVE_WITHOUT_VIEW = 95.0, 99.0
ENOUGH = 400
BESIDE = (1.5, 1.0)
"""How far the middle of the view lies from the place, in degrees of longitude and latitude."""


class Tally:
    """Counts right answers by anything that a spelling belongs to."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, bool, str]] = Counter()

    def add(self, groups: Iterable[str], *, view: bool, rank: int) -> None:
        for group in groups:
            self._counts[group, view, "all"] += 1
            self._counts[group, view, "first"] += rank == 1
            self._counts[group, view, "five"] += rank <= 5

    def count(self, group: str) -> int:
        return self._counts[group, True, "all"]

    def share(self, group: str, what: str, *, view: bool) -> float:
        return 100 * self._counts[group, view, what] / max(self._counts[group, view, "all"], 1)

    def table(self, groups: Iterable[str]) -> list[str]:
        head = f"{'':32}{'texts':>6}   {'map there':^15}   {'no view':^15}"
        rows = [head, f"{'':41}{'first':>7}{'in five':>8}   {'first':>7}{'in five':>8}"]
        for group in groups:
            shares = [self.share(group, what, view=view) for view in (True, False) for what in ("first", "five")]
            figures = "{:7.1f}{:8.1f}   {:7.1f}{:8.1f}".format(*shares)
            rows.append(f"{group:32}{self.count(group):6}   {figures}")
        return rows


def rank_of(places: PlaceSearch, spelling: Spelling, *, view: bool) -> int:
    near = (spelling.at[0] + BESIDE[0], spelling.at[1] + BESIDE[1]) if view else None
    found = places.find(spelling.text, near=near, limit=5)
    return next((rank for rank, one in enumerate(found, start=1) if spelling.is_meant(one)), 99)


@pytest.mark.timeout(400)  # 3,300 searches, on a machine that does other things too
def test_the_right_place_is_found(places: PlaceSearch, record_property: Callable[[str, object], None]) -> None:
    tally = Tally()
    regions: dict[str, None] = {}
    for spelling in spellings():
        half = "kept apart" if spelling.held_out else "used while tuning"
        regions[spelling.region] = None
        for view in (True, False):
            rank = rank_of(places, spelling, view=view)
            tally.add(("all", half, spelling.region, SORTS[spelling.sort]), view=view, rank=rank)
    table = tally.table(["all", "used while tuning", "kept apart", *regions, *SORTS.values()])
    record_property("summary", "\n".join(["Places found by spelling, in per cent", *table]))
    assert tally.count("all") >= ENOUGH
    for half in ("used while tuning", "kept apart"):
        assert tally.share(half, "first", view=True) >= FIRST, half
        assert tally.share(half, "five", view=True) >= FIRST_FIVE, half
        assert tally.share(half, "first", view=False) >= FIRST_WITHOUT_VIEW, half
        assert tally.share(half, "five", view=False) >= FIRST_FIVE_WITHOUT_VIEW, half


@pytest.mark.parametrize("sort", SORTS)
def test_every_sort_of_spelling_is_there(sort: str) -> None:
    assert sum(spelling.sort == sort for spelling in spellings()) >= 30
