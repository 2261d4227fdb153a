"""Which rows were read, for each kind their numbers, in a few bytes: two processes compare what each has read."""

from collections.abc import Sequence
from hashlib import blake2b

from libyamap.store.index.columns.arrays import Ints, bytes_of


class RowsDigest:
    """Of rows that are told piece by piece, kind by kind."""

    def __init__(self) -> None:
        self._found = blake2b(digest_size=16)
        self._count = 0

    def add(self, fids: Ints) -> None:
        """More rows of this kind."""
        self._found.update(bytes_of(fids))
        self._count += len(fids)

    def end_kind(self) -> None:
        """What follows is of the next kind."""
        self._found.update(self._count.to_bytes(8, "little"))
        self._count = 0

    def bytes(self) -> bytes:
        """Different for different rows."""
        return self._found.digest()


def digest_of(kinds: Sequence[Ints]) -> bytes:
    """That of all rows at once."""
    digest = RowsDigest()
    for fids in kinds:
        digest.add(fids)
        digest.end_kind()
    return digest.bytes()
