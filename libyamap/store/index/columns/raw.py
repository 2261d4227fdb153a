"""What was read of a project's features, in the order of kinds and of their rows' numbers, kept outside the memory."""

from pathlib import Path
from typing import Final

import numpy as np

from libyamap.app.viewport import GatherKey
from libyamap.domain.geometry import Bounds
from libyamap.store.index.columns.arrays import Codes, Column, Rows
from libyamap.store.index.columns.id_numbers import IdNumbers, in_order
from libyamap.store.index.columns.spool import Spool
from libyamap.store.index.columns.words import Vocabulary

WORDS: Final = ("layer", "type", "country", "province", "dataset")
"""Columns of numbers of words; those of actors and tags are lists, as a row has any number of them."""
SMALL: Final = ("status", "certainty", "where_prec")
BOX: Final = 8
"""Numbers of a shape: west, south, east, north of up to two boxes, not a number where there is none."""
_WORD_BITS: Final = np.uint64(32)
_WORD: Final = np.uint64(0xFFFFFFFF)
_TYPES: Final = {
    "fid": np.int64, "id_high": np.uint64, "id_low": np.uint64, "digest": np.uint64, "kind": np.uint8,
    "placing": np.uint8, "gather": np.int32, "first": np.int32, "last": np.int32, "lon": np.float64,
    "lat": np.float64, "pad": np.float32, **dict.fromkeys(WORDS, np.int32), **dict.fromkeys(SMALL, np.uint8),
}  # fmt: skip


class Raw:
    """Everything read; a row's number is how many were read before it."""

    def __init__(self, room: Path) -> None:
        """`room` is that of `Spool`."""
        self.room = room
        self.vocabularies = {name: Vocabulary() for name in (*WORDS, "actor", "tag")}
        self.gather: dict[GatherKey, int] = {}
        self.shapes = Shapes(room)
        self.tags = Spool(room, np.uint64)
        """Pairs of row and tag (`pairs_of`), some twice."""
        self.odd_ids = False
        """Whether another program has given any feature an id of a form of its own."""
        self.ids_rise = True
        """Whether each id is greater than the one before it."""
        self.starts: list[int] = []
        self.count = 0
        self._last_id: tuple[Codes, Codes] = np.empty(0, np.uint64), np.empty(0, np.uint64)
        self._spools = {name: Spool(room, kind) for name, kind in _TYPES.items()}

    def add(self, ids: IdNumbers, columns: dict[str, Column]) -> None:
        """One batch's rows."""
        columns = {**columns, "id_high": ids.high, "id_low": ids.low, "digest": ids.digests()}
        for name, column in columns.items():
            self._spools[name].append(column)
        high, low = (np.append(*halves) for halves in zip(self._last_id, (ids.high, ids.low), strict=True))
        self.ids_rise = self.ids_rise and in_order(high, low)
        self._last_id = high[-1:], low[-1:]
        self.odd_ids = self.odd_ids or bool(ids.odd)
        self.count += len(columns["fid"])

    def gather_number(self, key: GatherKey) -> int:
        """The number of a label that features are gathered at."""
        return self.gather.setdefault(key, len(self.gather))

    def part(self, name: str, start: int, stop: int) -> Column:
        """Some rows of a column."""
        return self._spools[name].part(start, stop)

    def column(self, name: str) -> Column:
        """A whole column, which is then forgotten."""
        spool = self._spools.pop(name)
        column = spool.whole()
        spool.close()
        return column


class Shapes:
    """What features cover that are drawn by a shape of their own, in the order in which they were read."""

    def __init__(self, room: Path) -> None:
        self.rows = Spool(room, np.uint32)
        self.boxes = Spool(room, np.float64, width=BOX)
        self.met = Spool(room, np.uint32)
        """Numbers in `codes` of the provinces that hold a part of it, one shape's after the other's."""
        self.met_counts = Spool(room, np.uint32)
        self.codes: dict[str, int] = {}
        self._new: list[tuple[int, tuple[Bounds, ...], list[int]]] = []

    def add(self, row: int, boxes: tuple[Bounds, ...], provinces: list[str]) -> None:
        """One shape: its boxes as the entry has them, and codes of provinces."""
        self._new.append((row, boxes, [self.codes.setdefault(code, len(self.codes)) for code in provinces]))

    def end_batch(self) -> None:
        """Put aside what was added."""
        boxes = np.full((len(self._new), BOX), np.nan)
        for at, (_, found, _) in enumerate(self._new):
            numbers = [number for box in found[:2] for number in box]
            boxes[at, : len(numbers)] = numbers
        self.boxes.append(boxes)
        self.rows.append(np.array([row for row, _, _ in self._new], np.uint32))
        self.met.append(np.array([number for _, _, met in self._new for number in met], np.uint32))
        self.met_counts.append(np.array([len(met) for _, _, met in self._new], np.uint32))
        self._new = []


def pairs_of(rows: Column, words: Column) -> Codes:
    """Pairs of a row and a word that it has, each as one number."""
    return rows.astype(np.uint64) << _WORD_BITS | words.astype(np.uint64)


def parts_of(pairs: Codes) -> tuple[Rows, Rows]:
    """The rows and the words of pairs."""
    return (pairs >> _WORD_BITS).astype(np.uint32), (pairs & _WORD).astype(np.uint32)
