"""What a feature has from the tables that speak of features: its leading actor and all others, and its best grades."""

from typing import Final

import numpy as np

from libyamap.app.matching import RELIABILITIES, UNGRADED
from libyamap.store.index.columns.arrays import Column, Ints, smallest
from libyamap.store.index.columns.joins import Joins
from libyamap.store.index.columns.raw import Raw, pairs_of
from libyamap.store.index.columns.spool import Spool

_BITS: Final = 3
"""Of one grade in a number that has all of a row."""


def involved(raw: Raw, joins: Joins, fids: Ints) -> tuple[Column, Spool]:
    """The leading actor of each feature (0: none), and pairs of feature and actor, some twice (`raw.pairs_of`)."""
    blocks = joins.involvements(raw, fids)
    lead = np.zeros(raw.count, smallest(len(raw.vocabularies["actor"].words)))
    pairs = Spool(raw.room, np.uint64)
    for _, _, table in blocks.each():
        pairs.append(pairs_of(table["row"], table["actor"]))
        order = np.lexsort((table["position"], table["beside"], table["row"]))
        rows = table["row"][order]
        firsts = np.flatnonzero(np.diff(rows.astype(np.int64), prepend=-1))
        lead[rows[firsts]] = table["actor"][order[firsts]]
    return lead, pairs


def best_grades(raw: Raw, joins: Joins, fids: Ints) -> tuple[Spool, Column]:
    """For each feature the best credibility at each reliability or better, as one number; and all such numbers."""
    packed, kinds = Spool(raw.room, np.uint32), np.empty(0, np.uint32)
    for start, stop, table in joins.grades(raw, fids).each():
        found = np.zeros(stop - start, np.uint32)
        for level in range(len(RELIABILITIES)):
            best = np.full(stop - start, UNGRADED, np.uint8)
            good = table[table["level"] <= level]
            np.minimum.at(best, good["row"] - start, good["credibility"])
            found |= best.astype(np.uint32) << np.uint32(_BITS * level)
        packed.append(found)
        kinds = np.union1d(kinds, found)
    return packed, kinds


def unpacked(number: int) -> list[int]:
    """The credibilities that `best_grades` has put into one number."""
    return [number >> _BITS * level & (1 << _BITS) - 1 for level in range(len(RELIABILITIES))]
