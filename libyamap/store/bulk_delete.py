"""Deleting many records: in few statements, and the R-tree packed anew where that is less work than emptying it."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Final

from libyamap.store.bulk import PACK_FROM, begin_anew
from libyamap.store.schema import INVOLVEMENTS, Table
from libyamap.store.spatial_index import create_triggers, drop_triggers, rtree_name

_BATCH: Final = 10_000
_SHARE: Final = 20  # packing a box costs about a twentieth of taking one out


def delete_many(connection: sqlite3.Connection, table: Table, ids: Iterable[str], count: int) -> set[str]:
    """Delete those of these rows that are there, and what belongs to them; gives the names of the tables that changed.

    They are about `count`. Call inside a transaction (or savepoint) that is rolled back if this fails.
    """
    changed, stream = {table.name}, iter(ids)
    with many_going(connection, table, count):
        while batch := list(islice(stream, _BATCH)):
            _delete(connection, table.name, "id", batch)
            if table.is_feature and _delete(connection, INVOLVEMENTS, "feature", batch):
                changed.add(INVOLVEMENTS)
    return changed


@contextmanager
def many_going(connection: sqlite3.Connection, table: Table, going: int) -> Iterator[None]:
    """While so many rows of a table are deleted: its indexes and R-tree are made of what is left, if that is quicker.

    Call inside a transaction that is rolled back if the block fails.
    """
    packed = table.is_feature and _is_less_work(connection, table.name, going)
    if packed:
        drop_triggers(connection, table.name)
    with _indexes_made_anew(connection, table.name, going):
        yield
    if packed:
        _pack_rest(connection, table.name)
        create_triggers(connection, table.name)


@contextmanager
def _indexes_made_anew(connection: sqlite3.Connection, name: str, going: int) -> Iterator[None]:
    """Without the indexes where most rows go: making them of what is left is quicker than taking each row out."""
    there: int = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] if going >= PACK_FROM else 0
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql NOTNULL AND ?",
        (name, 0 < there < 2 * going),
    ).fetchall()
    for index, _ in indexes:
        connection.execute(f'DROP INDEX "{index}"')
    yield
    for _, sql in indexes:
        connection.execute(sql)


def _is_less_work(connection: sqlite3.Connection, name: str, going: int) -> bool:
    there: int = connection.execute(f'SELECT count(*) FROM "{rtree_name(name)}_rowid"').fetchone()[0]
    return going >= PACK_FROM and going * _SHARE > there


def _delete(connection: sqlite3.Connection, name: str, column: str, values: Sequence[str]) -> int:
    among = f'"{column}" IN (SELECT value FROM json_each(?))'
    return connection.execute(f'DELETE FROM "{name}" WHERE {among}', (json.dumps(values),)).rowcount


def _pack_rest(connection: sqlite3.Connection, name: str) -> None:
    """Make the R-tree anew of the boxes whose rows are still there."""
    is_empty = connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone() is None
    begin_anew(connection, name, "WHERE 0" if is_empty else f'WHERE id IN (SELECT fid FROM "{name}")').finish()
