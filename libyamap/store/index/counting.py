"""Counts by category as the answers have them: the most first, then by name, nothing at zero."""

from collections.abc import Mapping

from libyamap.app.viewport import MOST_CATEGORIES, OTHERS, CategoryCounts


def ranked(counts: Mapping[str, int]) -> CategoryCounts:
    """All the counts, the most first."""
    return tuple(sorted(((key, number) for key, number in counts.items() if number), key=_by_count))


def summed_up(counts: Mapping[str, int]) -> CategoryCounts:
    """The largest counts, and the sum of the others."""
    return cut(ranked(counts))


def cut(known: CategoryCounts) -> CategoryCounts:
    """The first counts, and the sum of the others."""
    rest = sum(number for _, number in known[MOST_CATEGORIES:])
    return (*known[:MOST_CATEGORIES], (OTHERS, rest)) if rest else known


def _by_count(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]
