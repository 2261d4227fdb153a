"""Counts of what is chosen, and the histogram over time, on columns."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple, TypeVar

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
_AT_ONCE: Final = 1 << 18
"""Rows gone through at once: numbers that are widened for counting stay small."""
_FEW_WORDS: Final = 4_000
_MOST_REACHES: Final = 64


def count(base: Base, mask: Mask | None, changed: Counts) -> Counts:
    """How many rows are chosen, with those counted of the overlay."""
    total = base.count if mask is None else int(np.count_nonzero(mask))
    counted = partial(_counted, base, _part(base, mask, total))
    kinds = {KINDS[at]: number for at, number in counted("kind")}
    words = base.lists.words
    found = {name: {words[name][at]: number for at, number in counted(name)} for name in ("layer", "type", "dataset")}
    certainties = {_CERTAINTIES[at]: number for at, number in counted("certainty")}
    grades = {tuple(base.lists.grades[at]): number for at, number in counted("grade")}
    nowhere = base.nowhere
    lost = nowhere.stop - nowhere.start if mask is None else int(np.count_nonzero(mask[nowhere]))
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


class _Part(NamedTuple):
    """Chosen rows, or those that are left out, whichever are fewer."""

    rows: Ints
    left_out: bool


def _part(base: Base, mask: Mask | None, total: int) -> _Part:
    if mask is None:
        return _Part(np.empty(0, np.int64), left_out=True)
    left_out = total > base.count // 2
    return _Part(np.flatnonzero(~mask if left_out else mask), left_out)


def _counted(base: Base, part: _Part, name: str) -> list[tuple[int, int]]:
    """How many chosen rows have each number of a column, of those that occur."""
    column, whole = base[name], np.array(base.lists.counts[name], np.int64)
    counts = np.zeros(len(whole), np.int64)
    for at in range(0, len(part.rows), _AT_ONCE):
        counts += np.bincount(column[part.rows[at : at + _AT_ONCE]], minlength=len(whole))
    if part.left_out:
        counts = whole - counts
    return [(int(at), int(counts[at])) for at in np.flatnonzero(counts)]


def _by_word(base: Base, name: str, mask: Mask | None) -> dict[str, int]:
    """How many rows are in the list of each actor or tag."""
    starts, rows = base[f"{name}_starts"], base[f"{name}_rows"]
    if mask is None:
        counts = np.diff(starts)
    elif len(starts) <= _FEW_WORDS:
        pairs = pairwise(starts.tolist())
        counts = np.array([np.count_nonzero(mask[rows[start:stop]]) for start, stop in pairs], np.int64)
    else:
        sums = np.concatenate([[0], np.cumsum(mask[rows])])
        counts = sums[starts[1:]] - sums[starts[:-1]]
    counted = zip(base.lists.words[name], counts.tolist(), strict=True)
    return {word: number for word, number in counted if number and word}


def histogram(base: Base, mask: Mask | None, entries: Sequence[Entry], unit: Unit, by: Category) -> Histogram:
    """The chosen rows and entries in time."""
    name = "lead" if by == "actor" else "type"
    numbers = {word: at for at, word in enumerate(base.lists.words["actor" if by == "actor" else "type"])}
    more = [numbers.setdefault(category_of(entry, by), len(numbers)) for entry in entries]
    days = np.array([_in_days(entry.days) for entry in entries], np.int32).reshape(-1, 2)
    changed = _Dated(days[:, 0], days[:, 1], np.array(more, np.int64))
    parts = partial(_dated_parts, base, mask, name, changed)
    words = list(numbers)
    total, undated, reaches = 0, 0, []
    for part in parts():
        total += len(part.first)
        undated += int(np.count_nonzero(~(part.starts | part.ends)))
        reaches += [column for column in (part.first[part.starts], part.last[part.ends]) if len(column)]
        if len(reaches) > _MOST_REACHES:
            reaches = [np.array(_reach(reaches))]
    if undated == total:
        return Histogram(unit, None, (), [], [], undated)
    low, high = _reach(reaches)
    unit = unit_for(dt.date.fromordinal(low), dt.date.fromordinal(high), unit)
    origin = number_of(dt.date.fromordinal(low), unit)
    size = number_of(dt.date.fromordinal(high), unit) - origin + 1
    table = _bin_table(low, high, unit) - origin
    matrix, steps = np.zeros(size * len(words), np.int64), np.zeros(size + 1, np.int64)
    for part in parts(at_once=max(_AT_ONCE, len(matrix))):
        begin = np.where(part.starts, table[np.clip(part.first, low, high) - low], 0)
        end = np.where(part.ends, table[np.clip(part.last, low, high) - low], size - 1)
        within = part.starts & part.ends & (begin == end)
        matrix += np.bincount(begin[within] * len(words) + part.category[within], minlength=size * len(words))
        touching = (part.starts | part.ends) & ~within
        steps += np.bincount(begin[touching], minlength=size + 1)
        steps -= np.bincount(end[touching] + 1, minlength=size + 1)
    return _answer(unit, origin, matrix.reshape(size, len(words)), np.cumsum(steps)[:size], words, undated)


class _Dated(NamedTuple):
    """Some thousand features: the days that each spans, and the number of what it counts under."""

    first: Column
    last: Column
    category: Column

    @property
    def starts(self) -> Mask:
        """Which have a first day."""
        found: Mask = self.first != OPEN_START
        return found

    @property
    def ends(self) -> Mask:
        """Which have a last day."""
        found: Mask = self.last != OPEN_END
        return found


def _dated_parts(
    base: Base, mask: Mask | None, name: str, changed: _Dated, at_once: int = _AT_ONCE
) -> Iterator[_Dated]:
    """What is chosen, some rows at a time, and at last what has changed."""
    for at in range(0, base.count, at_once):
        columns = (base[each][at : at + at_once] for each in ("first", "last", name))
        if mask is None:
            yield _Dated(*columns)
        else:
            chosen = mask[at : at + at_once]
            yield _Dated(*(column[chosen] for column in columns))
    if len(changed.first):
        yield changed


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
