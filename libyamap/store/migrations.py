"""How a file's tables came to be as they are: named steps, each recorded in the file when it is done.

A new file gets today's tables at once and all names. An older file is brought up to date step by step, in one
transaction. A name that we do not know was written by a newer version, and the file is refused.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from libyamap.errors import WorldError
from libyamap.store import gpkg, schema, spatial_index, step_claims_say_more


class Migration(NamedTuple):
    """A step from the schema before it to the next; `apply` runs inside a transaction."""

    name: str
    apply: Callable[[sqlite3.Connection], None]


def _nothing(connection: sqlite3.Connection) -> None:
    """The first schema is where every file starts."""


MIGRATIONS: Final = (
    Migration("first-schema", _nothing),
    Migration(step_claims_say_more.NAME, step_claims_say_more.apply),
)


def create_all(connection: sqlite3.Connection) -> None:
    """Make all tables of a new project; call inside a transaction."""
    for table in schema.TABLES.values():
        for statement in schema.create_table_sql(table):
            connection.execute(statement)
    for statement in (*schema.OTHER_TABLES.values(), *schema.INDEXES):
        connection.execute(statement)
    gpkg.create_frame(connection)
    for table in schema.FEATURE_TABLES:
        spatial_index.create_rtree(connection, table.name)
        spatial_index.create_triggers(connection, table.name)
    for migration in MIGRATIONS:
        _record(connection, migration)


def missing(connection: sqlite3.Connection, path: Path) -> list[Migration]:
    """The steps that the file still needs; WorldError if it is from a newer version."""
    done = [row[0] for row in connection.execute("SELECT name FROM yamap_migrations ORDER BY fid")]
    known = {migration.name for migration in MIGRATIONS}
    if not known.issuperset(done):
        raise WorldError(f"“{path.name}” was made by a newer version of libyamap; update libyamap to open it.")
    return [migration for migration in MIGRATIONS if migration.name not in done]


def apply(connection: sqlite3.Connection, steps: list[Migration]) -> None:
    """Run the steps and record them; call inside a transaction."""
    for migration in steps:
        migration.apply(connection)
        _record(connection, migration)


def _record(connection: sqlite3.Connection, migration: Migration) -> None:
    connection.execute(
        f"INSERT INTO yamap_migrations (name, applied_at, app_version) VALUES (?, {gpkg.NOW}, ?)",
        (migration.name, _app_version()),
    )


def _app_version() -> str:
    from importlib import metadata

    try:
        return metadata.version("libyamap")
    except metadata.PackageNotFoundError:
        return "unknown"
