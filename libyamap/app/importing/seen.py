"""Which identities a file has had so far, and in which row: some 25 bytes each instead of a text and a number."""

from array import array
from collections.abc import Sequence
from typing import Final

_FIRST_SIZE: Final = 1 << 15
_FULL: Final = 0.7


class Seen:
    """A table of 64-bit hashes with open addressing (Knuth, TAOCP 3, 6.4, algorithm L).

    Two different identities are taken for one with a chance of less than 3 in a million over ten million rows; the row
    is then told as one with an id that was there before, not dropped unsaid.
    """

    def __init__(self) -> None:
        self._count = 0
        self._make(_FIRST_SIZE)

    def row_of(self, key: str) -> int | None:
        """The row that had it; None where none had."""
        at = self._slot(_hash(key))
        return self._rows[at] if self._hashes[at] else None

    def add(self, key: str, row: int) -> None:
        """Note an identity that was not there."""
        self._make_room(1)
        self._enter(_hash(key), row)

    def add_all_new(self, keys: Sequence[str], rows: Sequence[int]) -> bool:
        """Note them all if each is new, also among themselves; otherwise none, and False."""
        found = dict(zip(map(_hash, keys), rows, strict=True))
        self._make_room(len(found))
        hashes, slot = self._hashes, self._slot
        if len(found) < len(keys) or any(hashes[slot(wanted)] for wanted in found):
            return False
        for wanted, row in found.items():
            self._enter(wanted, row)
        return True

    def _make(self, size: int) -> None:
        self._hashes, self._rows = array("Q", (0,)) * size, array("I", (0,)) * size
        self._mask = size - 1

    def _slot(self, wanted: int) -> int:
        """Where the hash is, or else the empty place where it belongs."""
        hashes, mask = self._hashes, self._mask
        at = wanted & mask
        while (there := hashes[at]) and there != wanted:
            at = (at + 1) & mask
        return at

    def _enter(self, wanted: int, row: int) -> None:
        at = self._slot(wanted)
        self._hashes[at], self._rows[at] = wanted, row
        self._count += 1

    def _make_room(self, coming: int) -> None:
        size = self._mask + 1
        while self._count + coming > _FULL * size:
            size *= 2
        if size > self._mask + 1:
            before = self._hashes, self._rows
            self._count = 0
            self._make(size)
            for wanted, row in zip(*before, strict=True):
                if wanted:
                    self._enter(wanted, row)


def _hash(key: str) -> int:
    """64 bits of it, never 0, which is an empty place."""
    return hash(key) & 0xFFFF_FFFF_FFFF_FFFF or 1
