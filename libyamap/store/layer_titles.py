"""The title of its layer that each feature repeats for other programs (`layer_title`), where very many do.

A layer of a million features is renamed by writing its own row alone; what the features repeat is brought up to it when
the project is closed or copied, before another program is likely to look. Ours read the layer itself.
"""

import sqlite3
from typing import Final

from libyamap.store.gpkg import NOW
from libyamap.store.schema import FEATURE_TABLES
from libyamap.store.shape import strange_code
from libyamap.store.spatial_index import create_triggers, drop_triggers

MANY: Final = 5_000
"""With more features than this, a layer's title is not repeated at once."""
_SAMPLE: Final = 100  # a feature that was written since has the new title already; the oldest hundred will not all have


def bring_up(connection: sqlite3.Connection) -> None:
    """Repeat each layer's title in its features where it is another one there; a transaction of its own.

    The connection must trust the schema, whose triggers use the R-tree; nothing is written where others are not ours.
    """
    if strange_code(connection):
        return
    late = [(table, layer, title) for layer, title in _layers(connection) for table in _late(connection, layer, title)]
    if not late:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for table, layer, title in late:
            drop_triggers(connection, table)  # no geometry changes, so they have nothing to do, row by row
            connection.execute(f'UPDATE "{table}" SET layer_title = ? WHERE layer = ?', (title, layer))
            create_triggers(connection, table)
            connection.execute(f"UPDATE gpkg_contents SET last_change = {NOW} WHERE table_name = ?", (table,))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _layers(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("SELECT id, title FROM layers").fetchall()


def _late(connection: sqlite3.Connection, layer: str, title: str) -> list[str]:
    """The tables in which features of the layer still have another title."""
    return [
        table.name
        for table in FEATURE_TABLES
        if _repeats(connection, table.name)
        and connection.execute(
            f'SELECT 1 FROM (SELECT layer_title FROM "{table.name}" WHERE layer = ? ORDER BY fid LIMIT {_SAMPLE}) '
            "WHERE layer_title IS NOT ? LIMIT 1",
            (layer, title),
        ).fetchone()
    ]


def _repeats(connection: sqlite3.Connection, table: str) -> bool:
    """Whether the table has the column; nothing of ours needs it, and another program may have dropped it."""
    found = connection.execute("SELECT 1 FROM pragma_table_info(?) WHERE name = 'layer_title'", (table,))
    return found.fetchone() is not None
