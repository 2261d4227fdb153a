"""One field to one column and back, by the field's type.

An encoder takes what the model holds and gives what SQLite keeps: empty texts are NULL, tuples and dicts JSON, geometry
a blob. A decoder takes whatever another program may have put there, and raises ValueError with the rest of a sentence.
"""

import enum
import sys
from collections.abc import Callable
from typing import Any, Final, NamedTuple

import msgspec

from libyamap.domain.geometry import Geometry
from libyamap.errors import InvalidValue
from libyamap.store import geometry_blob
from libyamap.store.schema import Column

Value = str | int | float | bytes | None
Encoder = Callable[[Any], Value]
Decoder = Callable[[Any], Any]


class Codec(NamedTuple):
    """How a field is written and read; `fallback` stands for NULL and for what cannot be read."""

    field: str
    encode: Encoder
    decode: Decoder
    fallback: Any
    required: bool


def codec_of(column: Column, field: msgspec.structs.FieldInfo) -> Codec:
    """The codec of a column that keeps the field."""
    kind: Any = column.kind
    if kind in _SIMPLE:
        encode, decode = _SIMPLE[kind]
    elif isinstance(kind, type) and issubclass(kind, enum.StrEnum):
        encode, decode = _or_null, _word(kind)
    else:
        encode, decode = _as_json(column.field), _json(kind)
    return Codec(column.field, encode, decode, _fallback(field), field.required)


def _fallback(field: msgspec.structs.FieldInfo) -> Any:
    if field.default is not msgspec.NODEFAULT:
        return field.default
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return "(untitled)" if field.name in {"title", "name"} else ""


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
