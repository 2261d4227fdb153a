"""Inserting records that come as columns: encoded a column at a time, and columns without a value not written at all.

The rows are the same as those of records put one by one; the tests compare them.
"""

import struct
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any, Final

import msgspec

from libyamap.domain.columns import Columns
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.model import Actor, Involvement, Layer
from libyamap.domain.time import span_of
from libyamap.store import geometry_blob
from libyamap.store.bulk import BulkLoad
from libyamap.store.codecs import Codec, Value
from libyamap.store.rows import row_type
from libyamap.store.schema import INVOLVEMENTS, TABLES, Table

_POINT: Final = geometry_blob.encode(Geometry(GeometryType.POINT, (0.0, 0.0)))[:-16]
_JSON: Final = msgspec.json.Encoder().encode
_TWO_NUMBERS: Final = struct.Struct("<2d")


def insert_columns(load: BulkLoad, columns: Columns) -> None:
    """Insert the records as part of a bulk load."""
    table, count = TABLES[columns.record_type], len(columns.ids)
    load.start(table)
    fids = load.take_fids(table, count)
    names: list[str] = ["fid", "id"]
    values: list[Sequence[Value]] = [fids, columns.ids]
    constants: dict[str, Value] = {}
    row = row_type(columns.record_type)
    for name, codec in zip(row.columns, row.codecs, strict=True):
        if codec.field not in columns.fields and codec.field != "id":
            constants[name] = _default(codec)
    encoded = (
        (name, _encoded(codec, columns.fields[codec.field]))
        for name, codec in zip(row.columns, row.codecs, strict=True)
        if codec.field in columns.fields
    )
    for name, column in (*encoded, *(_derived(load, columns) if table.is_feature else ())):
        if column is not None and _is_constant(column):
            constants[name] = column[0]
        elif column is not None:
            names.append(name)
            values.append(column)
    if table.is_feature:
        _note_boxes(load, table, fids, columns.fields.get("geometry") or [])
    constants = {name: value for name, value in constants.items() if value is not None}
    quoted = ", ".join(f'"{name}"' for name in (*names, *constants))
    places = ", ".join([*("?" * len(names)), *map(_literal, constants.values())])
    load.execute_many(f'INSERT INTO "{table.name}" ({quoted}) VALUES ({places})', zip(*values, strict=True), table.name)
    _insert_involvements(load, columns)


def _encoded(codec: Codec, values: Sequence[Any]) -> Sequence[Value] | None:
    """The column as SQLite keeps it; None where no row has a value."""
    if not any(values) and all(value is None or not isinstance(value, int | float) for value in values):
        return None
    if codec.field == "geometry":
        return [_blob(value) for value in values]
    if codec.field == "attributes":  # their numbers are such as can be kept: whoever made the columns has checked
        return [_JSON(value).decode() if value else None for value in values]
    encode = codec.encode
    return [value if value.__class__ is str and value else encode(value) for value in values]


def _is_constant(column: Sequence[Value]) -> bool:
    """Whether all rows have the same text or number, which then need not be handed over row by row."""
    first = column[0]
    return isinstance(first, str | int) and column.count(first) == len(column)


def _blob(geometry: Geometry | None) -> bytes | None:
    if geometry is None:
        return None
    if geometry.type is GeometryType.POINT:
        return _POINT + _TWO_NUMBERS.pack(*geometry.coordinates)
    return geometry_blob.encode(geometry)


def _default(codec: Codec) -> Value:
    """What a field that is not among the columns is kept as."""
    return codec.encode(codec.fallback) if codec.fallback is not None and not codec.required else None


def _literal(value: Value) -> str:
    return str(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"


def _derived(load: BulkLoad, columns: Columns) -> Iterator[tuple[str, Sequence[Value]]]:
    """The columns for readers of a feature table: days, the layer's title, the actors' names."""
    times = columns.fields.get("time")
    if times and any(times):
        days = [_days(time) for time in times]
        yield "time_earliest", [first for first, _ in days]
        yield "time_latest", [last for _, last in days]
    layers = {layer: load.name_of(Layer, layer) or None for layer in set(columns.fields["layer"])}
    yield "layer_title", [layers[layer] for layer in columns.fields["layer"]]
    actors: list[tuple[Involvement, ...]] | None = columns.fields.get("actors")
    if actors and any(actors):
        named: dict[tuple[Involvement, ...], str | None] = {}
        for parts in actors:
            if parts not in named:
                named[parts] = "; ".join(filter(None, (load.name_of(Actor, part.actor) for part in parts))) or None
        yield "actor_names", [named[parts] for parts in actors]


@lru_cache(maxsize=100_000)
def _days(time: str) -> tuple[str | None, str | None]:
    first, last = span_of(time)
    return first.isoformat() if first else None, last.isoformat() if last else None


def _note_boxes(load: BulkLoad, table: Table, fids: range, geometries: list[Geometry | None]) -> None:
    placed: list[int] = []
    boxes: list[float] = []
    for fid, geometry in zip(fids, geometries or repeat(None, len(fids)), strict=True):
        if geometry is None:
            continue
        placed.append(fid)
        if geometry.type is GeometryType.POINT:
            lon, lat = geometry.coordinates
            boxes += (lon, lon, lat, lat)
        else:
            west, south, east, north = geometry.bounds()
            boxes += (west, east, south, north)
    load.add_boxes(table, placed, boxes)


def _insert_involvements(load: BulkLoad, columns: Columns) -> None:
    actors: list[tuple[Involvement, ...]] = columns.fields.get("actors") or []
    parts = [
        (record_id, at, part.actor, part.role.value)
        for record_id, involved in zip(columns.ids, actors, strict=False)
        for at, part in enumerate(involved)
    ]
    if parts:
        load.execute_many(
            f'INSERT INTO {INVOLVEMENTS} (feature, "position", actor, role) VALUES (?, ?, ?, ?)', parts, INVOLVEMENTS
        )
