"""Inserting records that come as columns: encoded a column at a time, and columns without a value not written at all.

The rows are the same as those of records put one by one; the tests compare them.
"""

import itertools
import math
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

import msgspec

from libyamap.domain.columns import Columns
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.model import Actor, Involvement, Layer, Record
from libyamap.domain.points import Points, as_points
from libyamap.domain.time import span_of
from libyamap.errors import InvalidValue
from libyamap.store import geometry_blob
from libyamap.store.bulk import BATCH, BulkLoad
from libyamap.store.codecs import Codec, Value
from libyamap.store.column_reading import points_of
from libyamap.store.functions import bounds_or_none
from libyamap.store.rows import row_type
from libyamap.store.schema import INVOLVEMENTS, TABLES, Table

_POINT: Final = geometry_blob.encode(Geometry(GeometryType.POINT, (0.0, 0.0)))[:-16]
_JSON: Final = msgspec.json.Encoder().encode
_POINT_BYTES: Final = 16
_WORTH_COLUMNS: Final = 500
_NUMBERS: Final = frozenset({int, float, type(None)})


def insert_records(load: BulkLoad, records: Iterable[Record]) -> list[str]:
    """Insert records as part of a bulk load, many alike as columns; gives the ids."""
    ids: list[str] = []
    stream = iter(records)
    while batch := list(itertools.islice(stream, BATCH)):
        for record_type, run in itertools.groupby(batch, type):
            alike = list(run)
            if len(alike) < _WORTH_COLUMNS:
                load.insert_alike(TABLES[record_type], alike)
            else:
                insert_columns(load, _columns_of(record_type, alike))
            ids += [record.id for record in alike]
    return ids


def _columns_of(record_type: type[Record], records: Sequence[Record]) -> Columns:
    """The records as columns, with their attributes as they are kept: those of a record may be such as cannot be."""
    names = record_type.__struct_fields__
    fields: dict[str, Any] = dict(
        zip(names, map(list, zip(*map(attrgetter(*names), records), strict=True)), strict=True)
    )
    for codec in row_type(record_type).codecs:
        if codec.field == "attributes":
            fields["attributes"] = [codec.encode(each) for each in fields["attributes"]]
        elif codec.field == "geometry":
            fields["geometry"] = as_points(fields["geometry"]) or fields["geometry"]
    return Columns(record_type, fields.pop("id"), fields)


def insert_columns(load: BulkLoad, columns: Columns) -> None:
    """Insert the records as part of a bulk load."""
    table, count = TABLES[columns.record_type], len(columns.ids)
    load.start(table)
    geometries = columns.fields.get("geometry")
    if isinstance(geometries, list) and (points := _points_of(geometries)):
        columns = Columns(columns.record_type, columns.ids, {**columns.fields, "geometry": points})
    fids = load.take_fids(table, count)
    names: list[str] = ["fid", "id"]
    values: list[Sequence[Value]] = [fids, columns.ids]
    constants: dict[str, Value] = {}
    row = row_type(columns.record_type)
    for name, codec in zip(row.columns, row.codecs, strict=True):
        if codec.field == "id":
            continue
        column = columns.fields.get(codec.field)
        if column is None:
            constants[name] = _default(codec)
        elif is_constant(column):
            is_json = codec.field == "attributes" and column[0].__class__ is str
            constants[name] = column[0] if is_json else codec.encode(column[0])
        elif (encoded := _encoded(codec, column)) is not None:
            names.append(name)
            values.append(encoded)
    for name, derived in _derived(load, columns) if table.is_feature else ():
        if is_constant(derived):
            constants[name] = derived[0]
        else:
            names.append(name)
            values.append(derived)
    if table.is_feature:
        _note_boxes(load, table, fids, columns.fields.get("geometry") or [])
    constants = {name: value for name, value in constants.items() if value is not None}
    load.insert_rows(table.name, dict(zip(names, values, strict=True)), constants)
    _insert_involvements(load, columns)


def _points_of(geometries: list[Geometry | None]) -> Points | None:
    """A column that begins with a point as points, if all are: those are written many at once."""
    begins = geometries[0] is not None and geometries[0].type is GeometryType.POINT
    return as_points(geometries) if begins else None


def is_constant(column: Sequence[Any]) -> bool:
    """Whether all rows have the same value, which then need not be handed over row by row."""
    if not isinstance(column, list):
        return False
    first = column[0]
    plain = first is None or isinstance(first, str | int | float | tuple)
    return plain and first == column[-1] and column.count(first) == len(column)


def _encoded(codec: Codec, values: Sequence[Any]) -> Sequence[Value] | None:
    """The column as SQLite keeps it; None where no row has a value."""
    if codec.field == "geometry":
        return _blobs_of(values) if isinstance(values, Points) else [_blob(value) for value in values]
    if codec.field == "attributes":  # their numbers are such as can be kept: whoever made the columns has checked
        if not any(values):
            return None
        return [value if value.__class__ is str else _JSON(value).decode() if value else None for value in values]
    types = set(map(type, values))
    if types == {str}:
        return [value or None for value in values] if "" in values else values
    if types <= _NUMBERS:
        return values
    encode = codec.encode
    return [encode(value) for value in values]


def _blobs_of(points: Points) -> list[Value]:
    """The blobs of a column of points, None where there is none."""
    numbers = points.numbers
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    raw = numbers.tobytes()
    blobs: list[Value] = [_POINT + raw[at : at + _POINT_BYTES] for at in range(0, len(raw), _POINT_BYTES)]
    if math.isnan(sum(points.numbers)):
        for at, lon in enumerate(points.numbers[::2]):
            if math.isnan(lon):
                blobs[at] = None
    return blobs


def _blob(geometry: Geometry | None) -> bytes | None:
    return geometry_blob.encode(geometry) if geometry is not None else None


def _default(codec: Codec) -> Value:
    """What a field that is not among the columns is kept as."""
    return codec.encode(codec.fallback) if codec.fallback is not None and not codec.required else None


def _derived(load: BulkLoad, columns: Columns) -> Iterator[tuple[str, Sequence[Value]]]:
    actors: list[tuple[Involvement, ...]] = columns.fields.get("actors") or []
    of_each = {parts: tuple(part.actor for part in parts) for parts in set(actors)}
    return derived_columns(
        load, columns.fields.get("time") or [], columns.fields["layer"], [of_each[parts] for parts in actors]
    )


def derived_columns(
    load: BulkLoad, times: Sequence[Value], layers: Sequence[Value], actors: Sequence[tuple[str, ...]]
) -> Iterator[tuple[str, Sequence[Value]]]:
    """The columns for readers of a feature table, of the values of its rows: days, the layer's title, actors' names."""
    if any(times):
        earliest, latest = map(list, zip(*map(_days, times), strict=True))
        yield "time_earliest", times if earliest == times else earliest  # most times are days
        yield "time_latest", times if latest == times else latest
    titles = {layer: load.name_of(Layer, layer) or None if isinstance(layer, str) else None for layer in set(layers)}
    yield "layer_title", [titles[layer] for layer in layers]
    if any(actors):
        named = {
            ids: "; ".join(filter(None, (load.name_of(Actor, actor) for actor in ids))) or None for ids in set(actors)
        }
        yield "actor_names", [named[ids] for ids in actors]


@lru_cache(maxsize=100_000)
def _days(time: Value) -> tuple[str | None, str | None]:
    if not isinstance(time, str):  # of another program, and put back as it was
        return None, None
    try:
        first, last = span_of(time)
    except InvalidValue:
        return None, None
    return first.isoformat() if first else None, last.isoformat() if last else None


def _note_boxes(
    load: BulkLoad, table: Table, fids: Iterable[int], geometries: Points | Sequence[Geometry | None]
) -> None:
    if isinstance(geometries, Points) and not math.isnan(sum(geometries.numbers)):
        lons, lats = geometries.numbers[::2], geometries.numbers[1::2]
        sides = array("d", bytes(4 * lons.itemsize * len(lons)))
        sides[::4] = sides[1::4] = lons
        sides[2::4] = sides[3::4] = lats
        load.add_boxes(table, fids, sides)
        return
    placed: list[int] = []
    boxes: list[float] = []
    for fid, geometry in zip(fids, geometries, strict=False):  # no geometries at all: none are placed
        if geometry is not None:
            west, south, east, north = geometry.bounds()
            placed.append(fid)
            boxes += (west, east, south, north)
    load.add_boxes(table, placed, boxes)


def note_blobs(load: BulkLoad, table: Table, fids: Sequence[int], blobs: Sequence[Value]) -> None:
    """Note the boxes of rows whose geometries are blobs; what is no geometry has none."""
    points = points_of(blobs) if blobs else None
    if points is not None:
        _note_boxes(load, table, fids, points)
        return
    for fid, blob in zip(fids, blobs, strict=False):
        bounds = bounds_or_none(blob)
        if bounds is not None:
            west, south, east, north = bounds
            load.add_boxes(table, (fid,), (west, east, south, north))


def _insert_involvements(load: BulkLoad, columns: Columns) -> None:
    actors: list[tuple[Involvement, ...]] = columns.fields.get("actors") or []
    parts = [
        (record_id, at, part.actor, part.role.value)
        for record_id, involved in zip(columns.ids, actors, strict=False)
        for at, part in enumerate(involved)
    ]
    if parts:
        names = ("feature", "position", "actor", "role")
        load.insert_rows(INVOLVEMENTS, dict(zip(names, zip(*parts, strict=True), strict=True)), {})
