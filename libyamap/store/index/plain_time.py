"""The histogram over time in plain Python."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Final

from libyamap.app.timeline import bins_between, days_of, number_of
from libyamap.app.viewport import MOST_BINS, Histogram, Unit
from libyamap.domain.time import Span
from libyamap.store.index.counting import ranked

COARSER: Final[dict[Unit, Unit]] = {"day": "month", "month": "year"}


def unit_for(first: dt.date, last: dt.date, unit: Unit) -> Unit:
    """The unit asked for, or the next coarser one that keeps to MOST_BINS."""
    while unit in COARSER and bins_between(first, last, unit) > MOST_BINS:
        unit = COARSER[unit]
    return unit


def histogram(dated: Sequence[tuple[Span, str]], unit: Unit) -> Histogram:
    """Count spans with their categories into bins."""
    ends = [day for span, _ in dated for day in span if day is not None]
    undated = sum(span == (None, None) for span, _ in dated)
    if not ends:
        return Histogram(unit, None, (), [], [], undated)
    unit = unit_for(min(ends), max(ends), unit)
    first = number_of(min(ends), unit)
    size = number_of(max(ends), unit) - first + 1
    within: Counter[tuple[int, str]] = Counter()
    spread = [0] * size
    for (earliest, latest), category in dated:
        if earliest is None and latest is None:
            continue
        start = number_of(earliest, unit) - first if earliest else 0
        end = number_of(latest, unit) - first if latest else size - 1
        if start == end and earliest and latest:
            within[start, category] += 1
        else:
            for at in range(start, end + 1):
                spread[at] += 1
    totals: Counter[str] = Counter()
    for (_, category), number in within.items():
        totals[category] += number
    categories = tuple(category for category, _ in ranked(totals))
    counts = [tuple(within[at, category] for category in categories) for at in range(size)]
    return Histogram(unit, days_of(first, unit)[0], categories, counts, spread, undated)
