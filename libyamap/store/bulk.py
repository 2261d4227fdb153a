"""Inserting many new records: triggers suspended, then the R-tree packed anew, or filled where that is less work."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from libyamap.domain.model import Actor, Feature, Layer, Record
from libyamap.errors import WorldError
from libyamap.store import rtree
from libyamap.store.box_list import BoxList
from libyamap.store.codecs import Value
from libyamap.store.many_rows import insert_rows
from libyamap.store.rows import derived_days, row_type, values_of
from libyamap.store.schema import DERIVED, INVOLVEMENTS, TABLES, Table
from libyamap.store.spatial_index import create_rtree, create_triggers, drop_triggers, rtree_name

BATCH: Final = 5_000
PACK_FROM: Final = 1_000
"""Fewer new boxes than this are entered one by one, so that numpy is not imported for them."""
_CHECKED_UP_TO: Final = 50_000
"""Of more boxes the check takes as long as the packing; `validate` makes it for those who ask."""
_PACK_SHARE: Final = 20  # measured: packing a box costs about a twentieth of entering one


class BulkLoad:
    """One bulk insert, inside the transaction of the connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._next_fid: dict[str, int] = {}
        self._boxes: dict[str, BoxList] = {}
        self._packings: dict[str, rtree.Packing] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._suspended: dict[str, list[str]] = {}
        self.changed: set[str] = set()

    def start(self, table: Table) -> None:
        """Suspend the triggers of a feature table; harmless for one that has been begun."""
        self._suspend_indexes(table.name)
        if table.is_feature and table.name not in self._boxes:
            drop_triggers(self._connection, table.name)
            self._boxes[table.name] = BoxList()
            self._suspend_indexes(INVOLVEMENTS)

    def _suspend_indexes(self, name: str) -> None:
        """Take the indexes of an empty table away: making them anew is quicker than keeping them row by row."""
        if name in self._suspended:
            return
        self._suspended[name] = []
        if self._connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone() is None:
            for index, sql in self._connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql NOTNULL", (name,)
            ).fetchall():
                self._connection.execute(f'DROP INDEX "{index}"')
                self._suspended[name].append(sql)

    def finish(self) -> None:
        """Bring the indexes and R-trees up to date and let the triggers keep them again."""
        for statements in self._suspended.values():
            for sql in statements:
                self._connection.execute(sql)
        self._suspended.clear()
        for name, boxes in list(self._boxes.items()):
            self._index(name, boxes)
            create_triggers(self._connection, name)

    def insert_rows(self, table: str, columns: Mapping[str, Sequence[Value]], constants: Mapping[str, Value]) -> None:
        """Insert rows that come as columns, as `many_rows.insert_rows`."""
        insert_rows(self._connection, table, columns, constants)
        self.changed.add(table)

    def take_fids(self, table: Table, count: int) -> range:
        """The fids of the next rows of the table."""
        first = self._next_fid.get(table.name) or self._first_fid(table.name)
        self._next_fid[table.name] = first + count
        return range(first, first + count)

    def add_boxes(self, table: Table, fids: Iterable[int], boxes: Iterable[float]) -> None:
        """Note minx, maxx, miny, maxy of each fid in turn, for the R-tree."""
        noted = self._boxes[table.name]
        noted.add(fids, boxes)
        if len(noted) >= rtree.AT_ONCE:  # so that no more than these are held
            self._pack(table.name, noted)

    def insert_alike(self, table: Table, records: list[Record]) -> None:
        """Insert records of one type, one by one."""
        self.start(table)
        columns = ["fid", *row_type(table.record_type).columns, *(DERIVED if table.is_feature else ())]
        names = ", ".join(f'"{column}"' for column in columns)
        self._connection.executemany(
            f'INSERT INTO "{table.name}" ({names}) VALUES ({", ".join("?" * len(columns))})',
            (self._values(table, record) for record in records),
        )
        self.changed.add(table.name)
        parts = list(_involvements(records))
        if parts:
            self._connection.executemany(
                f'INSERT INTO {INVOLVEMENTS} (feature, "position", actor, role) VALUES (?, ?, ?, ?)', parts
            )
            self.changed.add(INVOLVEMENTS)

    def _values(self, table: Table, record: Record) -> list[Value]:
        (fid,) = self.take_fids(table, 1)
        values: list[Value] = [fid, *values_of(record)]
        if not isinstance(record, Feature):
            return values
        if record.geometry is not None:
            west, south, east, north = record.geometry.bounds()
            self._boxes[table.name].add((fid,), (west, east, south, north))
        actors = "; ".join(filter(None, (self.name_of(Actor, part.actor) for part in record.actors)))
        return [*values, *derived_days(record), self.name_of(Layer, record.layer) or None, actors or None]

    def _first_fid(self, name: str) -> int:
        used = self._connection.execute(
            f'SELECT max((SELECT coalesce(max(fid), 0) FROM "{name}"), '
            "coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0))",
            (name,),
        ).fetchone()[0]
        return int(used) + 1

    def name_of(self, record_type: type[Actor | Layer], record_id: str) -> str:
        """An actor's name or a layer's title; empty for an unknown id."""
        key = record_type.__name__, record_id
        if key not in self._names:
            column = "name" if record_type is Actor else "title"
            found = self._connection.execute(
                f'SELECT {column} FROM "{TABLES[record_type].name}" WHERE id = ?', (record_id,)
            ).fetchone()
            self._names[key] = str(found[0]) if found else ""
        return self._names[key]

    def _pack(self, name: str, boxes: BoxList) -> None:
        """Take the boxes into an R-tree that is made anew."""
        if name not in self._packings:
            self._packings[name] = begin_anew(self._connection, name)
        self._packings[name].add(boxes.fids, boxes.rounded())
        self._boxes[name] = BoxList()

    def _index(self, name: str, boxes: BoxList) -> None:
        tree = rtree_name(name)
        many = name in self._packings or len(boxes) > _CHECKED_UP_TO
        if name not in self._packings:
            there = self._connection.execute(f'SELECT count(*) FROM "{tree}_rowid"').fetchone()[0]
            if len(boxes) < PACK_FROM or len(boxes) * _PACK_SHARE < there:
                self._connection.executemany(
                    f'INSERT INTO "{tree}" VALUES (?, ?, ?, ?, ?)', ((fid, *box) for fid, box in boxes)
                )
                return
        self._pack(name, boxes)
        self._packings.pop(name).finish()
        if many:
            return
        verdict = self._connection.execute("SELECT rtreecheck(?)", (tree,)).fetchone()[0]
        if verdict != "ok":
            raise WorldError(f"The spatial index of “{name}” could not be built ({verdict}); nothing was inserted.")


def begin_anew(connection: sqlite3.Connection, name: str, where: str = "") -> rtree.Packing:
    """Make a table's R-tree anew of the boxes that it has (of those alone for which `where` holds); more can follow."""
    tree = rtree_name(name)
    boxes = BoxList()
    for fid, *box in connection.execute(f'SELECT id, minx, maxx, miny, maxy FROM "{tree}" {where}'):
        boxes.add((fid,), box)
    connection.execute(f'DROP TABLE "{tree}"')
    create_rtree(connection, name)
    packing = rtree.Packing(connection, name)
    packing.add(boxes.fids, boxes.rounded())
    return packing


def _involvements(records: list[Record]) -> Iterator[tuple[str, int, str, str]]:
    for record in records:
        if isinstance(record, Feature):
            for at, part in enumerate(record.actors):
                yield record.id, at, part.actor, part.role.value
