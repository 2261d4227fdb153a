"""From elements to cells: counts, the largest categories, and a place to draw at."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from libyamap.app.cells import cell_bounds
from libyamap.app.viewport import MOST_CATEGORIES, OTHERS, CategoryCounts, Cell, CellKey
from libyamap.store.index.columns.arrays import Column, Ints
from libyamap.store.index.columns.points import Block, Elements

_MOST_BINS: Final = 4_000_000


def joined(parts: Sequence[Elements]) -> Elements:
    """Several elements' lists as one."""
    return parts[0] if len(parts) == 1 else Elements(*(np.concatenate(each) for each in zip(*parts, strict=True)))


def cells_from(elements: Elements, block: Block, words: Sequence[str], ranks: Column) -> list[Cell]:
    """The cells of the block that hold anything, row by row. `ranks`: the words' places in the alphabet."""
    size = block.width * block.height
    counts = np.bincount(elements.cell, elements.weight, size)
    numbers = np.flatnonzero(counts)
    if not len(numbers):
        return []
    some = elements.weight > 0
    lons = np.bincount(elements.cell[some], (elements.lon * elements.weight)[some], size)[numbers] / counts[numbers]
    lats = np.bincount(elements.cell[some], (elements.lat * elements.weight)[some], size)[numbers] / counts[numbers]
    categories = categories_of(elements.cell, elements.lead, elements.weight, numbers, words, ranks)
    side = 1 << block.level
    columns = [cell_bounds(CellKey(block.level, (block.x + at) % side, 0))[::2] for at in range(block.width)]
    rows = [cell_bounds(CellKey(block.level, 0, block.y + at))[1::2] for at in range(block.height)]
    at_rows, at_columns = np.divmod(numbers, block.width)
    # Rounding, 180° for -180° and the poles must not carry the mean out of its cell.
    lons = np.clip(lons, *np.array(columns)[at_columns].T)
    lats = np.clip(lats, *np.array(rows)[at_rows].T)
    cells = []
    for row, column, count, lon, lat, known in zip(
        at_rows.tolist(),
        at_columns.tolist(),
        counts[numbers].astype(np.int64).tolist(),
        lons.tolist(),
        lats.tolist(),
        categories,
        strict=True,
    ):
        key = CellKey(block.level, (block.x + column) % side, block.y + row)
        (west, east), (south, north) = columns[column], rows[row]
        cells.append(Cell(key, (west, south, east, north), lon, lat, count, known))
    return cells


def categories_of(
    cells: Ints, leads: Column, weights: Column, numbers: Ints, words: Sequence[str], ranks: Column
) -> list[CategoryCounts]:
    """For each cell of `numbers` (ascending) its counts by category."""
    places, actors, sums = _pairs(cells, leads, weights, numbers, len(words))
    most = np.int64(sums.max(initial=0))
    order = np.lexsort((ranks[actors], most - sums, places))
    places, actors, sums = places[order], actors[order], sums[order]
    starts = np.searchsorted(places, np.arange(len(numbers) + 1)).tolist()
    pairs = list(zip([words[actor] for actor in actors.tolist()], sums.tolist(), strict=True))
    found: list[CategoryCounts] = []
    for start, stop in pairwise(starts):
        end = start + MOST_CATEGORIES
        if end >= stop:
            found.append(tuple(pairs[start:stop]))
        else:
            found.append((*pairs[start:end], (OTHERS, sum(count for _, count in pairs[end:stop]))))
    return found


def _pairs(cells: Ints, leads: Column, weights: Column, numbers: Ints, words: int) -> tuple[Ints, Ints, Ints]:
    """Cell (its place among `numbers`), category and count of every pair that occurs."""
    if len(numbers) * words <= _MOST_BINS:
        places = np.zeros(int(numbers[-1]) + 1 if len(numbers) else 1, np.int64)
        places[numbers] = np.arange(len(numbers))
        inside = (weights > 0) & (cells < len(places))
        keys = places[cells[inside]] * words + leads[inside]
        sums = np.bincount(keys, weights[inside], len(numbers) * words)
        found = np.flatnonzero(sums)
        return *np.divmod(found, words), sums[found].astype(np.int64)
    inside = weights > 0
    keys = cells[inside].astype(np.int64) * words + leads[inside]
    found, inverse = np.unique(keys, return_inverse=True)
    sums = np.bincount(inverse, weights[inside])
    where, actors = np.divmod(found, words)
    return np.searchsorted(numbers, where), actors, sums.astype(np.int64)
