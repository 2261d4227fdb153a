"""What a step is called in the history: the reader's words for a record and its sort."""

from collections.abc import Sequence
from typing import Final

from libyamap.domain.fields import words_for
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

_NOUNS: Final[dict[type[Record], str]] = {SavedFilter: "filter", SavedView: "saved view"}
_LONGEST: Final = 80
_TURNING: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def title_of(record: Record) -> str:
    """What a reader calls the record; its id where it has no name."""
    if isinstance(record, Actor | Attachment):
        return record.name
    if isinstance(record, Feature | Source | Layer | Project | SavedFilter | SavedView):
        return record.title
    return record.id


def noun_of(record_type: type[Record]) -> str:
    """The sort of record: “event”, “actor”, “saved view” ..."""
    return _NOUNS.get(record_type, record_type.__name__.lower())


def upright(text: str) -> str:
    """The text without the characters that would turn the direction of the whole sentence around it."""
    return text.translate(_TURNING)


def quoted(record: Record) -> str:
    """The record's name in quotes, shortened; “a claim” for what has none."""
    if isinstance(record, Claim):
        return "a claim"
    title = " ".join(upright(title_of(record)).split())
    return f"‘{title if len(title) <= _LONGEST else title[: _LONGEST - 1] + '…'}’"


def labels_of(fields: Sequence[str]) -> str:
    """Fields as words: “time, place and 3 more”."""
    labels = [words_for(name).label.lower() for name in fields]
    return ", ".join(labels) if len(labels) <= 3 else f"{', '.join(labels[:2])} and {len(labels) - 2} more"


def how_many(records: Sequence[Record]) -> str:
    """‘Its title’ for one; “12 features” for more."""
    return quoted(records[0]) if len(records) == 1 else f"{len(records):,} features"
