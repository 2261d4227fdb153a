"""The standard R-tree of a feature table (GeoPackage 1.4, annex F.3): its virtual table and the triggers that keep it.

The triggers are worded as the standard has them, so that other programs know them and we know theirs.
"""

import sqlite3
from typing import Final

from libyamap.store.schema import GEOMETRY_COLUMN as G

EXTENSION: Final = (
    "gpkg_rtree_index",
    "http://www.geopackage.org/spec140/#extension_rtree",
    "write-only",
)
_BOX = 'ST_MinX(NEW."{g}"), ST_MaxX(NEW."{g}"), ST_MinY(NEW."{g}"), ST_MaxY(NEW."{g}")'
_NEW_FULL = '(NEW."{g}" NOTNULL AND NOT ST_IsEmpty(NEW."{g}"))'
_NEW_BARE = '(NEW."{g}" ISNULL OR ST_IsEmpty(NEW."{g}"))'
_OLD_FULL = '(OLD."{g}" NOTNULL AND NOT ST_IsEmpty(OLD."{g}"))'
_OLD_BARE = '(OLD."{g}" ISNULL OR ST_IsEmpty(OLD."{g}"))'
_SAME, _MOVED = 'OLD."fid" = NEW."fid"', 'OLD."fid" != NEW."fid"'
_ON_GEOMETRY = 'AFTER UPDATE OF "{g}" ON "{t}" WHEN ' + _SAME
_FORGET = 'DELETE FROM "{r}" WHERE id = OLD."fid";'
_ENTER = f'INSERT OR REPLACE INTO "{{r}}" VALUES (NEW."fid", {_BOX});'
_SET = (
    'UPDATE "{r}" SET minx = ST_MinX(NEW."{g}"), maxx = ST_MaxX(NEW."{g}"), '
    'miny = ST_MinY(NEW."{g}"), maxy = ST_MaxY(NEW."{g}") WHERE id = NEW."fid";'
)
_TRIGGERS: Final = {
    "insert": f'AFTER INSERT ON "{{t}}" WHEN (new."{{g}}" NOT NULL AND NOT ST_IsEmpty(NEW."{{g}}")) BEGIN {_ENTER} END',
    "update6": f"{_ON_GEOMETRY} AND {_NEW_FULL} AND {_OLD_FULL} BEGIN {_SET} END",
    "update7": f"{_ON_GEOMETRY} AND {_NEW_FULL} AND {_OLD_BARE} "
    f'BEGIN INSERT INTO "{{r}}" VALUES (NEW."fid", {_BOX}); END',
    "update2": f"{_ON_GEOMETRY} AND {_NEW_BARE} BEGIN {_FORGET} END",
    "update5": f'AFTER UPDATE ON "{{t}}" WHEN {_MOVED} AND {_NEW_FULL} BEGIN {_FORGET} {_ENTER} END',
    "update4": f'AFTER UPDATE ON "{{t}}" WHEN {_MOVED} AND {_NEW_BARE} '
    'BEGIN DELETE FROM "{r}" WHERE id IN (OLD."fid", NEW."fid"); END',
    "delete": f'AFTER DELETE ON "{{t}}" WHEN old."{{g}}" NOT NULL BEGIN {_FORGET} END',
}
# As the editions before 1.4 had them; other programs may have made the index anew.
_OLDER_TRIGGERS: Final = {
    "update1": f"{_ON_GEOMETRY} AND {_NEW_FULL} BEGIN {_ENTER} END",
    "update3": _TRIGGERS["update5"],
}


def rtree_name(table: str) -> str:
    """Name of the table's R-tree."""
    return f"rtree_{table}_{G}"


def create_rtree(connection: sqlite3.Connection, table: str) -> None:
    """Make an empty R-tree (no triggers yet)."""
    connection.execute(f'CREATE VIRTUAL TABLE "{rtree_name(table)}" USING rtree(id, minx, maxx, miny, maxy)')


def trigger_sql(table: str) -> dict[str, str]:
    """The statements that make the triggers, by the triggers' names."""
    return _worded(table, _TRIGGERS)


def known_trigger_sql(table: str) -> dict[str, str]:
    """Those, and what earlier editions of the standard had in their place."""
    return _worded(table, _TRIGGERS | _OLDER_TRIGGERS)


def _worded(table: str, triggers: dict[str, str]) -> dict[str, str]:
    name = rtree_name(table)
    return {
        f"{name}_{suffix}": f'CREATE TRIGGER "{name}_{suffix}" ' + body.format(t=table, g=G, r=name)
        for suffix, body in triggers.items()
    }


def create_triggers(connection: sqlite3.Connection, table: str) -> None:
    """Let the R-tree follow every change of the table."""
    for statement in trigger_sql(table).values():
        connection.execute(statement)


def drop_triggers(connection: sqlite3.Connection, table: str) -> None:
    """Suspend the triggers, inside a transaction that ends with `create_triggers`."""
    for name in trigger_sql(table):
        connection.execute(f'DROP TRIGGER IF EXISTS "{name}"')
