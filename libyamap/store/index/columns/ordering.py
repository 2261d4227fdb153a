"""Rows in an order, for tables of millions: stable sorts of numbers, the rest is read when it is looked at."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from libyamap.app.folding import folded
from libyamap.app.viewport import SortColumn, Sorting
from libyamap.domain.model import Feature
from libyamap.store.index.columns.arrays import Column, Ints, Mask
from libyamap.store.index.columns.base import Base
from libyamap.store.index.columns.fetching import Fetching
from libyamap.store.index.columns.reading import OPEN_END, OPEN_START
from libyamap.store.index.columns.texts import Texts
from libyamap.store.index.entry import Entry, entry_of_feature
from libyamap.store.index.sorting import Names, comparable

_MISSING: Final = -1
_WORDS: Final = {"type", "country", "province", "dataset"}
_DAYS: Final[dict[str, tuple[str, int]]] = {"time": ("first", OPEN_START), "ends": ("last", OPEN_END)}


class MixedOrder:
    """Implements app.viewport.RowOrder: rows of the base with the overlay's entries where they belong."""

    def __init__(self, rows: Ints, entries: Sequence[Entry], before: Sequence[int], fetching: Fetching) -> None:
        """`before`: for each entry how many rows come before it, ascending."""
        self._rows = rows
        self._entries = entries
        self._at = [place + number for number, place in enumerate(before)]
        self._fetching = fetching
        self._places: Column | None = None

    def __len__(self) -> int:
        """How many there are."""
        return len(self._rows) + len(self._entries)

    def ids(self, start: int, stop: int) -> list[str]:
        """Ids of the rows from `start` to before `stop`."""
        rows, entries = self._part(start, stop)
        found = self._fetching.ids_of([row for row in rows if row is not None])
        mixed = iter(entries)
        ids = (next(mixed).feature.id if row is None else found.get(row) for row in rows)
        return [each for each in ids if each is not None]

    def features(self, start: int, stop: int) -> list[Feature]:
        """The same as features."""
        rows, entries = self._part(start, stop)
        found = self._fetching.by_row([row for row in rows if row is not None])
        mixed = iter(entries)
        features = (next(mixed).feature if row is None else found.get(row) for row in rows)
        return [each for each in features if each is not None]

    def position_of(self, feature_id: str) -> int | None:
        """The row of a feature; None where it is not among them."""
        for at, entry in zip(self._at, self._entries, strict=True):
            if entry.feature.id == feature_id:
                return at
        row = self._fetching.row_of(feature_id)
        if row is None:
            return None
        places = np.flatnonzero(self._rows == row)
        if not len(places):
            return None
        place = int(places[0])
        return place + sum(at - number <= place for number, at in enumerate(self._at))

    def _part(self, start: int, stop: int) -> tuple[list[int | None], list[Entry]]:
        """Rows of the base in a part of the order, None where an entry stands, and those entries."""
        start, stop = max(0, start), max(0, min(stop, len(self)))
        first, last = bisect_left(self._at, start), bisect_left(self._at, stop)
        rows: list[int | None] = list(map(int, self._rows[start - first : max(start - first, stop - last)]))
        for at in self._at[first:last]:
            rows.insert(at - start, None)
        return rows, list(self._entries[first:last])


class Ordering:
    """Orders of one state of a project."""

    def __init__(self, base: Base, names: Names, fetching: Fetching, texts: Texts) -> None:
        self._base = base
        self._names = names
        self._fetching = fetching
        self._texts = texts

    def of_rows(self, rows: Ints, entries: Sequence[Entry], sort: Sorting) -> MixedOrder:
        """These rows and entries in order; the entries come sorted."""
        mask = np.zeros(self._base.count, np.bool_)
        mask[rows] = True
        return self.of_mask(mask, entries, sort)

    def of_mask(self, mask: Mask | None, entries: Sequence[Entry], sort: Sorting) -> MixedOrder:
        """The rows of a mask and these entries in order; the entries come sorted."""
        rows, rest = self._start(mask, sort)
        for column, descending in reversed(rest):
            rows = self._sorted(rows, column, descending=descending)
        return MixedOrder(rows, entries, self._places(rows, entries, sort), self._fetching)

    def _start(self, mask: Mask | None, sort: Sorting) -> tuple[Ints, Sorting]:
        """Rows in an order that is kept with the columns, and what is still to be sorted by."""
        order, rest = self._base["by_id"], sort
        if sort and sort[-1][0] in _DAYS and not sort[-1][1]:
            name, missing = _DAYS[sort[-1][0]]
            order, rest = self._base[f"by_{name}"], sort[:-1]
            rows = order if mask is None else order[mask[order]]
            known = self._base[name][rows] != missing
            return np.concatenate([rows[known], rows[~known]]), rest
        return (order if mask is None else order[mask[order]]), rest

    def _sorted(self, rows: Ints, column: SortColumn, *, descending: bool) -> Ints:
        ranks = self._ranks(rows, column)
        known = ranks >= 0
        if not known.all():
            missing, rows, ranks = rows[~known], rows[known], ranks[known]
        else:
            missing = rows[:0]
        keys = ranks.max(initial=0) - ranks if descending else ranks
        order = np.argsort(_narrow(keys), kind="stable")
        return np.concatenate([rows[order], missing])

    def _ranks(self, rows: Ints, column: SortColumn) -> Column:
        """What the rows are sorted by, as numbers from 0; negative: missing."""
        base = self._base
        if column == "id":
            ranks = np.empty(base.count, np.int64)
            ranks[base["by_id"]] = np.arange(base.count)
            return ranks[rows]
        if column in {"title", "place"}:
            return self._texts.ranks(column)[rows].astype(np.int64) - 1
        if column in _DAYS:
            name, missing = _DAYS[column]
            days = base[name][rows].astype(np.int64)
            return np.where(days == missing, _MISSING, days)
        if column in {"kind", "status"}:
            return base[column][rows].astype(np.int64)
        if column in {"certainty", "where_prec"}:
            return base[column][rows].astype(np.int64) - 1
        if column == "grade":
            table = [_MISSING if rank is None else rank for rank in base.grade_ranks]
            return np.array(table, np.int64)[base["grade"][rows]]
        return self._word_ranks(column)[base["lead" if column == "actors" else column][rows]]

    def _word_ranks(self, column: SortColumn) -> Ints:
        if column == "actors":
            keys = [self._names.actor(word) for word in self._base.lists.words["actor"]]
        elif column == "layer":
            keys = [self._names.layer(word) for word in self._base.lists.words["layer"]]
        else:
            keys = [folded(word) for word in self._base.lists.words[column]]
        ranks = {key: at for at, key in enumerate(sorted({key for key in keys if key}))}
        return np.array([ranks.get(key, _MISSING) for key in keys], np.int64)

    def _places(self, rows: Ints, entries: Sequence[Entry], sort: Sorting) -> list[int]:
        """For each entry how many rows come before it."""
        key = comparable(sort, self._names)
        known: dict[int, Any] = {}

        def key_at(place: int) -> Any:
            if place not in known:
                row = int(rows[place])
                feature = self._fetching.by_row([row]).get(row)
                known[place] = key(self._as_entry(row, feature)) if feature else None
            return known[place]

        return [_before(len(rows), key(entry), key_at) for entry in entries]

    def _as_entry(self, row: int, feature: Feature) -> Entry:
        grades = self._base.lists.grades[int(self._base["grade"][row])]
        return entry_of_feature(feature, tuple(grades))


def _before(count: int, wanted: Any, key_at: Any) -> int:
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        found = key_at(middle)
        if found is not None and found < wanted:
            low = middle + 1
        else:
            high = middle
    return low


def _narrow(keys: Column) -> Column:
    """The same numbers in a type that is sorted quickly."""
    most = int(keys.max(initial=0))
    return keys.astype(np.uint16) if most < 1 << 16 else keys.astype(np.uint32) if most < 1 << 32 else keys
