"""Counts by category, as rings and legend get them."""

from libyamap.app.viewport import MOST_CATEGORIES, OTHERS
from libyamap.store.index.counting import summed_up


def test_dozens_of_parties_are_told_one_by_one() -> None:
    """They share a few colours, and a ring that has most of its events in grey says nothing."""
    found = summed_up({f"party {number}": 1 + number % 3 for number in range(40)})
    assert len(found) == 40
    assert OTHERS not in dict(found)


def test_what_is_beyond_is_one_sum() -> None:
    found = summed_up({f"party {number:03}": 100 - number for number in range(MOST_CATEGORIES + 5)})
    assert len(found) == MOST_CATEGORIES + 1
    assert found[-1] == (OTHERS, sum(100 - number for number in range(MOST_CATEGORIES, MOST_CATEGORIES + 5)))
