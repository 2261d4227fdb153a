"""Reading many rows as columns, decoded a column at a time: the way back of `bulk_columns`.

Only rows that are as the program writes them are read so. Anything else - a word that is not known, a value of another
type, a feature without a layer - is for `rows.record_of`, which knows what to do with it.
"""

import math
import sys
from array import array
from collections.abc import Mapping, Sequence
from typing import Any, Final

from libyamap.domain.columns import Columns
from libyamap.domain.model import Involvement, Link, Record, Zone
from libyamap.domain.points import Points
from libyamap.store import geometry_blob
from libyamap.store.codecs import Codec
from libyamap.store.rows import RowType

_NOTHING: Final = type(None)
_TEXTS: Final = frozenset({str, _NOTHING})
_ONE_GEOMETRY_ALONE: Final = frozenset({Zone, Link})
"""Kinds whose geometry must be of one type, which is looked at row by row."""


def read_columns(row: RowType, found: Sequence[tuple[Any, ...]]) -> Columns | None:
    """The rows of a query as columns, without actors; None where one of them is not as the program writes it."""
    if not found or row.table.record_type in _ONE_GEOMETRY_ALONE:
        return None
    fields: dict[str, Any] = {}
    for column, codec, values in zip(row.table.columns, row.codecs, zip(*found, strict=True), strict=True):
        types = set(map(type, values))
        if types == {_NOTHING} and not codec.required:
            continue
        if codec.required and not (types == {str} and all(values)):
            return None
        try:
            fields[codec.field] = _decoded(codec, column.kind, values, types)
        except (ValueError, TypeError, RecursionError):
            return None
    return Columns(row.table.record_type, fields.pop("id"), fields)


def records_alike(
    row: RowType, found: Sequence[tuple[Any, ...]], actors: Mapping[str, tuple[Involvement, ...]]
) -> list[Record] | None:
    """The rows of a query as records, with their actors by id; None where `read_columns` has none."""
    columns = read_columns(row, found)
    if columns is None:
        return None
    fields = {"id": columns.ids, **columns.fields}
    if actors:
        fields["actors"] = [actors.get(each, ()) for each in columns.ids]
    make, names = row.table.record_type, tuple(fields)
    return [make(**dict(zip(names, values, strict=True))) for values in zip(*fields.values(), strict=True)]


def _decoded(codec: Codec, kind: object, values: Sequence[Any], types: set[type]) -> Any:
    if kind is str:
        if not types <= _TEXTS:
            raise TypeError(kind)
        return [codec.fallback if value is None else value for value in values] if _NOTHING in types else list(values)
    if codec.field == "geometry":
        return points_of(values) or [None if value is None else codec.decode(value) for value in values]
    decode, fallback = codec.decode, codec.fallback
    if kind in {int, bool} or (isinstance(kind, type) and issubclass(kind, str)):  # few different values
        if len({int, float, str} & types) > 1:
            raise TypeError(kind)  # 1 and 1.0 are one key of a dictionary, and two values
        known = {value: fallback if value is None else decode(value) for value in set(values)}
        return [known[value] for value in values]
    return [fallback if value is None else decode(value) for value in values]


def points_of(blobs: Sequence[Any]) -> Points | None:
    """The column where all of it is points as the program writes them; None otherwise."""
    head, size = geometry_blob.POINT_HEAD, geometry_blob.POINT_BYTES
    if set(map(type, blobs)) != {bytes} or set(map(len, blobs)) != {size}:
        return None
    before, *numbers_of_each = b"".join(blobs).split(head)
    if before or len(numbers_of_each) != len(blobs) or set(map(len, numbers_of_each)) != {size - len(head)}:
        return None  # another head, or one that stands in a number by chance
    numbers = array("d", b"".join(numbers_of_each))
    if sys.byteorder == "big":
        numbers.byteswap()
    lons, lats = numbers[::2], numbers[1::2]
    sound = all(map(math.isfinite, numbers)) and min(lons) >= -180 and max(lons) <= 180
    return Points(numbers) if sound and min(lats) >= -90 and max(lats) <= 90 else None
