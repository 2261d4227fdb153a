"""Two events beside each other, field by field in words, with what differs marked."""

from typing import Final, NamedTuple

from libyamap.app.change_words import namer, value_in_words
from libyamap.app.duplicates.apart import NOT_SAME
from libyamap.app.ports import StoreReader
from libyamap.domain.fields import words_for
from libyamap.domain.model import Event, Source

_FIELDS: Final = (
    "title", "time", "actors", "place", "where_prec", "radius_m", "geometry", "type", "status", "certainty", "country",
    "description", "tags", "time_note", "place_note", "dataset", "dataset_id",
)  # fmt: skip
_ALWAYS_DIFFER: Final = frozenset({"dataset", "dataset_id"})
"""Two sources have two names: that says nothing."""


class Row(NamedTuple):
    """One field of both in words (empty: not given); `differs` marks what a reader should look at."""

    label: str
    one: str
    other: str
    differs: bool


def side_by_side(one: Event, other: Event, reader: StoreReader) -> list[Row]:
    """The fields that either of them has, what decides first; attributes and sources last."""
    name = namer(reader)
    rows = []
    for field in _FIELDS:
        said, of_other = (value_in_words(field, getattr(event, field), name) for event in (one, other))
        rows.append(Row(words_for(field).label, said, of_other, said != of_other and field not in _ALWAYS_DIFFER))
    for each in dict.fromkeys((*one.attributes, *other.attributes)):
        if each != NOT_SAME:
            said, of_other = (value_in_words("", event.attributes.get(each), name) for event in (one, other))
            rows.append(Row(each, said, of_other, bool(said and of_other) and said != of_other))
    rows.append(Row("Sources", _sources(one, reader), _sources(other, reader), differs=False))
    return [row for row in rows if row.one or row.other]


def _sources(event: Event, reader: StoreReader) -> str:
    found = reader.get_many(Source, {claim.source for claim in reader.claims_of([event.id])})
    return "; ".join(sorted(source.title for source in found.values()))
