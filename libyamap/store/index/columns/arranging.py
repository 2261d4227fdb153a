"""Puts what was read into the order of the columns, and derives what makes the questions quick.

Rows are in five blocks by how they are drawn (`reading.EVENT_POINT` and so on). Points are sorted by the cell of level
LEAF that they are in (in Z-order), then by leading actor, then by their own Z-order code. So every cell down to that
level is one range of rows, and so is each actor in a leaf: such a range is a run (`runs`).

A column of ten million rows has up to 80 MB, all of them have a gigabyte. So they are outside the memory, but for the
few that something is sorted by.
"""

from typing import Any, Final

import numpy as np

from libyamap.app.ports import AreaGazetteer
from libyamap.store.index.columns.arrays import (
    Codes,
    Column,
    Ints,
    Rows,
    aranges,
    code_at,
    fine_columns,
    interleaved,
    smallest,
)
from libyamap.store.index.columns.joining import best_grades, involved, unpacked
from libyamap.store.index.columns.joins import Joins
from libyamap.store.index.columns.lying import FIRST, SEVERAL, lying
from libyamap.store.index.columns.raw import SMALL, WORDS, Raw, pairs_of, parts_of
from libyamap.store.index.columns.reading import EVENT_POINT, GATHERED, NOWHERE, OTHER_POINT, SHAPE
from libyamap.store.index.columns.runs import LEAF, runs
from libyamap.store.index.columns.spool import Spool

COUNTED: Final = ("kind", "layer", "type", "dataset", "certainty", "grade")
"""How many rows have each number of these is kept, so that counting all costs nothing."""
_PROVINCES: Final = 4_000
"""About so many there are; a column of them has one type, whichever of them it needs."""
_PIECE: Final = 1 << 18
_POSITIONS: Final = 1 << 20
"""For so many positions at a time it is found out in which province they lie."""


class Arranging:
    """One project's columns in the making."""

    def __init__(self, raw: Raw, joins: Joins, areas: AreaGazetteer) -> None:
        self._raw = raw
        self._areas = areas
        self._joins = joins
        self.columns: dict[str, Spool] = {}
        self.lists: dict[str, Any] = {}

    def arrange(self) -> None:
        """Fill `columns` and `lists` (small things that go into the manifest)."""
        raw = self._raw
        fids = raw.part("fid", 0, raw.count)
        lead, actors = involved(raw, self._joins, fids)
        grades, kinds = best_grades(raw, self._joins, fids)
        by_id = self._in_order_of_ids(fids)
        del fids
        order = self._order(lead)
        place = np.empty(raw.count, np.uint32)  # row of each feature as it was read
        place[order] = np.arange(raw.count, dtype=np.uint32)
        self._put_in_order("fid", raw.column("fid"), order)
        self._put_in_order("lead", lead, order)
        self._put_all(order)
        self._add_lists("actor", actors, place)
        self._add_lists("tag", raw.tags, place)
        self._add_grades(grades, kinds, order)
        del order
        self._add_whereabouts()
        blocks = self.lists["blocks"]
        for name, start, stop in (("event", EVENT_POINT, OTHER_POINT), ("other", OTHER_POINT, GATHERED)):
            for key, column in runs(name, self.columns, blocks[start], blocks[stop]).items():
                self._put(key, column)
        self._put("by_fid", place)
        self._add_orders(place, by_id)
        self.lists["words"] = {name: vocabulary.words for name, vocabulary in raw.vocabularies.items()}
        self.lists["gather"] = [list(key) for key in raw.gather]
        self.lists["starts"] = [*raw.starts, raw.count]
        self.lists["counts"] = {name: _counts(self.columns[name]) for name in COUNTED}

    def _put(self, name: str, column: Column) -> None:
        """Add a column that is as it is to be."""
        spool = self.columns[name] = Spool(self._raw.room, column.dtype)
        spool.append(column)

    def _put_in_order(self, name: str, column: Column, order: Rows | Ints) -> None:
        """Add a column that is in another order."""
        spool = self.columns[name] = Spool(
            self._raw.room, column.dtype, width=column.shape[1] if column.ndim > 1 else 0
        )
        for start in range(0, len(order), _PIECE):
            spool.append(column[order[start : start + _PIECE]])

    def _order(self, lead: Column) -> Rows:
        """The features as they were read, in the order of the columns. Adds `code` and `blocks`."""
        count, raw = self._raw.count, self._raw
        codes, major = np.empty(count, np.uint64), np.empty(count, np.uint64)
        placed = np.zeros(NOWHERE + 1, np.int64)
        for start in range(0, count, _PIECE):
            stop = min(start + _PIECE, count)
            placing, gather, lon, lat = (raw.part(name, start, stop) for name in ("placing", "gather", "lon", "lat"))
            placed += np.bincount(placing, minlength=NOWHERE + 1)
            codes[start:stop] = _codes(placing, lon, lat)
            places = np.where(placing == GATHERED, gather.astype(np.uint64), code_at(codes[start:stop], LEAF))
            major[start:stop] = placing.astype(np.uint64) << np.uint64(60) | places << np.uint64(32) | lead[start:stop]
        self.lists["blocks"] = [0, *np.cumsum(placed).tolist()]
        order = np.lexsort((codes, major)).astype(np.uint32)
        del major
        self._put_in_order("code", codes, order[: self.lists["blocks"][GATHERED]])
        return order

    def _put_all(self, order: Rows) -> None:
        """Add what was read as a column and becomes one."""
        raw = self._raw
        points, gathered_end, shapes_end = (self.lists["blocks"][block] for block in (GATHERED, SHAPE, NOWHERE))
        for name in ("kind", "first", "last"):
            self._put_in_order(name, raw.column(name), order)
        for name in (*WORDS, *SMALL):
            column = raw.column(name)
            self._put_in_order(name, column.astype(smallest(int(column.max(initial=0)) + 1)), order)
        for name in ("lon", "lat", "pad"):
            self._put_in_order(name, raw.column(name), order[:points])
        gather = raw.column("gather").astype(smallest(len(raw.gather) + 1))
        self._put_in_order("gather", gather, order[points:gathered_end])
        self._add_shapes(order[gathered_end:shapes_end])

    def _add_shapes(self, order: Rows) -> None:
        """Boxes of shapes, and for each shape the provinces that hold a part of it, one after the other."""
        shapes = self._raw.shapes
        at = np.searchsorted(shapes.rows.whole(), order)
        self._put_in_order("box", shapes.boxes.whole(), at)
        starts = np.concatenate([[0], np.cumsum(shapes.met_counts.whole(), dtype=np.int64)])
        self._put("met", shapes.met.whole()[aranges(starts[at], starts[at + 1])])
        self._put("met_starts", np.concatenate([[0], np.cumsum(starts[at + 1] - starts[at])]))
        self.lists["met"] = list(shapes.codes)

    def _add_whereabouts(self) -> None:
        """In which province each point lies."""
        count = len(self.columns["lon"])
        codes: dict[str, int] = {}
        parts: list[Column] = [np.empty(0, np.uint16)]
        for start in range(0, count, _POSITIONS):
            lon, lat = (self.columns[side].part(start, min(start + _POSITIONS, count)) for side in ("lon", "lat"))
            found = lying(lon, lat, self._areas)
            numbers = [FIRST + codes.setdefault(code, len(codes)) for code in found.codes]
            most = max(numbers, default=SEVERAL)
            table = np.array([*range(FIRST), *numbers], smallest(max(most, _PROVINCES) + 1))
            parts.append(table[found.where])
        self._put("where", np.concatenate(parts))
        self.lists["where"] = list(codes)

    def _add_lists(self, name: str, pairs: Spool, place: Rows) -> None:
        """For each word the rows that have it, one after the other, each once."""
        keys = np.empty(len(pairs), np.uint64)
        start = 0
        for piece in pairs.pieces():
            rows, words = parts_of(piece)
            keys[start : start + len(piece)] = pairs_of(words, place[rows])
            start += len(piece)
        pairs.close()
        keys.sort()
        counts = np.zeros(len(self._raw.vocabularies[name].words), np.int64)
        spool = self.columns[f"{name}_rows"] = Spool(self._raw.room, np.uint32)
        for start in range(0, len(keys), _PIECE):
            piece = keys[start : start + _PIECE]
            new = np.diff(piece, prepend=keys[start - 1] if start else ~piece[0]) != 0
            words, rows = parts_of(piece[new])
            spool.append(rows)
            counts += np.bincount(words, minlength=len(counts))
        self._put(f"{name}_starts", np.concatenate([[0], np.cumsum(counts)]))

    def _add_grades(self, grades: Spool, kinds: Column, order: Rows) -> None:
        numbers = np.empty(len(grades), smallest(len(kinds)))
        start = 0
        for piece in grades.pieces():
            numbers[start : start + len(piece)] = np.searchsorted(kinds, piece)
            start += len(piece)
        grades.close()
        self._put_in_order("grade", numbers, order)
        self.lists["grades"] = [unpacked(number) for number in kinds.tolist()]

    def _in_order_of_ids(self, fids: Ints) -> Rows | None:
        """The features, oldest id first; None where they were read in this order."""
        raw = self._raw
        if raw.odd_ids:
            return self._joins.in_order_of_ids(raw, fids).astype(np.uint32)
        if raw.ids_rise:
            return None
        return np.lexsort((raw.column("id_low"), raw.column("id_high"))).astype(np.uint32)

    def _add_orders(self, place: Rows, by_id: Rows | None) -> None:
        digests = self._raw.column("digest")
        sorter = np.argsort(digests).astype(np.uint32)
        self._put_in_order("digest", digests, sorter)
        del digests
        self._put_in_order("by_digest", place, sorter)
        del sorter
        rows = place if by_id is None else place[by_id]
        self._put("by_id", rows)
        for name in ("first", "last"):
            days = self.columns[name].whole()[rows]
            self._put_in_order(f"by_{name}", rows, np.argsort(days, kind="stable").astype(np.uint32))


def _codes(placing: Column, lon: Column, lat: Column) -> Codes:
    """Z-order codes of points; 0 for what is no point."""
    codes = np.zeros(len(placing), np.uint64)
    rows = np.flatnonzero(placing <= OTHER_POINT)
    codes[rows] = interleaved(*fine_columns(lon[rows], lat[rows]))
    return codes


def _counts(column: Spool) -> list[int]:
    """How many rows have each number."""
    counts = np.zeros(1, np.int64)
    for piece in column.pieces():
        more = np.bincount(piece, minlength=len(counts))
        more[: len(counts)] += counts
        counts = more
    return counts.tolist()
