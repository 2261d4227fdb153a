"""Which identities a file has had so far, and in which row.

While there are not very many, all of them new, they are noted as a set, which is quick; then in a table of some 25
bytes each, which knows their rows.
"""

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

_FIRST_SIZE: Final = 1 << 15
_FULL: Final = 0.7
_AT_ONCE: Final = 1 << 16
_MOST_IN_A_SET: Final = 2_000_000
"""They take some 90 bytes each."""


class Seen:
    """A table of 64-bit hashes with open addressing (Knuth, TAOCP 3, 6.4, algorithm L).

    Two different identities are taken for one with a chance of less than 3 in a million over ten million rows; the row
    is then told as one with an id that was there before, not dropped unsaid.
    """

    def __init__(self) -> None:
        self._first: _FirstOnes | None = _FirstOnes()
        self._count = 0
        self._hashes, self._rows = array("q", (0,)) * _FIRST_SIZE, array("I", (0,)) * _FIRST_SIZE

    def row_of(self, key: str) -> int | None:
        """The row that had it; None where none had."""
        self._take_the_first_in()
        at = self._slot(_hash(key))
        return self._rows[at] if self._hashes[at] else None

    def add(self, key: str, row: int) -> None:
        """Note an identity that was not there."""
        self._take_the_first_in()
        self._make_room(1)
        wanted = _hash(key)
        at = self._slot(wanted)
        self._hashes[at], self._rows[at] = wanted, row
        self._count += 1

    def add_all_new(self, keys: Sequence[str], rows: Sequence[int]) -> bool:
        """Note them all if each is new, also among themselves; otherwise none, and False."""
        wanted = [each or 1 for each in map(hash, keys)]
        if self._first is not None:
            if len(self._first.hashes) < _MOST_IN_A_SET and self._first.add(wanted, rows):
                return True
            self._take_the_first_in()
        self._make_room(len(keys))
        places = self._enter(wanted, rows)
        if len(places) < len(keys):
            for at in reversed(places):
                self._hashes[at] = 0
            return False
        self._count += len(keys)
        return True

    def _take_the_first_in(self) -> None:
        """Enter what is in the set."""
        first, self._first = self._first, None
        if first is not None:
            first.known.clear()
            self._make_room(len(first.hashes))
            self._enter(first.hashes, first.rows)
            self._count += len(first.hashes)

    def _enter(self, wanted: Iterable[int], numbers: Iterable[int]) -> list[int]:
        """Enter these with the numbers of their rows, up to the first that is there; gives their places.

        Written out, as it is done for every row of every import.
        """
        hashes, rows = self._hashes, self._rows
        mask = len(hashes) - 1
        places: list[int] = []
        note = places.append
        for each, number in zip(wanted, numbers, strict=True):
            at = each & mask
            while there := hashes[at]:
                if there == each:
                    return places
                at = (at + 1) & mask
            hashes[at], rows[at] = each, number
            note(at)
        return places

    def _slot(self, wanted: int) -> int:
        """Where the hash is, or else the empty place where it belongs."""
        hashes, mask = self._hashes, len(self._hashes) - 1
        at = wanted & mask
        while (there := hashes[at]) and there != wanted:
            at = (at + 1) & mask
        return at

    def _make_room(self, coming: int) -> None:
        while self._count + coming > _FULL * len(self._hashes):
            self._double()

    def _double(self) -> None:
        """Twice as many places, in place: a second table beside the first would be what an import needs most room for.

        From after an empty place on, whatever a hash has to pass on its way has been moved before it.
        """
        hashes, rows = self._hashes, self._rows
        size = len(hashes)
        for start in range(0, size, _AT_ONCE):
            more = min(_AT_ONCE, size - start)
            hashes.extend(array("q", (0,)) * more)
            rows.extend(array("I", (0,)) * more)
        mask = len(hashes) - 1
        empty = hashes.index(0)
        for at in chain(range(empty, size), range(empty)):
            wanted = hashes[at]
            if wanted:
                hashes[at] = 0
                place = wanted & mask
                while hashes[place]:
                    place = (place + 1) & mask
                hashes[place], rows[place] = wanted, rows[at]


class _FirstOnes:
    """Different hashes as a set, and in the order of their rows."""

    def __init__(self) -> None:
        self.known: set[int] = set()
        self.hashes, self.rows = array("q"), array("I")

    def add(self, wanted: list[int], rows: Sequence[int]) -> bool:
        """Note them all if each is new, also among themselves; otherwise none, and False."""
        more = set(wanted)
        if len(more) < len(wanted) or not self.known.isdisjoint(more):
            return False
        self.known |= more
        self.hashes.extend(wanted)
        self.rows.extend(rows)
        return True


def _hash(key: str) -> int:
    """64 bits of it, never 0, which is an empty place."""
    return hash(key) or 1
