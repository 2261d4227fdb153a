"""Records to rows and back.

Writing is strict. Reading is lenient: other programs may edit the file too, and one row with an unknown word or an
impossible value must not lock anybody out. Such a field falls back to its default, and a note says so.
"""

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

import msgspec

from libyamap.domain.checks import problems
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.model import Feature, Involvement, Link, Record, Zone
from libyamap.domain.time import span_of
from libyamap.errors import InvalidValue
from libyamap.store.codecs import Codec, Value, codec_of
from libyamap.store.schema import TABLES, Table

Note = Callable[[str], None]
"""Takes what was wrong with a field, as a sentence without its full stop."""

_MUST_HOLD: Final = frozenset(
    {"time", "published", "as_of", "where_prec", "radius_m", "country", "symbol", "colour", "credibility"}
    | {"opacity", "bounds", "says_time", "says_geometry", "filter", "content", "window", "layers"}
)
_FITTING: Final[dict[type[Record], frozenset[GeometryType]]] = {
    Zone: frozenset({GeometryType.POLYGON, GeometryType.MULTIPOLYGON}),
    Link: frozenset({GeometryType.LINESTRING}),
}


class RowType(NamedTuple):
    """How one table's rows are written and read; `columns` in the order of values."""

    table: Table
    columns: tuple[str, ...]
    codecs: tuple[Codec, ...]

    @property
    def fallbacks(self) -> dict[str, Any]:
        """What each field falls back to."""
        return {codec.field: codec.fallback for codec in self.codecs}


def values_of(record: Record) -> list[Value]:
    """The record's values in the order of its row type's columns; InvalidValue for what JSON cannot hold."""
    return [codec.encode(getattr(record, codec.field)) for codec in row_type(type(record)).codecs]


@contextmanager
def kept_whole() -> Iterator[None]:
    """Turn what SQLite's binding refuses in the block (the app checks before) into InvalidValue."""
    try:
        yield
    except UnicodeEncodeError:
        raise InvalidValue("", "A text contains half a character, which no file can hold; write it anew.") from None
    except OverflowError:
        raise InvalidValue("", "A number is too large to be kept; make it smaller.") from None


def record_of(
    row: RowType,
    values: tuple[Any, ...],
    actors: tuple[Involvement, ...],
    note: Note | None = None,
    *,
    checked: bool = True,
) -> Record:
    """Make the record of a row; `note` hears of every field that had to fall back.

    Unchecked, fields keep values that are of the right type but against the rules, as the row has them.
    """
    hear = note or _deaf
    fields = _FALLBACKS[row.table.name].copy()
    for (name, _, decode, _, required), value in zip(row.codecs, values, strict=True):
        if value is None:
            if required:
                hear(f"the {name} is missing")
            continue
        try:
            fields[name] = decode(value)
        except (ValueError, TypeError, RecursionError) as problem:
            hear(f"the {name} {problem}")
    if actors:
        fields["actors"] = actors
    record_type = row.table.record_type
    if not checked and record_type not in _FITTING:
        return record_type(**fields)
    geometry = fields.pop("geometry", None)
    record = record_type(**fields)
    for invalid in problems(record) if checked else ():
        # What the app cannot work with falls back; a text that is too long can still be shown.
        if invalid.field in _MUST_HOLD and invalid.field in row.fallbacks:
            record = msgspec.structs.replace(record, **{invalid.field: row.fallbacks[invalid.field]})
        hear(str(invalid).rstrip("."))
    return record if geometry is None else _with_geometry(record, geometry, hear)


def _with_geometry(record: Record, geometry: Geometry, hear: Note) -> Record:
    fitting = _FITTING.get(type(record))
    if fitting and geometry.type not in fitting:
        hear(f"the geometry is a {geometry.type.value}, which does not fit here")
        return record
    return msgspec.structs.replace(record, geometry=geometry)


def _deaf(problem: str) -> None:
    """Where nobody wants to know."""


def derived_days(feature: Feature) -> tuple[str | None, str | None]:
    """The first and last day that the feature's time can mean, as ISO 8601, for readers of the table."""
    try:
        earliest, latest = span_of(feature.time)
    except InvalidValue:
        return None, None
    return _iso(earliest), _iso(latest)


def row_type(record_type: type[Record]) -> RowType:
    """How the records of a type are kept."""
    return _ROW_TYPES[record_type]


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _make_row_type(table: Table) -> RowType:
    fields = {field.name: field for field in msgspec.structs.fields(table.record_type)}
    codecs = tuple(codec_of(column, fields[column.field]) for column in table.columns)
    return RowType(table, tuple(column.name for column in table.columns), codecs)


_ROW_TYPES: Final[dict[type[Record], RowType]] = {kind: _make_row_type(table) for kind, table in TABLES.items()}

_FALLBACKS: Final = {row.table.name: row.fallbacks for row in _ROW_TYPES.values()}


def is_unreadable_text(error: sqlite3.OperationalError) -> bool:
    """Whether SQLite gave a text that is not UTF-8."""
    return "decode to UTF-8" in str(error)
