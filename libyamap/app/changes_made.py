"""What a transaction has changed so far, in order; a million inserted records are kept as their ids, not as a million
changes.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, overload

from libyamap.domain.changes import Change, ChangeFlags, flag_of
from libyamap.domain.model import Record


class _Inserted(NamedTuple):
    """Records of a bulk insert, of which the journal keeps the ids alone."""

    record_type: type[Record]
    ids: list[str]


class ChangesMade(Sequence[Change]):
    """A sequence of changes to which can be added."""

    def __init__(self) -> None:
        self._parts: list[Change | _Inserted] = []
        self.inserted = 0
        """How many came by bulk inserts."""

    def add(self, change: Change) -> None:
        """Note a change."""
        self._parts.append(change)

    def add_inserted(self, record_type: type[Record], ids: list[str]) -> None:
        """Note records of one type that were inserted in bulk."""
        self._parts.append(_Inserted(record_type, ids))
        self.inserted += len(ids)

    def single(self) -> list[Change]:
        """The changes that are no bulk inserts."""
        return [part for part in self._parts if isinstance(part, Change)]

    def ids(self) -> frozenset[str]:
        """The ids of all records that were changed."""
        found = {change.id for change in self.single()}
        return frozenset(found.union(*(part.ids for part in self._parts if isinstance(part, _Inserted))))

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
                yield from (Change(part.record_type, each, None, None) for each in part.ids)

    def __len__(self) -> int:
        return len(self.single()) + self.inserted

    def __bool__(self) -> bool:
        return any(isinstance(part, Change) or part.ids for part in self._parts)

    @overload
    def __getitem__(self, at: int) -> Change: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Change]: ...

    def __getitem__(self, at: int | slice) -> Change | Sequence[Change]:
        return list(self)[at]
