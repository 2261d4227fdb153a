"""What a transaction has changed so far, in order; a million inserted records are kept as their packed ids or runs of
them, not as a million changes.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, overload

from libyamap.domain.changes import Change, ChangeFlags, Inserted, Removed, flag_of
from libyamap.domain.model import Record
from libyamap.domain.packed_ids import ID_BYTES, IdRun, PackedIds, Piece, can_be_packed, length, packed, piece_of

_ROW_BYTES: Final = 1_000_000
"""No row of ids is longer than this and a batch, so that whoever reads the journal need not hold millions at once."""
_FEW: Final = 10_000


class InBulk:
    """Records of one type that came or went in bulk, one after the other."""

    def __init__(self, record_type: type[Record], *, removed: bool) -> None:
        self.record_type = record_type
        self.removed = removed
        self.pieces: list[Piece] = []

    def add(self, new: Piece) -> None:
        """Note more of them."""
        last = self.pieces[-1] if self.pieces else b""
        if isinstance(last, IdRun) and isinstance(new, IdRun):
            if last.end == new.first:
                new = IdRun(self.pieces.pop()[0], new.end)
            elif self.removed and new.end == last.first:  # what goes goes last first, and in no order that counts
                new = IdRun(new.first, self.pieces.pop()[1])
        elif isinstance(last, bytes) and isinstance(new, bytes) and 0 < len(last) < _ROW_BYTES:
            new = last + new
            self.pieces.pop()
        self.pieces.append(new)

    def rows(self) -> Iterator[bytes]:
        """Their packed ids, so many at a time."""
        row = b""
        for piece in self.pieces:
            for some in piece.cut(_ROW_BYTES // ID_BYTES) if isinstance(piece, IdRun) else (piece,):
                row += some.packed() if isinstance(some, IdRun) else some
                if len(row) >= _ROW_BYTES:
                    yield row
                    row = b""
        if row:
            yield row


class ChangesMade(Sequence[Change]):
    """A sequence of changes to which can be added; of what came or went in bulk both sides are None."""

    def __init__(self) -> None:
        self._parts: list[Change | InBulk] = []
        self._handed_over = 0
        self.inserted = 0
        """How many came by bulk inserts."""

    def add(self, change: Change) -> None:
        """Note a change."""
        self._parts.append(change)

    def add_inserted(self, record_type: type[Record], ids: Sequence[str]) -> None:
        """Note records of one type that were inserted in bulk."""
        if ids:
            self._in_bulk(record_type, removed=False).add(piece_of(ids))
            self.inserted += len(ids)

    def add_removed(self, record_type: type[Record], ids: Sequence[str]) -> None:
        """Note records that were removed in bulk; the journal has them, and all before them, already."""
        self._in_bulk(record_type, removed=True).add(piece_of(ids))
        self._handed_over = len(self._parts)

    def _in_bulk(self, record_type: type[Record], *, removed: bool) -> InBulk:
        last = self._parts[-1] if self._parts else None
        is_open = removed or len(self._parts) > self._handed_over
        if is_open and isinstance(last, InBulk) and (last.record_type, last.removed) == (record_type, removed):
            return last
        self._parts.append(InBulk(record_type, removed=removed))
        return self._in_bulk(record_type, removed=removed)

    def hand_over(self) -> "ChangesMade":
        """Those that were not handed over yet, for the journal."""
        rest = ChangesMade()
        rest._parts = self._parts[self._handed_over :]
        self._handed_over = len(self._parts)
        return rest

    def shorten(self) -> None:
        """Keep the ids alone of those that were handed over, as the journal has them."""
        kept: list[Change | InBulk] = []
        ids: defaultdict[type[Record], list[str]] = defaultdict(list)
        for part in self._parts[: self._handed_over]:
            if isinstance(part, Change) and can_be_packed(part.id):
                ids[part.record_type].append(part.id)
            else:
                kept.append(part)
        for record_type, some in ids.items():
            shortened = InBulk(record_type, removed=True)
            shortened.add(piece_of(some))
            kept.append(shortened)
        self._parts[: self._handed_over] = kept
        self._handed_over = len(kept)

    def extend(self, others: "ChangesMade") -> None:
        """Note changes that came after these."""
        self._parts += others.groups()
        self.inserted += others.inserted

    def groups(self) -> Sequence[Change | InBulk]:
        """The changes in order, with what came or went in bulk together."""
        return self._parts

    def single(self) -> list[Change]:
        """The changes that are no bulk inserts."""
        return [part for part in self._parts if isinstance(part, Change)]

    def parts(self) -> Iterator[Change | Inserted | Removed]:
        """The changes in order, with what was inserted or removed in bulk piece by piece."""
        for part in self._parts:
            if isinstance(part, Change):
                yield part
            elif part.removed:
                yield from (Removed(part.record_type, ids, 0) for ids in part.rows())
            else:
                yield from (Inserted(part.record_type, ids) for ids in part.rows())

    def ids(self) -> AbstractSet[str]:
        """The ids of all records that were changed."""
        single = {change.id for change in self.single()}
        in_bulk = PackedIds(piece for part in self._parts if isinstance(part, InBulk) for piece in part.pieces)
        if len(in_bulk) <= _FEW:
            return frozenset(single.union(in_bulk))
        return in_bulk.joined(packed(each for each in single if each not in in_bulk))

    def flags(self) -> ChangeFlags:
        """The flags of all of them."""
        flags = ChangeFlags.NOTHING
        for record_type in {part.record_type for part in self._parts}:
            flags |= flag_of(record_type)
        return flags

    def __iter__(self) -> Iterator[Change]:
        for part in self._parts:
            if isinstance(part, Change):
                yield part
            else:
                yield from (Change(part.record_type, each, None, None) for each in PackedIds(part.pieces))

    def __len__(self) -> int:
        return sum(1 if isinstance(part, Change) else sum(map(length, part.pieces)) for part in self._parts)

    def __bool__(self) -> bool:
        return bool(self._parts)

    @overload
    def __getitem__(self, at: int) -> Change: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Change]: ...

    def __getitem__(self, at: int | slice) -> Change | Sequence[Change]:
        return list(self)[at]
