"""What came or went in bulk, gathered by its type: features and claims of one import take turns in the journal.

Taking each turn by itself would make indexes anew as often; within one bulk, the order does not matter.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from libyamap.domain.changes import Change, Inserted, Removed
from libyamap.domain.model import Record
from libyamap.domain.packed_ids import Piece, cut, length, shortened, unpacked


class Came(NamedTuple):
    """Records of one type that came in bulk, in the order of the journal's parts; ids that are a run take no room."""

    record_type: type[Record]
    pieces: list[Piece]

    @property
    def size(self) -> int:
        """How many they are."""
        return sum(map(length, self.pieces))

    def packed(self) -> Iterator[bytes]:
        """Their packed ids, so many at a time, in an order for which each piece is read from its end."""
        for piece in self.pieces:
            yield from cut(piece)


class Went(NamedTuple):
    """Records of one type that went in bulk: the blocks of the journal that keep them, and the ids in each of those."""

    record_type: type[Record]
    blocks: list[int]
    pieces: list[Piece]

    def ids(self) -> Iterator[tuple[int, list[str]]]:
        """Each block with its ids."""
        for block, piece in zip(self.blocks, self.pieces, strict=True):
            yield block, [each for raw in cut(piece) for each in unpacked(raw)]


def runs_of(parts: Iterable[Change | Inserted | Removed]) -> Iterator[Change | Came | Went]:
    """A revision's changes, with bulk that follows each other gathered by its type, in the order of its first part."""
    for _, run in groupby(parts, type):
        came: dict[type[Record], Came] = {}
        went: dict[type[Record], Went] = {}
        for part in run:
            if isinstance(part, Change):
                yield part
            elif isinstance(part, Inserted):
                came.setdefault(part.record_type, Came(part.record_type, [])).pieces.append(shortened(part.ids))
            else:
                gone = went.setdefault(part.record_type, Went(part.record_type, [], []))
                gone.blocks.append(part.block)
                gone.pieces.append(shortened(part.ids))
        yield from came.values()
        yield from went.values()
