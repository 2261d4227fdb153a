"""Counts of what is chosen, and the histogram over time, on columns."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Final, TypeVar

import numpy as np

from libyamap.app.matching import CERTAINTIES
from libyamap.app.timeline import days_of, number_of
from libyamap.app.viewport import Category, Counts, Histogram, Unit
from libyamap.domain.time import Span
from libyamap.store.index.columns.arrays import Column, Ints, Mask
from libyamap.store.index.columns.base import Base
from libyamap.store.index.columns.reading import KINDS, OPEN_END, OPEN_START
from libyamap.store.index.entry import Entry
from libyamap.store.index.plain import category_of
from libyamap.store.index.plain_time import unit_for

K = TypeVar("K")
_CERTAINTIES: Final = (None, *CERTAINTIES)
_EPOCH = dt.date(1970, 1, 1).toordinal()


def count(base: Base, mask: Mask | None, changed: Counts) -> Counts:
    """How many rows are chosen, with those counted of the overlay."""
    kinds = {KINDS[at]: number for at, number in _counted(base["kind"], mask)}
    words = base.lists.words
    found = {
        name: {words[name][at]: number for at, number in _counted(base[name], mask)}
        for name in ("layer", "type", "dataset")
    }
    certainties = {_CERTAINTIES[at]: number for at, number in _counted(base["certainty"], mask)}
    grades = {tuple(base.lists.grades[at]): number for at, number in _counted(base["grade"], mask)}
    nowhere = base.nowhere
    lost = nowhere.stop - nowhere.start if mask is None else int(np.count_nonzero(mask[nowhere]))
    total = base.count if mask is None else int(np.count_nonzero(mask))
    return Counts(
        total + changed.total,
        _added(kinds, changed.by_kind),
        _added(found["layer"], changed.by_layer),
        _added(found["type"], changed.by_type),
        _added(_by_word(base, "actor", mask), changed.by_actor),
        lost + changed.not_located,
        _added(_by_word(base, "tag", mask), changed.by_tag),
        _added(found["dataset"], changed.by_dataset),
        _added(certainties, changed.by_certainty),
        _added(grades, changed.by_grades),
    )


def _added(one: dict[K, int], other: dict[K, int]) -> dict[K, int]:
    return dict(Counter(one) + Counter(other))


def _counted(column: Column, mask: Mask | None) -> list[tuple[int, int]]:
    counts = np.bincount(column if mask is None else column[mask])
    return [(int(at), int(counts[at])) for at in np.flatnonzero(counts)]


def _by_word(base: Base, name: str, mask: Mask | None) -> dict[str, int]:
    """How many rows are in the list of each actor or tag."""
    starts, rows = base[f"{name}_starts"], base[f"{name}_rows"]
    if mask is None:
        counts = np.diff(starts)
    else:
        sums = np.concatenate([[0], np.cumsum(mask[rows])])
        counts = sums[starts[1:]] - sums[starts[:-1]]
    counted = zip(base.lists.words[name], counts.tolist(), strict=True)
    return {word: number for word, number in counted if number and word}


def histogram(base: Base, mask: Mask | None, entries: Sequence[Entry], unit: Unit, by: Category) -> Histogram:
    """The chosen rows and entries in time."""
    name = "lead" if by == "actor" else "type"
    words = list(base.lists.words["actor" if by == "actor" else "type"])
    first, last, category = base["first"], base["last"], base[name]
    if mask is not None:
        rows = np.flatnonzero(mask)
        first, last, category = first[rows], last[rows], category[rows]
    if entries:
        numbers = {word: at for at, word in enumerate(words)}
        more = [numbers.setdefault(category_of(entry, by), len(numbers)) for entry in entries]
        words = list(numbers)
        days = np.array([_in_days(entry.days) for entry in entries], np.int32)
        first, last = np.concatenate([first, days[:, 0]]), np.concatenate([last, days[:, 1]])
        category = np.concatenate([category, np.array(more, np.int64)])
    starts, ends = first != OPEN_START, last != OPEN_END
    undated = len(first) - int(np.count_nonzero(starts | ends))
    if undated == len(first):
        return Histogram(unit, None, (), [], [], undated)
    low, high = _reach([first[starts], last[ends]])
    unit = unit_for(dt.date.fromordinal(low), dt.date.fromordinal(high), unit)
    origin = number_of(dt.date.fromordinal(low), unit)
    size = number_of(dt.date.fromordinal(high), unit) - origin + 1
    table = _bin_table(low, high, unit) - origin
    begin = np.where(starts, table[np.clip(first, low, high) - low], 0)
    end = np.where(ends, table[np.clip(last, low, high) - low], size - 1)
    within = starts & ends & (begin == end)
    matrix = np.bincount(begin[within] * len(words) + category[within], minlength=size * len(words))
    touching = (starts | ends) & ~within
    steps = np.bincount(begin[touching], minlength=size + 1) - np.bincount(end[touching] + 1, minlength=size + 1)
    return _answer(unit, origin, matrix.reshape(size, len(words)), np.cumsum(steps)[:size], words, undated)


def _answer(unit: Unit, origin: int, matrix: Ints, spread: Ints, words: list[str], undated: int) -> Histogram:
    totals = matrix.sum(axis=0)
    order = sorted(np.flatnonzero(totals).tolist(), key=lambda at: (-totals[at], words[at]))
    counts = [tuple(row) for row in matrix[:, order].tolist()]
    categories = tuple(words[at] for at in order)
    return Histogram(unit, days_of(origin, unit)[0], categories, counts, spread.tolist(), undated)


def _bin_table(low: int, high: int, unit: Unit) -> Ints:
    """The bin's number of each day from `low` to `high`, as `app.timeline.number_of` counts them."""
    days = np.arange(low, high + 1)
    if unit == "day":
        return days
    dates = (days - _EPOCH).astype("M8[D]")
    if unit == "month":
        return dates.astype("M8[M]").astype(np.int64) + 1970 * 12
    return dates.astype("M8[Y]").astype(np.int64) + 1970


def _reach(parts: list[Column]) -> tuple[int, int]:
    """The first and the last of all days."""
    return min(int(part.min()) for part in parts if len(part)), max(int(part.max()) for part in parts if len(part))


def _in_days(span: Span) -> tuple[int, int]:
    earliest, latest = span
    return earliest.toordinal() if earliest else OPEN_START, latest.toordinal() if latest else OPEN_END
