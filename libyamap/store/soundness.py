"""What is wrong with a project file: its pages, its tables and triggers, its R-trees, its references, its rows."""

import sqlite3
from collections.abc import Iterator
from typing import Final

from libyamap.domain.model import RECORD_CLASSES
from libyamap.domain.vocabulary import Role
from libyamap.errors import WorldError
from libyamap.store import shape
from libyamap.store.reader import Reader
from libyamap.store.schema import FEATURE_TABLES, GEOMETRY_COLUMN, INVOLVEMENTS, TABLES
from libyamap.store.spatial_index import rtree_name

_MOST: Final = 5  # of one sort; the rest of a broken file says the same again

_TINY: Final = 1e-30  # SQLite's own rounding outwards fails below the smallest number of single precision


def problems(connection: sqlite3.Connection, reader: Reader) -> list[str]:
    """All that is wrong, a sentence each."""
    try:
        damage = list(_page_problems(connection))
        if damage:
            return damage
        return [
            *_code_problems(connection),
            *_index_problems(connection),
            *_reference_problems(connection),
            *_row_problems(reader),
        ]
    except sqlite3.DatabaseError as error:
        return [f"The file is damaged: {error}."]
    except WorldError as error:
        return [str(error)]


def _page_problems(connection: sqlite3.Connection) -> Iterator[str]:
    for (verdict,) in connection.execute(f"PRAGMA quick_check({_MOST})"):
        if verdict != "ok":
            yield f"The file is damaged: {verdict}."


def _code_problems(connection: sqlite3.Connection) -> Iterator[str]:
    for name in shape.strange_code(connection):
        yield f"The trigger “{name}” is not one of a project; it never runs here, and the project can only be read."
    for name in shape.missing_triggers(connection):
        yield f"The triggers that keep the spatial index of “{name}” are missing."


def _index_problems(connection: sqlite3.Connection) -> Iterator[str]:
    for table in FEATURE_TABLES:
        tree = rtree_name(table.name)
        try:
            verdict = connection.execute("SELECT rtreecheck(?)", (tree,)).fetchone()[0]
            sound = verdict == "ok" and not connection.execute(_out_of_step(table.name, tree)).fetchone()[0]
        except sqlite3.DatabaseError:
            sound = False
        if not sound:
            yield f"The spatial index of “{table.name}” does not agree with its rows."


def _out_of_step(table: str, tree: str) -> str:
    shape_column = f'"{table}"."{GEOMETRY_COLUMN}"'
    return (
        f'SELECT (SELECT count(*) FROM "{table}" LEFT JOIN "{tree}" AS box ON box.id = "{table}".fid '
        f"WHERE {shape_column} NOTNULL AND NOT ST_IsEmpty({shape_column}) AND (box.id ISNULL "
        f"OR box.minx - {_TINY} > ST_MinX({shape_column}) OR box.maxx + {_TINY} < ST_MaxX({shape_column}) "
        f"OR box.miny - {_TINY} > ST_MinY({shape_column}) OR box.maxy + {_TINY} < ST_MaxY({shape_column})))"
        f' + (SELECT count(*) FROM "{tree}_rowid" WHERE rowid NOT IN (SELECT fid FROM "{table}"))'
    )


def _reference_problems(connection: sqlite3.Connection) -> Iterator[str]:
    for table, fid, target, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST):
        yield f"In “{table}”, row {fid} refers to something that is not in “{target}”."
    features = " UNION ALL ".join(f'SELECT id FROM "{table.name}"' for table in FEATURE_TABLES)
    for table in (INVOLVEMENTS, "claims"):
        lost = connection.execute(f"SELECT count(*) FROM {table} WHERE feature NOT IN ({features})").fetchone()[0]
        if lost:
            yield f"In “{table}”, {lost} {'row refers' if lost == 1 else 'rows refer'} to a feature that is gone."
    known = ", ".join(f"'{role.value}'" for role in Role)
    for fid, word in connection.execute(f"SELECT fid, role FROM {INVOLVEMENTS} WHERE role NOT IN ({known})").fetchmany(
        _MOST
    ):
        yield f"In “{INVOLVEMENTS}”, row {fid}: the role is an unknown word, “{str(word)[:40]}”."


def _row_problems(reader: Reader) -> Iterator[str]:
    for record_type in RECORD_CLASSES:
        for record, notes in reader.with_notes(record_type):
            for note in notes:
                yield f"In “{TABLES[record_type].name}”, row {record.id or '(no id)'}: {note}."
