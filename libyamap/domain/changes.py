"""What a command changed: the records before and after, and the flags that views refresh from."""

import datetime as dt
from enum import Flag, auto

import msgspec

from libyamap.domain.model import Actor, Claim, Feature, Layer, Project, Record, Source


class ChangeFlags(Flag):
    """Which sorts of records a change touched."""

    NOTHING = 0
    FEATURES = auto()
    ACTORS = auto()
    SOURCES = auto()
    CLAIMS = auto()
    LAYERS = auto()
    PROJECT = auto()


_FLAG_OF = {
    Actor: ChangeFlags.ACTORS,
    Source: ChangeFlags.SOURCES,
    Claim: ChangeFlags.CLAIMS,
    Layer: ChangeFlags.LAYERS,
    Project: ChangeFlags.PROJECT,
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


class OpChanges(msgspec.Struct, frozen=True):
    """What subscribers are told: the flags, the ids touched, and who asked for the change."""

    flags: ChangeFlags
    ids: frozenset[str]
    revision: int
    origin: str = ""
