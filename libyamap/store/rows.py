"""Records to rows and back.

Writing is strict. Reading is lenient: other programs may edit the file too, and one row with an unknown word or an
impossible value must not lock anybody out. Such a field falls back to its default, and a note says so.
"""

import datetime as dt
import enum
import sqlite3
import sys
from collections.abc import Callable
from typing import Any, Final, NamedTuple, TypeVar

import msgspec

from libyamap.domain.checks import problems
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.model import Feature, Involvement, Link, Record, Zone
from libyamap.domain.time import span_of
from libyamap.errors import InvalidValue
from libyamap.store import geometry_blob
from libyamap.store.schema import TABLES, Column, Table

R = TypeVar("R", bound=Record)
Value = str | int | float | bytes | None
Encoder = Callable[[Any], Value]
Decoder = Callable[[Any], Any]
Note = Callable[[str], None]
"""Takes what was wrong with a field, as a sentence without its full stop."""

_INTEGERS: Final = range(-(2**63), 2**63)
_MUST_HOLD: Final = frozenset(
    {"time", "published", "as_of", "where_prec", "radius_m", "country", "symbol", "colour", "credibility"}
    | {"opacity", "bounds"}
)
_FITTING: Final[dict[type[Record], frozenset[GeometryType]]] = {
    Zone: frozenset({GeometryType.POLYGON, GeometryType.MULTIPOLYGON}),
    Link: frozenset({GeometryType.LINESTRING}),
}


class _Codec(NamedTuple):
    field: str
    encode: Encoder
    decode: Decoder
    fallback: Any
    required: bool


class RowType(NamedTuple):
    """How one table's rows are written and read; `columns` in the order of values."""

    table: Table
    columns: tuple[str, ...]
    codecs: tuple[_Codec, ...]
    fallbacks: dict[str, Any]


def values_of(record: Record) -> list[Value]:
    """The record's values in the order of its row type's columns; InvalidValue for what no file can keep."""
    values: list[Value] = []
    for codec in row_type(type(record)).codecs:
        value = codec.encode(getattr(record, codec.field))
        try:
            if isinstance(value, str):
                value.encode()
        except UnicodeEncodeError:
            raise InvalidValue(codec.field, f"The {codec.field} contains half a character; write it anew.") from None
        if isinstance(value, int) and value not in _INTEGERS:
            raise InvalidValue(codec.field, f"The {codec.field} is a number too large to be kept.")
        values.append(value)
    return values


def record_of(
    row: RowType, values: tuple[Any, ...], actors: tuple[Involvement, ...], note: Note | None = None
) -> Record:
    """Make the record of a row; `note` hears of every field that had to fall back."""
    hear = note or _deaf
    fields: dict[str, Any] = {}
    for codec, value in zip(row.codecs, values, strict=True):
        fields[codec.field] = codec.fallback
        if value is None:
            if codec.required:
                hear(f"the {codec.field} is missing")
            continue
        try:
            fields[codec.field] = codec.decode(value)
        except (ValueError, TypeError, RecursionError) as problem:
            hear(f"the {codec.field} {problem}")
    if actors:
        fields["actors"] = actors
    geometry = fields.pop("geometry", None)
    record = row.table.record_type(**fields)
    for invalid in problems(record):
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


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("is not a text")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int):
        raise ValueError("is not a whole number")
    return value


def _number(value: Any) -> float:
    if not isinstance(value, int | float):
        raise ValueError("is not a number")
    return float(value)


def _flag(value: Any) -> bool:
    if value not in {0, 1}:
        raise ValueError("is neither 0 nor 1")
    return bool(value)


def _shape(value: Any) -> Geometry | None:
    if not isinstance(value, bytes):
        raise ValueError("is not a geometry")
    return geometry_blob.decode(value)


def _word(kind: type[enum.StrEnum]) -> Decoder:
    known = {member.value: member for member in kind}

    def decode(value: Any) -> Any:
        if value not in known:
            raise ValueError(f"is an unknown word, “{str(value)[:40]}”")
        return known[value]

    return decode


def _json(kind: Any) -> Decoder:
    decoder = msgspec.json.Decoder(kind)

    def decode(value: Any) -> Any:
        return decoder.decode(_text(value))

    return decode


def _as_json(field: str) -> Encoder:
    def encode(value: Any) -> str | None:
        if not value:
            return None
        numbers = value.values() if isinstance(value, dict) else value
        if any(isinstance(number, int | float) and not abs(number) <= _largest(number) for number in numbers):
            raise InvalidValue(field, f"The {field} contain a number that cannot be kept.")
        try:
            return msgspec.json.encode(value).decode()
        except (OverflowError, UnicodeEncodeError, TypeError):
            raise InvalidValue(field, f"The {field} contain a value that cannot be kept.") from None

    return encode


def _largest(number: float) -> float:
    return 2**63 - 1 if isinstance(number, int) else sys.float_info.max


def _plain(value: Any) -> Value:
    kept: Value = value
    return kept


def _or_null(value: Any) -> Value:
    return str(value) if value else None


def _blob(value: Any) -> Value:
    return geometry_blob.encode(value) if value is not None else None


_SIMPLE: Final[dict[object, tuple[Encoder, Decoder]]] = {
    str: (_or_null, _text),
    bool: (int, _flag),
    int: (_plain, _whole),
    float: (_plain, _number),
    Geometry: (_blob, _shape),
}


def _codec(column: Column, fallback: Any, required: bool) -> _Codec:
    kind: Any = column.kind
    if kind in _SIMPLE:
        encode, decode = _SIMPLE[kind]
    elif isinstance(kind, type) and issubclass(kind, enum.StrEnum):
        encode, decode = _or_null, _word(kind)
    else:
        encode, decode = _as_json(column.field), _json(kind)
    return _Codec(column.field, encode, decode, fallback, required)


def _fallback(field: msgspec.structs.FieldInfo) -> Any:
    if field.default is not msgspec.NODEFAULT:
        return field.default
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return "(untitled)" if field.name in {"title", "name"} else ""


def _make_row_type(table: Table) -> RowType:
    fields = {field.name: field for field in msgspec.structs.fields(table.record_type)}
    fallbacks = {name: _fallback(field) for name, field in fields.items()}
    codecs = tuple(_codec(column, fallbacks[column.field], fields[column.field].required) for column in table.columns)
    return RowType(table, tuple(column.name for column in table.columns), codecs, fallbacks)


_ROW_TYPES: Final[dict[type[Record], RowType]] = {kind: _make_row_type(table) for kind, table in TABLES.items()}


def is_unreadable_text(error: sqlite3.OperationalError) -> bool:
    """Whether SQLite gave a text that is not UTF-8."""
    return "decode to UTF-8" in str(error)
