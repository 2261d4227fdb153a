"""What a command changed: the records before and after, and the flags that views refresh from."""

import datetime as dt
from collections.abc import Set as AbstractSet
from enum import Flag, auto
from typing import NamedTuple

import msgspec

from libyamap.domain.model import (
    Actor,
    Attachment,
    Claim,
    Feature,
    Layer,
    Project,
    Record,
    SavedFilter,
    SavedView,
    Source,
)


class ChangeFlags(Flag):
    """Which sorts of records a change touched."""

    NOTHING = 0
    FEATURES = auto()
    ACTORS = auto()
    SOURCES = auto()
    CLAIMS = auto()
    LAYERS = auto()
    PROJECT = auto()
    ATTACHMENTS = auto()
    FILTERS = auto()
    VIEWS = auto()


_FLAG_OF = {
    Actor: ChangeFlags.ACTORS,
    Source: ChangeFlags.SOURCES,
    Claim: ChangeFlags.CLAIMS,
    Layer: ChangeFlags.LAYERS,
    Project: ChangeFlags.PROJECT,
    Attachment: ChangeFlags.ATTACHMENTS,
    SavedFilter: ChangeFlags.FILTERS,
    SavedView: ChangeFlags.VIEWS,
}


def flag_of(record_type: type[Record]) -> ChangeFlags:
    """The flag that a change of such a record sets."""
    return ChangeFlags.FEATURES if issubclass(record_type, Feature) else _FLAG_OF[record_type]


class Change(msgspec.Struct, frozen=True):
    """One record before and after; None on a side means that it did not exist there."""

    record_type: type[Record]
    id: str
    before: Record | None
    after: Record | None

    def inverse(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.record_type, self.id, self.after, self.before)


class Inserted(NamedTuple):
    """Records of one type that came in bulk, of which the journal keeps the ids alone: 16 bytes each (`packed_ids`)."""

    record_type: type[Record]
    ids: bytes


class Removed(NamedTuple):
    """Records of one type that went in bulk: their packed ids, and the block of the journal that keeps them."""

    record_type: type[Record]
    ids: bytes
    block: int


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the journal. `title` names the step to a reader; `undoes` is the revision it takes back, if any.

    `number` counts from 1 in the file; `at` is UTC; `inserted` counts records of a bulk insert (only ids kept).
    """

    number: int
    at: dt.datetime
    author: str
    command: str
    title: str
    undoes: int | None = None
    inserted: int = 0


class Recorded(NamedTuple):
    """A change of one record, and the revision that it was part of."""

    revision: Revision
    change: Change


class RecordKey(NamedTuple):
    """A record by its type and id."""

    record_type: type[Record]
    id: str


class OpChanges(msgspec.Struct, frozen=True):
    """What subscribers are told: the flags, the ids touched, and who asked for the change."""

    flags: ChangeFlags
    ids: AbstractSet[str]
    revision: int
    origin: str = ""
