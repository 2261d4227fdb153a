"""Rows of an export that leaves nothing out, made a column at a time; the same rows as those made one by one.

A large export is mostly this. What the store cannot give as columns, and whatever is filtered or released, goes the way
of `dossiers` and `own.row_of`.
"""

import enum
from collections.abc import Sequence
from itertools import repeat
from typing import Any, NamedTuple

from libyamap.app.exporting.own import (
    BETWEEN,
    OWN_COLUMNS,
    SAYING,
    carrier_saying,
    encode,
    frame_of_carrier,
    names_of_sources,
)
from libyamap.app.exporting.pieces import Piece
from libyamap.app.exporting.rows import ByColumns, ExportBatch
from libyamap.app.importing.rows import Cell
from libyamap.app.ports import StoreReader
from libyamap.domain.columns import Columns
from libyamap.domain.model import Actor, Claim, Layer, Source
from libyamap.domain.points import Points


class _Around(NamedTuple):
    """What belongs to each row of the columns: layer, actors, claims and their sources."""

    layers: list[Layer]
    actors: list[tuple[Actor, ...]]
    claims: list[tuple[Claim, ...]]
    sources: list[tuple[Source, ...]]


class Wholesale:
    """Makes batches of whole pieces; actors, layers and sources are read once."""

    def __init__(self, reader: StoreReader) -> None:
        self._reader = reader
        self._people = {actor.id: actor for actor in reader.all(Actor)}
        self._layers = {layer.id: layer for layer in reader.all(Layer)}
        self._documents = {source.id: source for source in reader.all(Source)}

    def batch(self, piece: Piece, extra: tuple[str, ...]) -> ExportBatch | None:
        """All rows of a piece; None where they have to be made one by one."""
        columns = self._reader.columns_between(*piece)
        if columns is None:
            return None
        around = self._around(columns)
        fields, count = columns.fields, len(columns.ids)
        attributes = fields.get("attributes")
        cells = [
            *(_cells(name, columns, around) for name in OWN_COLUMNS),
            *([each.get(name) for each in attributes] if attributes else [None] * count for name in extra),
            _carriers(columns, around),
        ]
        return ExportBatch(ByColumns(cells), fields.get("geometry") or [None] * count)

    def _around(self, columns: Columns) -> _Around:
        known = {each: self._layers.get(each) or Layer(id=each, title="(no layer)") for each in columns.fields["layer"]}
        layers = [known[each] for each in columns.fields["layer"]]
        people, documents = self._people, self._documents
        none: list[tuple[Any, ...]] = [()] * len(columns.ids)
        actors: list[tuple[Actor, ...]] = none
        if "actors" in columns.fields:
            named = (dict.fromkeys(part.actor for part in parts) for parts in columns.fields["actors"])
            actors = [tuple(people[each] for each in row if each in people) for row in named]
        found: dict[str, list[Claim]] = {}
        for claim in self._reader.claims_of(columns.ids) if documents else ():  # without a source there is no claim
            found.setdefault(claim.feature, []).append(claim)
        if not found:
            return _Around(layers, actors, none, none)
        claims = [tuple(found.get(each, ())) for each in columns.ids]
        cited = (dict.fromkeys(claim.source for claim in row) for row in claims)
        sources = [tuple(documents[each] for each in row if each in documents) for row in cited]
        return _Around(layers, actors, claims, sources)


def _cells(name: str, columns: Columns, around: _Around) -> Sequence[Cell]:
    """The readable cells of one column, as `own.cells_of` makes them."""
    count = len(columns.ids)
    if name == "id":
        return list(columns.ids)
    if name == "kind":
        return [SAYING[columns.record_type].kind.value] * count
    if name == "layer":
        return [layer.title for layer in around.layers]
    if name in {"actors", "sources"} and not any(getattr(around, name)):
        return [None] * count
    if name == "actors":
        return [BETWEEN.join(actor.name for actor in row) or None for row in around.actors]
    if name == "sources":
        return [BETWEEN.join(names_of_sources(row)) or None for row in around.sources]
    values = columns.fields.get(name)
    if values is None:
        return [_plain(SAYING[columns.record_type].usual[name])] * count
    if name == "tags":
        return [BETWEEN.join(tags) or None for tags in values]
    if isinstance(values[0], enum.StrEnum) or None in values:
        return _plainly(values)
    return [value or None for value in values] if isinstance(values[0], str) else values


def _plainly(values: Sequence[Any]) -> list[Cell]:
    if not isinstance(values[0], enum.StrEnum):
        return [_plain(value) for value in values]
    known = {value: _plain(value) for value in set(values)}  # few different words
    return [known[value] for value in values]


def _plain(value: Any) -> Cell:
    if isinstance(value, enum.StrEnum):
        return value.value
    cell: Cell = value if isinstance(value, int | float) else value or None
    return cell


def _carriers(columns: Columns, around: _Around) -> list[str]:
    saying = SAYING[columns.record_type]
    fields = {**columns.fields, "id": columns.ids}
    said = map(saying.make, *(fields.get(name) or repeat(usual) for name, usual in saying.usual.items()))
    geometries = columns.fields.get("geometry") or repeat(None)
    if isinstance(geometries, Points) and not (any(around.actors) or any(around.claims)):
        layers = {layer.id: layer for layer in around.layers}
        frames = {each: frame_of_carrier(saying.kind, layer) for each, layer in layers.items()}
        pairs = (frames[layer.id] for layer in around.layers)
        return [f"{head}{encode(each).decode()}{tail}" for each, (head, tail) in zip(said, pairs, strict=True)]
    return list(map(carrier_saying, repeat(saying.kind), said, geometries, *around))
