"""Whether a file has the tables, columns and triggers of a project, before any of them is trusted."""

import sqlite3
from typing import Final

from libyamap.store.schema import FEATURE_TABLES, FILES, INVOLVEMENTS, OTHER_TABLES, TABLES
from libyamap.store.spatial_index import known_trigger_sql, rtree_name, trigger_sql

_PARTS_OF_RTREE: Final = ("", "_node", "_parent", "_rowid")


def lacking(connection: sqlite3.Connection) -> list[str]:
    """Tables and columns (`table.column`) of a project that the file does not have as ordinary tables."""
    there: dict[str, set[str]] = {}
    for table, column in connection.execute(
        "SELECT m.name, p.name FROM sqlite_master AS m, pragma_table_info(m.name) AS p "
        "WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'"
    ):
        there.setdefault(table, set()).add(column)
    missing = []
    for name, columns in _needed().items():
        if name not in there:
            missing.append(name)
        else:
            missing += [f"{name}.{column}" for column in sorted(columns - there[name])]
    return missing


def strange_code(connection: sqlite3.Connection) -> list[str]:
    """Names of triggers that would run when the project is changed, but are not the ones it is made with."""
    known = {name: _bare(sql) for table in FEATURE_TABLES for name, sql in known_trigger_sql(table.name).items()}
    ours = _own_tables()
    return [
        name
        for name, table, sql in connection.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
        )
        if table.lower() in ours and known.get(name) != _bare(str(sql))
    ]


def missing_triggers(connection: sqlite3.Connection) -> list[str]:
    """Names of feature tables whose R-tree nothing keeps up to date."""
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    return [
        table.name
        for table in FEATURE_TABLES
        if not there.issuperset(trigger_sql(table.name)) and f"{rtree_name(table.name)}_update1" not in there
    ]


def _needed() -> dict[str, set[str]]:
    needed = {table.name: {"fid", *(column.name for column in table.columns)} for table in TABLES.values()}
    needed[INVOLVEMENTS] = {"fid", "feature", "position", "actor", "role"}
    needed["yamap_revisions"] = {"number", "at", "author", "command", "title", "undoes", "inserted"}
    needed["yamap_changes"] = {"revision", "record_type", "id", "before", "after", "ids"}
    needed["yamap_migrations"] = {"name"}
    needed[FILES] = {"sha256", "data"}
    needed["gpkg_contents"] = {"table_name", "last_change", "min_x", "min_y", "max_x", "max_y"}
    return needed


def _own_tables() -> set[str]:
    names = {table.name for table in TABLES.values()} | set(OTHER_TABLES)
    names |= {rtree_name(table.name) + part for table in FEATURE_TABLES for part in _PARTS_OF_RTREE}
    return {*names, "gpkg_contents", "gpkg_geometry_columns", "gpkg_extensions", "gpkg_spatial_ref_sys"}


def _bare(sql: str) -> str:
    """Without what does not matter: white space, quotes, case."""
    return "".join(sql.split()).replace('"', "").lower()
