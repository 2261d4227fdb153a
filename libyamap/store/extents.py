"""The extent of each feature table, and when it was last changed, as gpkg_contents says them to other programs."""

import math
import sqlite3
import struct
from typing import Final

from libyamap.domain.geometry import Bounds
from libyamap.store.gpkg import NOW
from libyamap.store.schema import GEOMETRY_COLUMN, TABLES
from libyamap.store.spatial_index import rtree_name

_FEATURE_NAMES: Final = frozenset(table.name for table in TABLES.values() if table.is_feature)
# What to ask for each side of the box: the root's bound, the R-tree's column, the function and the SQL comparison.
_SIDES: Final = (
    (0, "minx", "min", "ST_MinX", "<="),
    (2, "miny", "min", "ST_MinY", "<="),
    (1, "maxx", "max", "ST_MaxX", ">="),
    (3, "maxy", "max", "ST_MaxY", ">="),
)
_MOST_AT_AN_EDGE: Final = 1_000


def refresh(connection: sqlite3.Connection, changed: set[str]) -> None:
    """Bring the entries of the changed tables up to date; call inside the transaction that changed them."""
    for name in sorted(changed):
        if name in _FEATURE_NAMES:
            box = extent(connection, name) or (None, None, None, None)
            connection.execute(
                f"UPDATE gpkg_contents SET last_change = {NOW}, min_x = ?, min_y = ?, max_x = ?, max_y = ? "
                "WHERE table_name = ?",
                (*box, name),
            )
        else:
            connection.execute(f"UPDATE gpkg_contents SET last_change = {NOW} WHERE table_name = ?", (name,))


def extent(connection: sqlite3.Connection, table: str) -> Bounds | None:
    """West, south, east, north of a feature table's geometries; None if it has none.

    The R-tree's root says the extent in single precision, rounded outwards (by less than 2 m on the ground); the rows
    at its edges say it exactly. Where more than a thousand share an edge, the rounded side must do.
    """
    tree = rtree_name(table)
    root = _root_box(connection, tree)
    if root is None:
        return None
    sides = []
    for side, column, best, function, beyond in _SIDES:
        count, edge = connection.execute(
            f'SELECT count(*), {best}({function}("{GEOMETRY_COLUMN}")) FROM "{table}" '
            f'WHERE fid IN (SELECT id FROM "{tree}" WHERE {column} {beyond} ? LIMIT {_MOST_AT_AN_EDGE + 1})',
            (root[side],),
        ).fetchone()
        if edge is None:  # the R-tree is not in step with its table; `problems` says so
            return None
        limit = 180.0 if column.endswith("x") else 90.0
        sides.append(float(edge) if count <= _MOST_AT_AN_EDGE else max(-limit, min(limit, root[side])))
    return sides[0], sides[1], sides[2], sides[3]


def boxes(connection: sqlite3.Connection, table: str) -> list[Bounds]:
    """Boxes, some fifty at most, that hold all geometries of a feature table, rounded outwards by less than 2 m."""
    return [
        (max(-180.0, west), max(-90.0, south), min(180.0, east), min(90.0, north))
        for west, east, south, north in _root_cells(connection, rtree_name(table))
        if all(map(math.isfinite, (west, east, south, north)))
    ]


def _root_box(connection: sqlite3.Connection, tree: str) -> tuple[float, float, float, float] | None:
    """Bounds over the root node's cells as minx, maxx, miny, maxy."""
    cells = _root_cells(connection, tree)
    if not cells:
        return None
    west, east, south, north = zip(*cells, strict=True)
    return min(west), max(east), min(south), max(north)


def _root_cells(connection: sqlite3.Connection, tree: str) -> list[tuple[float, float, float, float]]:
    """The root node's cells as minx, maxx, miny, maxy; `rtree` says how SQLite lays a node out."""
    row = connection.execute(f'SELECT data FROM "{tree}_node" WHERE nodeno = 1').fetchone()
    if row is None or not isinstance(row[0], bytes) or len(row[0]) < 4:
        return []
    count = struct.unpack_from(">H", row[0], 2)[0]
    if 4 + 24 * count > len(row[0]):
        return []
    return [struct.unpack_from(">4f", row[0], 4 + 24 * cell + 8) for cell in range(count)]
