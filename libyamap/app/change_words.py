"""What a step changed, field by field, old and new in words: for the history of a feature and of the project."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from libyamap.app.naming import noun_of, title_of
from libyamap.app.ports import StoreReader
from libyamap.app.references import feature_in
from libyamap.domain.changes import Change, Inserted, Removed
from libyamap.domain.fields import changed_fields, words_for
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.grading import certainty_in_words
from libyamap.domain.model import Actor, Claim, Layer, LayerShown, Record, Source
from libyamap.domain.packed_ids import length
from libyamap.domain.precision import PRECISION_WORDS
from libyamap.domain.time import in_words
from libyamap.domain.vocabulary import CREDIBILITY_WORDS, RELIABILITY_WORDS, Certainty, Reliability
from libyamap.errors import InvalidValue, WorldError

Namer = Callable[[str], str]
"""Gives what a reader calls the record with an id."""


class FieldChange(msgspec.Struct, frozen=True):
    """One field (its name in the model and its label) before and after, in words; empty where nothing was given."""

    field: str
    label: str
    before: str
    after: str


class ChangeWords(msgspec.Struct, frozen=True):
    """One record's change. `what` is `added`, `changed`, `deleted` or `imported`; `kind` the sort of record."""

    what: str
    kind: str
    id: str
    title: str
    fields: tuple[FieldChange, ...]


def namer(reader: StoreReader) -> Namer:
    """Names records by looking them up once; what is gone by its last name, or else its id."""
    known: dict[str, str] = {"": ""}

    def name(record_id: str) -> str:
        if record_id not in known:
            known[record_id] = _looked_up(reader, record_id)
        return known[record_id]

    return name


def change_in_words(change: Change, name: Namer) -> ChangeWords:
    """The change for a reader; an added or deleted record lists what it held, an import has no fields."""
    before, after = change.before, change.after
    present = after or before
    what = "changed"
    if present is None:
        what = "imported"
    elif before is None:
        what = "added"
    elif after is None:
        what = "deleted"
    fields = []
    for field in changed_fields(before, after) if present else ():
        old, new = (_field_words(field, record, name) for record in (before, after))
        if field != "id" and (old or new):
            fields.append(FieldChange(field, words_for(field).label, old, new))
    title = _title(present, name) if present else name(change.id)
    return ChangeWords(what, noun_of(change.record_type), change.id, title, tuple(fields))


def step_in_words(changes: Iterable[Change | Inserted | Removed], name: Namer) -> list[ChangeWords]:
    """All that one step changed; what came or went in bulk is one entry for each sort of record, with the count."""
    words = []
    in_bulk: Counter[tuple[str, type[Record]]] = Counter()
    for change in changes:
        if not isinstance(change, Change):
            what = "deleted" if isinstance(change, Removed) else "imported"
            in_bulk[what, change.record_type] += length(change.ids)
        elif change.before is None and change.after is None:
            in_bulk["imported", change.record_type] += 1
        else:
            words.append(change_in_words(change, name))
    for (what, record_type), count in in_bulk.items():
        title = f"{count:,} record{'s' if count > 1 else ''}"
        words.append(ChangeWords(what, noun_of(record_type), "", title, ()))
    return words


def value_in_words(field: str, value: object, name: Namer) -> str:
    """One value of a field as a reader reads it; empty where nothing is given."""
    if value is None or value in ("", (), {}):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    words = _WORDS.get(field)
    try:
        return words(value, name) if words else _plain(value)
    except (InvalidValue, TypeError, KeyError, AttributeError, ValueError):
        return _plain(value)


def _field_words(field: str, record: Record | None, name: Namer) -> str:
    return value_in_words(field, getattr(record, field), name) if record is not None else ""


def _title(record: Record, name: Namer) -> str:
    if isinstance(record, Claim):
        return f"{name(record.source)} on {name(record.feature)}"
    return title_of(record)


def _looked_up(reader: StoreReader, record_id: str) -> str:
    for record_type in (Actor, Source, Layer):
        found = reader.get(record_type, record_id)
        if found is not None:
            return title_of(found)
    feature = feature_in(reader, record_id)
    if feature is not None:
        return feature.title
    if reader.get(Claim, record_id) is not None:
        return "a claim"
    gone = _last_known(reader, record_id)
    if isinstance(gone, Claim):
        return "a claim (deleted)"
    return f"{title_of(gone)} (deleted)" if gone is not None and title_of(gone) != record_id else record_id


def _last_known(reader: StoreReader, record_id: str) -> Record | None:
    """What is no longer in the project, as the history knows it last."""
    try:
        story = reader.history_of(record_id)
    except WorldError:  # damaged there; what is asked about may still be told
        return None
    return next((each.change.before for each in reversed(story) if each.change.before is not None), None)


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {each}" for key, each in value.items())
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value)
    return str(value)


def _time(value: object, _: Namer) -> str:
    return f"{in_words(str(value))} ({value})"


def _by_id(value: object, name: Namer) -> str:
    return name(str(value))


def _parts(value: object, name: Namer) -> str:
    parts = value if isinstance(value, tuple) else ()
    return "; ".join(f"{name(part.actor)} ({part.role.value})" for part in parts)


def _aliases(value: object, _: Namer) -> str:
    return ", ".join(alias.text for alias in (value if isinstance(value, tuple) else ()))


def _shape(value: object, _: Namer) -> str:
    if not isinstance(value, Geometry):
        return _plain(value)
    if value.type is GeometryType.POINT:
        lon, lat = value.coordinates
        return f"{lat:.5f}, {lon:.5f}"
    west, south, east, north = value.bounds()
    noun = {GeometryType.LINESTRING: "a line", GeometryType.POLYGON: "an area", GeometryType.MULTIPOLYGON: "an area"}
    corners = sum(1 for _ in value.positions())
    around = f"{(south + north) / 2:.3f}, {(west + east) / 2:.3f}"
    return f"{noun.get(value.type, 'a shape')} with {corners:,} corners around {around}"


def _shown(value: object, name: Namer) -> str:
    states = value if isinstance(value, dict) else {}
    return "; ".join(
        f"{name(layer)}: {f'{state.opacity:.0%}' if state.visible else 'hidden'}"
        for layer, state in states.items()
        if isinstance(state, LayerShown)
    )


def _size(value: object, _: Namer) -> str:
    size = int(str(value))
    return f"{size:,} bytes" if size < 100_000 else f"{size / 1024**2:,.1f} MB"


_WORDS: Final[dict[str, Callable[[object, Namer], str]]] = {
    **dict.fromkeys(("time", "says_time", "published", "as_of", "window"), _time),
    **dict.fromkeys(("layer", "parent", "origin", "target", "feature", "source", "claim"), _by_id),
    **dict.fromkeys(("actors", "says_actors"), _parts),
    **dict.fromkeys(("geometry", "says_geometry"), _shape),
    "aliases": _aliases,
    "layers": _shown,
    "where_prec": lambda value, _: PRECISION_WORDS[int(str(value))],
    "radius_m": lambda value, _: f"{float(str(value)) / 1000:,g} km",
    "certainty": lambda value, _: certainty_in_words(Certainty(str(value))),
    "reliability": lambda value, _: f"{Reliability(str(value)).value}, {RELIABILITY_WORDS[Reliability(str(value))]}",
    "credibility": lambda value, _: f"{value}, {CREDIBILITY_WORDS[int(str(value))]}",
    "opacity": lambda value, _: f"{float(str(value)):.0%}",
    "size": _size,
}
