"""Counts by category as the answers have them: the most first, then by name, nothing at zero."""

from collections.abc import Iterable, Mapping

from libyamap.app.viewport import CategoryCounts


def ranked(counts: Mapping[str, int] | Iterable[tuple[str, int]]) -> CategoryCounts:
    """The counts, the most first."""
    pairs = counts.items() if isinstance(counts, Mapping) else counts
    return tuple(sorted(((key, number) for key, number in pairs if number), key=lambda pair: (-pair[1], pair[0])))
