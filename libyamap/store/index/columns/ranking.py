"""The place of each of many texts in the order of all, with few of them in memory at a time.

Different texts are gathered until they are many, then sorted and put aside as a run. At the end the runs are merged: of
the next blocks of all runs, what comes before everything that is not among them (an external merge sort).
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain
from operator import ne
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from libyamap.store.index.columns.arrays import Rows, bytes_of
from libyamap.store.index.columns.spool import Spool

_MOST_TEXTS: Final = 250_000
_MOST_CHARACTERS: Final = 32_000_000
_BLOCK: Final = 4_000


class Ranking:
    """Texts in the order in which they come; `ranks` are their places, the same for the same text."""

    def __init__(self, room: Path, most_texts: int = _MOST_TEXTS, block: int = _BLOCK) -> None:
        """`room` as that of `Spool`. About `most_texts` different texts are in memory, and a `block` of each run."""
        self._room = room
        self._most_texts = most_texts
        self._block = block
        self._known: dict[str, int] = {}
        """The texts of this run; the number of each is that of the row in which it came first."""
        self._characters = 0
        self._numbers = Spool(room, np.uint32)
        self._runs: list[_Run] = []

    def add(self, texts: Sequence[str]) -> None:
        """More texts."""
        start, count = len(self._numbers), len(texts)
        numbers = map(self._known.setdefault, texts, range(start, start + count))
        self._numbers.append(np.fromiter(numbers, np.uint32, count))
        self._characters += sum(map(len, texts))
        if len(self._known) >= self._most_texts or self._characters >= _MOST_CHARACTERS:
            self._put_aside()

    def ranks(self) -> Spool:
        """32-bit numbers from 1 in the order of code points; 0 is the empty text. Nothing can be added any more."""
        rank_of = np.zeros(len(self._numbers), np.uint32)
        if self._runs:
            self._put_aside()
            _rank(self._runs, rank_of)
        else:
            texts, numbers = self._taken()
            rank_of[numbers] = np.arange(len(texts)) + (texts[:1] != [""])
        ranks = Spool(self._room, np.uint32)
        for piece in self._numbers.pieces():
            ranks.append(rank_of[piece])
        self._numbers.close()
        return ranks

    def _put_aside(self) -> None:
        self._runs.append(_Run(self._room, *self._taken(), self._block))

    def _taken(self) -> tuple[list[str], Rows]:
        """The texts in memory in their order, and their numbers; they are forgotten."""
        known, self._known, self._characters = self._known, {}, 0
        texts = sorted(known)
        return texts, np.fromiter(map(known.__getitem__, texts), np.uint32, len(texts))


class _Run:
    """Different texts in their order with their numbers, given piece by piece."""

    def __init__(self, room: Path, texts: list[str], numbers: Rows, block: int) -> None:
        self._texts, self._numbers = Spool(room, np.uint8), Spool(room, np.uint32)
        self._numbers.append(numbers)
        self._block = block
        self._ends = [0]
        for start in range(0, len(texts), block):
            packed = msgspec.msgpack.encode(texts[start : start + block])
            self._texts.append(np.frombuffer(packed, np.uint8))
            self._ends.append(len(self._texts))
        self._blocks = 0
        self._read: list[str] = []
        self._given = 0

    def last_read(self) -> str | None:
        """The last text of those that have been read and not given, which are more after this; None at the end."""
        if not self._read and self._blocks + 1 < len(self._ends):
            packed = self._texts.part(*self._ends[self._blocks : self._blocks + 2])
            self._read = msgspec.msgpack.decode(bytes_of(packed), type=list[str])
            self._blocks += 1
        return self._read[-1] if self._read else None

    def up_to(self, last: str) -> tuple[list[str], Rows]:
        """Of those that have been read, and not given, the texts that are no greater, and their numbers."""
        count = bisect_right(self._read, last)
        given, self._read = self._read[:count], self._read[count:]
        self._given += count
        return given, self._numbers.part(self._given - count, self._given)


def _rank(runs: Sequence[_Run], rank_of: Rows) -> None:
    """Put in the rank of each number."""
    rank = 0
    while lasts := [last for run in runs if (last := run.last_read()) is not None]:
        limit = min(lasts)
        taken = [run.up_to(limit) for run in runs]
        texts = list(chain.from_iterable(each for each, _ in taken))
        order = sorted(range(len(texts)), key=texts.__getitem__)  # quick: it finds the runs in it, and merges them
        rising = [texts[at] for at in order]
        before = chain([""] if rank == 0 else [None], rising)
        ranks = np.cumsum(np.fromiter(map(ne, rising, before), np.bool_, len(rising))) + rank
        rank_of[np.concatenate([numbers for _, numbers in taken])[order]] = ranks
        rank = int(ranks[-1])
