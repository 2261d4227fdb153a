"""A set of ids in 16 bytes each, as the journal keeps them: a text of 36 characters takes five times as much.

Ids that follow each other by one are a run, which takes no room at all.
"""

import re
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

ID_BYTES: Final = 16
_HALF: Final = 1 << 64
_CANONICAL: Final = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch


def packed(ids: Iterable[str]) -> bytes:
    """Canonical UUIDs (36 characters) as 16 bytes each, one after the other; ValueError for anything else."""
    return bytes.fromhex("".join(ids).replace("-", ""))


def can_be_packed(one: str) -> bool:
    """Whether the id comes out of its packed form as it went in: another program may have given one of another sort."""
    return _CANONICAL(one) is not None


def unpacked(raw: bytes) -> Iterator[str]:
    """The ids in their text form again."""
    text = raw.hex()
    for at in range(0, len(text), 2 * ID_BYTES):
        yield (
            f"{text[at : at + 8]}-{text[at + 8 : at + 12]}-{text[at + 12 : at + 16]}-"
            f"{text[at + 16 : at + 20]}-{text[at + 20 : at + 32]}"
        )


def holds(raw: bytes, one: bytes) -> bool:
    """Whether the id is among the packed ones, not only its bytes across two of them."""
    at = raw.find(one)
    while at > 0 and at % ID_BYTES:
        at = raw.find(one, at + 1)
    return at >= 0


class IdRun(NamedTuple):
    """So many ids, each one more than the one before it: `first` and `end` (that one is none of them) are numbers."""

    first: int
    end: int

    def packed(self) -> bytes:
        """16 bytes each."""
        first, last = divmod(self.first, _HALF), divmod(self.end - 1, _HALF)
        if first[0] != last[0]:
            return b"".join([number.to_bytes(ID_BYTES, "big") for number in range(self.first, self.end)])
        halves = array("Q", (first[0], 0)) * (self.end - self.first)  # all at once, as there are millions
        halves[1::2] = array("Q", range(first[1], last[1] + 1))
        return _swapped(halves).tobytes()

    def cut(self, most: int) -> Iterator["IdRun"]:
        """The same as runs of at most so many."""
        for first in range(self.first, self.end, most):
            yield IdRun(first, min(first + most, self.end))

    def holds(self, one: bytes) -> bool:
        """Whether the id is one of them."""
        return self.first <= int.from_bytes(one, "big") < self.end


def _swapped(halves: "array[int]") -> "array[int]":
    """From or to big-endian order."""
    if sys.byteorder == "little":
        halves.byteswap()
    return halves


_WORTH_A_RUN: Final = 50
_AT_ONCE: Final = 10_000
Piece = bytes | IdRun
"""Some ids, packed or a run."""


def piece_of(ids: Sequence[str]) -> Piece:
    """The ids as a run if they are one, otherwise packed."""
    return shortened(packed(ids))


def shortened(raw: bytes) -> Piece:
    """Packed ids as a run if they are one."""
    count = len(raw) // ID_BYTES
    if count < _WORTH_A_RUN:
        return raw
    run = IdRun(int.from_bytes(raw[:ID_BYTES], "big"), int.from_bytes(raw[-ID_BYTES:], "big") + 1)
    return run if run.end - run.first == count and _is_run(raw, run) else raw


def _is_run(raw: bytes, run: IdRun) -> bool:
    """Whether the packed ids are those of a run of which they have the first, the last and the number."""
    halves = _swapped(array("Q", raw))
    upper, lower = halves[::2], halves[1::2]
    if upper[0] == upper[-1]:  # looked at together, as there are millions
        return upper.count(upper[0]) == len(upper) and lower == array("Q", range(lower[0], lower[0] + len(lower)))
    return run.packed() == raw


def cut(piece: Piece) -> Iterator[bytes]:
    """The ids packed, those of a run so many at a time, the last first."""
    if isinstance(piece, bytes):
        yield piece
        return
    for end in range(piece.end, piece.first, -_AT_ONCE):
        yield IdRun(max(end - _AT_ONCE, piece.first), end).packed()


def length(piece: Piece) -> int:
    """How many ids there are."""
    return piece.end - piece.first if isinstance(piece, IdRun) else len(piece) // ID_BYTES


class PackedIds(AbstractSet[str]):
    """Different ids, packed in pieces; asking for one that is not there is quick, as ids made together are alike."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = tuple(pieces)
        self._count = sum(map(length, self._pieces))

    def joined(self, more: Piece) -> "PackedIds":
        """With more, all of them others."""
        return PackedIds((*self._pieces, more))

    def __contains__(self, one: object) -> bool:
        if not isinstance(one, str):
            return False
        try:
            raw = packed([one])
        except ValueError:
            return False
        return len(raw) == ID_BYTES and any(
            piece.holds(raw) if isinstance(piece, IdRun) else holds(piece, raw) for piece in self._pieces
        )

    def __iter__(self) -> Iterator[str]:
        for piece in self._pieces:
            for some in piece.cut(_AT_ONCE) if isinstance(piece, IdRun) else ():
                yield from unpacked(some.packed())
            if isinstance(piece, bytes):
                yield from unpacked(piece)

    def __len__(self) -> int:
        return self._count
