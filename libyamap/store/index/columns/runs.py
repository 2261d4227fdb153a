"""Runs of points: those of one actor in one leaf; and entries, the runs of one actor in a coarse cell."""

from typing import Final

import numpy as np

from libyamap.store.index.columns.arrays import Column, code_at
from libyamap.store.index.columns.spool import Spool

LEAF: Final = 12
"""The level of the cells that rows are sorted by: about 10 km wide."""
COARSE: Final = 8
_PIECE: Final = 1 << 18


def runs(name: str, columns: dict[str, Spool], start: int, stop: int) -> dict[str, Column]:
    """Columns of the runs and entries of one block of rows; `columns` are those of all rows."""
    leaves = np.empty(stop - start, np.uint32)
    for at in range(start, stop, _PIECE):
        codes = columns["code"].part(at, min(at + _PIECE, stop))
        leaves[at - start : at - start + len(codes)] = code_at(codes, LEAF)
    leads = columns["lead"].part(start, stop)
    new = np.ones(stop - start, np.bool_)
    new[1:] = (leaves[1:] != leaves[:-1]) | (leads[1:] != leads[:-1])
    starts = np.flatnonzero(new)
    sizes = np.diff(starts, append=stop - start)
    found = {"start": np.append(starts, stop - start).astype(np.uint32), "leaf": leaves[starts], "lead": leads[starts]}
    for side in ("lon", "lat"):
        sums = np.add.reduceat(columns[side].part(start, stop), starts) if len(starts) else np.empty(0)
        found[side] = (sums / sizes).astype(np.float64)
    found["entry"], entries = _entries(found, sizes)
    return {
        **{f"{name}_run_{key}": column for key, column in found.items()},
        **{f"{name}_entry_{key}": column for key, column in entries.items()},
    }


def _entries(run: dict[str, Column], sizes: Column) -> tuple[Column, dict[str, Column]]:
    """The entry of each run, and columns of the entries."""
    coarse = run["leaf"].astype(np.uint64) >> np.uint64(2 * (LEAF - COARSE))
    keys, which = np.unique(coarse << np.uint64(32) | run["lead"].astype(np.uint64), return_inverse=True)
    counts = np.bincount(which, sizes, len(keys))
    found = {
        "cell": (keys >> np.uint64(32)).astype(np.uint32),
        "lead": (keys & np.uint64(0xFFFFFFFF)).astype(run["lead"].dtype),
        "size": counts,
    }
    for side in ("lon", "lat"):
        found[side] = np.bincount(which, sizes * run[side], len(keys)) / counts
    return which.astype(np.uint32), found
