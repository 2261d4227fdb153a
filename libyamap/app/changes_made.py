"""What a transaction has changed so far, in order; a million inserted records are kept as their packed ids, not as a
million changes.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, overload

from libyamap.domain.changes import Change, ChangeFlags, Inserted, Removed, flag_of
from libyamap.domain.model import Record
from libyamap.domain.packed_ids import ID_BYTES, PackedIds, packed, unpacked

_PIECE_BYTES: Final = 1_000_000
"""No piece is lengthened beyond this, so that whoever reads the journal need not hold millions of ids at once."""
_FEW: Final = 10_000


class ChangesMade(Sequence[Change]):
    """A sequence of changes to which can be added; of what came or went in bulk both sides are None."""

    def __init__(self) -> None:
        self._parts: list[Change | Inserted | Removed] = []
        self._handed_over = 0
        self.inserted = 0
        """How many came by bulk inserts."""

    def add(self, change: Change) -> None:
        """Note a change."""
        self._parts.append(change)

    def add_inserted(self, record_type: type[Record], ids: Sequence[str]) -> None:
        """Note records of one type that were inserted in bulk."""
        if not ids:
            return
        raw = packed(ids)
        last = self._parts[-1] if self._parts else None
        if isinstance(last, Inserted) and last.record_type is record_type and len(last.ids) < _PIECE_BYTES:
            self._parts[-1] = Inserted(record_type, last.ids + raw)
        else:
            self._parts.append(Inserted(record_type, raw))
        self.inserted += len(ids)

    def add_removed(self, record_type: type[Record], ids: bytes) -> None:
        """Note records removed in bulk, by their packed ids; the journal has them, and all before them, already."""
        last = self._parts[-1] if self._parts else None
        if isinstance(last, Removed) and last.record_type is record_type and len(last.ids) < _PIECE_BYTES:
            self._parts[-1] = Removed(record_type, last.ids + ids, 0)
        else:
            self._parts.append(Removed(record_type, ids, 0))
        self._handed_over = len(self._parts)

    def hand_over(self) -> "ChangesMade":
        """Those that were not handed over yet, for the journal."""
        rest = ChangesMade()
        rest._parts = self._parts[self._handed_over :]
        self._handed_over = len(self._parts)
        return rest

    def extend(self, others: "ChangesMade") -> None:
        """Note changes that came after these."""
        self._parts += others.parts()
        self.inserted += others.inserted

    def single(self) -> list[Change]:
        """The changes that are no bulk inserts."""
        return [part for part in self._parts if isinstance(part, Change)]

    def parts(self) -> Iterator[Change | Inserted | Removed]:
        """The changes in order, with what was inserted or removed in bulk piece by piece."""
        return iter(self._parts)

    def ids(self) -> AbstractSet[str]:
        """The ids of all records that were changed."""
        single = {change.id for change in self.single()}
        pieces = [part.ids for part in self._parts if not isinstance(part, Change)]
        if sum(map(len, pieces)) <= _FEW * ID_BYTES:
            return frozenset(single.union(*map(unpacked, pieces)))
        in_bulk = PackedIds(pieces)
        return PackedIds([*pieces, packed(each for each in single if each not in in_bulk)])

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
                yield from (Change(part.record_type, each, None, None) for each in unpacked(part.ids))

    def __len__(self) -> int:
        return sum(1 if isinstance(part, Change) else len(part.ids) // ID_BYTES for part in self._parts)

    def __bool__(self) -> bool:
        return bool(self._parts)

    @overload
    def __getitem__(self, at: int) -> Change: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Change]: ...

    def __getitem__(self, at: int | slice) -> Change | Sequence[Change]:
        return list(self)[at]
