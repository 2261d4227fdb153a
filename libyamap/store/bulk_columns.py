"""Inserting records that come as columns: encoded a column at a time, and columns without a value not written at all.

The rows are the same as those of records put one by one; the tests compare them.
"""

import struct
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any, Final

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
_TWO_NUMBERS: Final = struct.Struct("<2d")


def insert_columns(load: BulkLoad, columns: Columns) -> None:
    """Insert the records as part of a bulk load."""
    table, count = TABLES[columns.record_type], len(columns.ids)
    load.start(table)
    fids = load.take_fids(table, count)
    names, values, constants = ["fid", "id"], [fids, columns.ids], {}
    row = row_type(columns.record_type)
    for name, codec in zip(row.columns, row.codecs, strict=True):
        if codec.field == "id":
            continue
        column = _encoded(codec, columns.fields.get(codec.field))
        if column is not None:
            names.append(name)
            values.append(column)
        elif codec.field not in columns.fields and (default := _default(codec)) is not None:
            constants[name] = default
    if table.is_feature:
        for name, column in _derived(load, columns):
            names.append(name)
            values.append(column)
        _note_boxes(load, table, fids, columns.fields.get("geometry") or [])
    quoted = ", ".join(f'"{name}"' for name in (*names, *constants))
    places = ", ".join([*("?" * len(names)), *map(_literal, constants.values())])
    load.execute_many(f'INSERT INTO "{table.name}" ({quoted}) VALUES ({places})', zip(*values, strict=True), table.name)
    _insert_involvements(load, columns)


def _encoded(codec: Codec, values: Sequence[Any] | None) -> Sequence[Value] | None:
    """The column as SQLite keeps it; None where no row has a value."""
    if values is None or not any(value is not None and value != "" for value in values):
        return None
    if codec.field == "geometry":
        return [_blob(value) for value in values]
    encode = codec.encode
    return [value if value.__class__ is str and value else encode(value) for value in values]


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
