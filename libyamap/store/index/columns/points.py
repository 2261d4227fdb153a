"""Points in the grid: which rows are in which cells, and how many of those that are chosen.

Unfiltered or filtered, a question costs what is on screen: coarse cells are answered from entries, finer ones from runs
(`arranging`), and only cells finer than a leaf from rows.
"""

from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from libyamap.app.cells import columns_and_rows
from libyamap.domain.geometry import Bounds
from libyamap.store.index.boxes import boxes_of, with_edges
from libyamap.store.index.columns.arrays import Column, Floats, Ints, Mask, aranges, code_at, interleaved, parted
from libyamap.store.index.columns.base import Base
from libyamap.store.index.columns.runs import COARSE, LEAF

CHUNK: Final = 1 << 16
"""Rows gone through at once: what is worked on stays in the processor's own memory."""
_MOST_CELLS: Final = 6_000


class Block(NamedTuple):
    """A block of cells: `x` to `x + width - 1` may go on across the antimeridian. Cells are numbered row by row."""

    level: int
    x: int
    y: int
    width: int
    height: int

    @classmethod
    def over(cls, bounds: Bounds, level: int) -> "Block | None":
        """The cells of a level that meet the bounds."""
        found = columns_and_rows(bounds, level)
        return cls(level, *found) if found else None

    def codes(self) -> Column:
        """Z-order codes of its cells, in their order."""
        x = (np.arange(self.x, self.x + self.width) % (1 << self.level)).astype(np.uint64)
        y = np.arange(self.y, self.y + self.height).astype(np.uint64)
        return interleaved(np.tile(x, len(y)), np.repeat(y, len(x)))

    def numbers_of(self, x: Ints, y: Ints) -> Ints:
        """Numbers of the cells with these columns and rows; -1 for those outside."""
        columns, rows = (x - self.x) % (1 << self.level), y - self.y
        there = (columns < self.width) & (rows >= 0) & (rows < self.height)
        return np.where(there, rows * self.width + columns, -1)


class Elements(NamedTuple):
    """Things to sum up by cell: the cell's number in the block, the leading actor, how many, and where on the whole."""

    cell: Ints
    lead: Column
    weight: Column
    lon: Floats
    lat: Floats


class Points:
    """One block of point rows (events, or all others) and the ranges over it. Rows count from the block's start."""

    def __init__(self, base: Base, name: str, rows: slice) -> None:
        self.rows = rows
        self.size = rows.stop - rows.start
        self.run_start = base[f"{name}_run_start"]
        self.run_leaf, self.run_lead = base[f"{name}_run_leaf"], base[f"{name}_run_lead"]
        self.run_lon, self.run_lat = base[f"{name}_run_lon"], base[f"{name}_run_lat"]
        self.run_entry = base[f"{name}_run_entry"]
        self.entry_cell, self.entry_lead = base[f"{name}_entry_cell"], base[f"{name}_entry_lead"]
        # Where each entry's rows are on the whole: near enough for those of them that are chosen.
        self.entry_lon, self.entry_lat = base[f"{name}_entry_lon"], base[f"{name}_entry_lat"]
        self.entry_size = base[f"{name}_entry_size"]
        self.lon, self.lat = base["lon"][rows], base["lat"][rows]
        self.code, self.lead, self.pad = base["code"][rows], base["lead"][rows], base["pad"][rows]

    def runs_in(self, block: Block) -> tuple[Column, Column]:
        """For each cell of a block (LEAF or coarser) its first run and the one after its last."""
        return _ranges(self.run_leaf, block, LEAF)


class Chosen:
    """Which rows of a block of points are chosen, counted by runs and entries as they are asked for."""

    def __init__(self, points: Points, mask: Mask | None) -> None:
        self.points = points
        self.mask = mask[points.rows] if mask is not None else None
        self.cumulated = self._cumulate()  # how many are chosen before each run
        self.by_run = np.diff(self.cumulated)
        self.total = int(self.cumulated[-1])
        self._entries: Column | None = None

    def _cumulate(self) -> Column:
        starts = self.points.run_start
        if self.mask is None:
            return starts.astype(np.int32)
        found = np.empty(len(starts), np.int32)
        sums = np.zeros(CHUNK + 1, np.int32)
        before = 0
        limits = np.searchsorted(starts, np.arange(0, len(self.mask) + CHUNK, CHUNK)).tolist()
        for at, (first, last) in zip(range(0, len(self.mask), CHUNK), pairwise(limits), strict=False):
            part = self.mask[at : at + CHUNK]
            np.cumsum(part.view(np.uint8), out=sums[1 : len(part) + 1])
            found[first:last] = sums[starts[first:last] - np.uint32(at)] + np.int32(before)
            before += int(sums[len(part)])
        found[np.searchsorted(starts, len(self.mask)) :] = before
        return found

    @property
    def entries(self) -> Column:
        """How many are chosen of each entry."""
        if self.mask is None:
            return self.points.entry_size
        if self._entries is None:
            self._entries = np.bincount(self.points.run_entry, self.by_run, len(self.points.entry_cell))
        return self._entries

    def elements(self, block: Block) -> Elements:
        """What is chosen in the cells of a block."""
        if block.level <= COARSE:
            return self._entry_elements(block)
        return self._run_elements(block) if block.level <= LEAF else self._row_elements(block)

    def _entry_elements(self, block: Block) -> Elements:
        points = self.points
        starts, stops = _ranges(points.entry_cell, block, COARSE)
        found = aranges(starts, stops)
        cells, weight = _cells(starts, stops), self.entries[found]
        return Elements(cells, points.entry_lead[found], weight, points.entry_lon[found], points.entry_lat[found])

    def _run_elements(self, block: Block) -> Elements:
        points = self.points
        starts, stops = points.runs_in(block)
        found = aranges(starts, stops)
        weight = self.by_run[found].astype(np.float64)
        return Elements(
            _cells(starts, stops), points.run_lead[found], weight, points.run_lon[found], points.run_lat[found]
        )

    def _row_elements(self, block: Block) -> Elements:
        points = self.points
        rows, cells = self._rows_and_cells(block)
        return Elements(cells, points.lead[rows], np.ones(len(rows)), points.lon[rows], points.lat[rows])

    def _rows_and_cells(self, block: Block) -> tuple[Ints, Ints]:
        """Chosen rows in a block of cells finer than leaves, and the number of the cell that each is in."""
        points = self.points
        shift = block.level - LEAF
        first, last = block.x >> shift, (block.x + block.width - 1) >> shift
        top, bottom = block.y >> shift, (block.y + block.height - 1) >> shift
        leaves = Block(LEAF, first, top, min(last - first + 1, 1 << LEAF), bottom - top + 1)
        rows = self.rows_in(leaves)
        cells = block.numbers_of(*parted(code_at(points.code[rows], block.level)))
        return rows[cells >= 0], cells[cells >= 0]

    def rows_within(self, block: Block) -> Ints:
        """Chosen rows in the cells of a block of any level."""
        return self.rows_in(block) if block.level <= LEAF else self._rows_and_cells(block)[0]

    def rows_in(self, block: Block) -> Ints:
        """Chosen rows in the cells of a block (LEAF or coarser)."""
        runs = aranges(*self.points.runs_in(block))
        runs = runs[self.by_run[runs] > 0]
        return self.rows_of(runs)

    def rows_of(self, runs: Ints) -> Ints:
        """Chosen rows of some runs."""
        starts = self.points.run_start
        rows = aranges(starts[runs], starts[runs + 1])
        return rows if self.mask is None else rows[self.mask[rows]]

    def count_in(self, bounds: Bounds) -> int:
        """How many of those chosen stand in the bounds, exactly."""
        block = _covering(bounds)
        if block is None or not self.total:
            return 0
        starts, stops = self.points.runs_in(block)
        edge = _edge(block, bounds)
        sums = self.cumulated
        whole = int((sums[stops[~edge]] - sums[starts[~edge]]).sum())
        runs = aranges(starts[edge], stops[edge])
        return whole + len(self._standing(self.rows_of(runs[self.by_run[runs] > 0]), bounds))

    def rows_standing(self, bounds: Bounds) -> Ints:
        """Chosen rows that stand in the bounds."""
        block = _covering(bounds)
        return self._standing(self.rows_in(block), bounds) if block is not None else np.empty(0, np.int64)

    def _standing(self, rows: Ints, bounds: Bounds) -> Ints:
        return rows[standing(self.points.lon[rows], self.points.lat[rows], bounds)]


def standing(lon: Floats, lat: Floats, bounds: Bounds) -> Mask:
    """Which positions are in the bounds or on their edge."""
    found = np.zeros(len(lon), np.bool_)
    for west, south, east, north in with_edges(boxes_of(bounds)):
        found |= (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    return found


def _ranges(native: Column, block: Block, level: int) -> tuple[Column, Column]:
    """Where the codes of a level that lie in each of the block's cells begin and end."""
    codes = block.codes()
    shift = np.uint64(2 * (level - block.level))
    lows = (codes << shift).astype(np.uint64)
    highs = ((codes + np.uint64(1)) << shift).astype(np.uint64)
    # The same type on both sides; else searchsorted would copy the whole column.
    lows, highs = lows.astype(native.dtype), highs.astype(native.dtype)
    return np.searchsorted(native, lows), np.searchsorted(native, highs)


def _cells(starts: Column, stops: Column) -> Ints:
    return np.repeat(np.arange(len(starts)), stops - starts)


def _covering(bounds: Bounds) -> Block | None:
    """The finest block over the bounds that has not too many cells."""
    for level in range(LEAF, -1, -1):
        block = Block.over(bounds, level)
        if block is None or block.width * block.height <= _MOST_CELLS:
            return block
    return None


def _edge(block: Block, bounds: Bounds) -> Mask:
    """Which of the block's cells may hold something that is not in the bounds."""
    edge = np.zeros((block.height, block.width), np.bool_)
    west, south, east, north = bounds
    edge[[0, -1], :] = True
    whole_round = east - west >= 360.0
    if not whole_round:
        edge[:, [0, -1]] = True
    if whole_round and south <= -90.0 and north >= 90.0:
        edge[:] = False
    return edge.ravel()
