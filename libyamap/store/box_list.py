"""The boxes of many new features until the R-tree takes them: 24 bytes each, however many there are."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from libyamap.store import rtree

_SIDES: Final = 4
_ROUND_FROM: Final = 10_000 * _SIDES
"""So many exact numbers are rounded at once; fewer boxes than that never need numpy."""


class BoxList:
    """Boxes by their fids, in double precision at first and in that of the R-tree once there are many."""

    def __init__(self) -> None:
        self.fids = array("q")
        self._rounded = array("f")
        self._exact = array("d")

    def add(self, fids: Iterable[int], boxes: Iterable[float]) -> None:
        """Note minx, maxx, miny, maxy of each fid in turn."""
        self.fids.extend(fids)
        self._exact.extend(boxes)
        if len(self._exact) >= _ROUND_FROM:
            self._round()

    def __len__(self) -> int:
        return len(self.fids)

    def __iter__(self) -> Iterator[tuple[int, Sequence[float]]]:
        for numbers, fids in ((self._rounded, self.fids), (self._exact, self.fids[len(self._rounded) // _SIDES :])):
            for at in range(len(numbers) // _SIDES):
                yield fids[at], numbers[at * _SIDES : (at + 1) * _SIDES]

    def rounded(self) -> "array[float]":
        """All of them in single precision, rounded outward."""
        self._round()
        return self._rounded

    def _round(self) -> None:
        if self._exact:
            self._rounded.extend(rtree.outward(self._exact))
            del self._exact[:]
