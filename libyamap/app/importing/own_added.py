"""Rows that somebody has added to an export before it came back: new features, by the readable columns."""

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from libyamap.app.exporting.rows import CARRIER, LATITUDE, LONGITUDE, WKT
from libyamap.app.importing.apart import mapped_here
from libyamap.app.importing.cells import text_of
from libyamap.app.importing.command import ImportMany, Source
from libyamap.app.importing.evidence import order_in
from libyamap.app.importing.mapper import Mapper
from libyamap.app.importing.mapping import ActorColumns, Mapping, SourceColumns, fitted
from libyamap.app.importing.rows import Batch, Outcome, Table
from libyamap.app.importing.world import World
from libyamap.app.transaction import Transaction
from libyamap.domain.vocabulary import Kind

_READABLE = Mapping(
    title="title", description="description", type="type", latitude=LATITUDE, longitude=LONGITUDE, wkt=WKT,
    date="time", precision="where_prec", radius="radius_m", place="place", country="country", layer="layer",
    symbol="symbol", tags="tags", tags_split=";", actors=(ActorColumns(column="actors", split=";"),),
    sources=(SourceColumns(title="sources", split=";"),),
    hidden=("id", "kind", "province", "dataset", "dataset_id", "where_prec", CARRIER),
)  # fmt: skip
_KINDS = {kind.value: kind for kind in (Kind.EVENT, Kind.PRESENCE, Kind.SITE, Kind.ZONE)}


class AddedRows:
    """The rows of a table of ours that carry no feature and say what kind they are of (or nothing of that)."""

    notes: Sequence[str] = ()

    def __init__(self, table: Table, kind: str) -> None:
        self.name, self.columns, self.mapping = table.name, table.columns, table.mapping
        self._table = table
        self._kind = kind

    def batches(self) -> Iterator[Batch]:
        """These rows alone, under the numbers that they have in the table."""
        for batch in self._table.batches():
            kinds = kinds_of_added(batch)
            yield batch.some([at for at, kind in enumerate(kinds) if kind == self._kind])


def kinds_of_added(batch: Batch) -> list[str | None]:
    """Of each row that carries no feature its kind, empty where it says none that can be added; else None."""
    blank = [None] * len(batch.numbers)
    kinds = batch.columns.get("kind", blank)
    return [
        None if text_of(carrier) else kind if (kind := text_of(said).casefold()) in _KINDS else ""
        for carrier, said in zip(batch.columns[CARRIER], kinds, strict=True)
    ]


def add_rows(
    transaction: Transaction, table: Table, kinds: set[str], world: World, outcome: Outcome, first: int
) -> None:
    """Import them, and count them in the outcome; `first`: how many rows stand before those of the table."""
    dataset = outcome.file.rsplit(".", 1)[0]
    for kind in sorted(kinds):
        rows = AddedRows(table, kind)
        readable = fitted(table.mapping or _READABLE, table.columns)
        mapping = msgspec.structs.replace(readable, kind=_KINDS.get(kind), hidden=(*readable.hidden, CARRIER))
        mapper = Mapper(mapping, table.columns, world, order_in(rows, mapping))
        own = Outcome(file=outcome.file)
        ImportMany((Source(partial(mapped_here, rows, mapper), dataset),), dataset, own).apply(transaction)
        for name in ("rows", "accepted", "rejected", "updated", "unchanged"):
            setattr(outcome, name, getattr(outcome, name) + getattr(own, name))
        outcome.reasons += [msgspec.structs.replace(each, row=each.row + first) for each in own.reasons]
        outcome.notes += own.notes
