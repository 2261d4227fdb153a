"""Inserting what blocks of the journal keep: the rows as they were, and what readers of the tables find beside them."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from libyamap.app.history import StepRefused
from libyamap.app.ports import StoreReader
from libyamap.domain.model import Attachment, Claim, Link, Record
from libyamap.errors import InvalidValue
from libyamap.store import journal
from libyamap.store.bulk import BulkLoad
from libyamap.store.bulk_columns import derived_columns, note_blobs
from libyamap.store.codecs import Value
from libyamap.store.kept_block import KeptBlock
from libyamap.store.schema import FEATURE_TABLES, GEOMETRY_COLUMN, INVOLVEMENTS, TABLES, Table

_ANY_FEATURE: Final = tuple(table.name for table in FEATURE_TABLES)
_LEADS_TO: Final[dict[type[Record], tuple[tuple[str, tuple[str, ...]], ...]]] = {
    Claim: (("feature", _ANY_FEATURE),),
    Link: (("origin", (*_ANY_FEATURE, "actors")), ("target", (*_ANY_FEATURE, "actors"))),
    Attachment: (("claim", ("claims",)),),
}
"""References that no foreign key of the file holds, or that are better told by name."""


class KeptReturn:
    """One return of rows of one type, as part of a bulk load, in a transaction that is rolled back if it fails."""

    def __init__(self, connection: sqlite3.Connection, load: BulkLoad, reader: StoreReader) -> None:
        self._connection = connection
        self._load = load
        self._reader = reader

    def bring_back(
        self, record_type: type[Record], blocks: Iterable[int], noted: Callable[[Sequence[str]], None]
    ) -> None:
        """Insert the rows of these blocks; StepRefused where one is there, InvalidValue where one leads nowhere."""
        table = TABLES[record_type]
        first = 0
        for number in blocks:
            block = journal.block(self._connection, number)
            fids = self._insert(table, block)
            first = first or fids[0]
            noted(block.ids)
        self._load.finish()
        if first:
            self._check_references(table, first)

    def _insert(self, table: Table, block: KeptBlock) -> Sequence[int]:
        self._load.start(table)
        ids = block.ids
        fids = self._load.take_fids(table, len(ids))
        known = {column.name for column in table.columns}
        columns: dict[str, Sequence[Value]] = {name: each for name, each in block.columns.items() if name in known}
        if table.is_feature:
            columns |= self._derived(block, len(ids))
            note_blobs(self._load, table, fids, block.columns.get(GEOMETRY_COLUMN, []))
        try:
            self._load.insert_rows(table.name, {"fid": fids, **columns}, {})
        except sqlite3.IntegrityError as problem:
            there = self._reader.as_kept(table.record_type, ids)
            if not there:
                raise
            raise StepRefused(next(iter(there.values()))) from problem
        if block.parts:
            places, positions, actors, roles = zip(*block.parts, strict=True)
            features = [ids[at] for at in places]
            parts = {"feature": features, "position": positions, "actor": actors, "role": roles}
            self._load.insert_rows(INVOLVEMENTS, parts, {})
        return fids

    def _derived(self, block: KeptBlock, count: int) -> dict[str, Sequence[Value]]:
        nothing: list[Value] = [None] * count
        actors: list[tuple[str, ...]] = [()] * count
        for at, _, actor, _ in block.parts:
            actors[at] += (str(actor),)
        times, layers = block.columns.get("time", nothing), block.columns.get("layer", nothing)
        return dict(derived_columns(self._load, times, layers, actors if block.parts else []))

    def _check_references(self, table: Table, first: int) -> None:
        for column, targets in _LEADS_TO.get(table.record_type, ()):
            lost = " AND ".join(
                f'NOT EXISTS (SELECT 1 FROM "{target}" WHERE "{target}".id = it."{column}")' for target in targets
            )
            found: tuple[Any, ...] | None = self._connection.execute(
                f'SELECT it."{column}" FROM "{table.name}" AS it WHERE it.fid >= ? AND {lost} LIMIT 1', (first,)
            ).fetchone()
            if found:
                raise InvalidValue(
                    column, f"What has the id “{str(found[0])[:40]}” is no longer in this project, so it is not done."
                )
