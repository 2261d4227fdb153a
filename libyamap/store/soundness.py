"""What is wrong with a project file: its pages, its tables and triggers, its R-trees, its references, its rows."""

import hashlib
import sqlite3
from collections.abc import Iterator
from typing import Final

from libyamap.domain.model import RECORD_CLASSES
from libyamap.domain.vocabulary import Role
from libyamap.errors import WorldError
from libyamap.store import functions, shape
from libyamap.store.reader import Reader
from libyamap.store.schema import FEATURE_TABLES, FILES, GEOMETRY_COLUMN, INVOLVEMENTS, TABLES
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
            *_file_problems(connection),
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
            sound = verdict == "ok" and _in_step(connection, table.name, tree)
        except sqlite3.DatabaseError:
            sound = False
        if not sound:
            yield f"The spatial index of “{table.name}” does not agree with its rows."


def _in_step(connection: sqlite3.Connection, table: str, tree: str) -> bool:
    """Whether every row with a geometry has a box that holds it, and no box is without its row."""
    lost = f'SELECT count(*) FROM "{tree}_rowid" WHERE rowid NOT IN (SELECT fid FROM "{table}")'
    if connection.execute(lost).fetchone()[0]:
        return False
    rows = connection.execute(
        f'SELECT "{table}"."{GEOMETRY_COLUMN}", minx, miny, maxx, maxy FROM "{table}" '
        f'LEFT JOIN "{tree}" AS box ON box.id = "{table}".fid WHERE "{GEOMETRY_COLUMN}" NOTNULL'
    )
    return all(_holds(box, blob) for blob, *box in rows)


def _holds(box: list[float | None], blob: object) -> bool:
    bounds = functions.bounds_or_none(blob)
    if bounds is None:
        return True
    west, south, east, north = box
    if west is None or south is None or east is None or north is None:
        return False
    return (
        west - _TINY <= bounds[0]
        and south - _TINY <= bounds[1]
        and east + _TINY >= bounds[2]
        and north + _TINY >= bounds[3]
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


def _file_problems(connection: sqlite3.Connection) -> Iterator[str]:
    lost = f"SELECT name FROM attachments WHERE sha256 NOT IN (SELECT sha256 FROM {FILES})"
    for (name,) in connection.execute(lost).fetchmany(_MOST):
        yield f"The contents of the attached file “{str(name)[:60]}” are missing."
    for digest, data in connection.execute(f"SELECT sha256, data FROM {FILES} ORDER BY fid"):
        if not isinstance(data, bytes) or hashlib.sha256(data).hexdigest() != digest:
            yield f"An attached file is not what it was: its SHA-256 should be {str(digest)[:64]}."


def _row_problems(reader: Reader) -> Iterator[str]:
    for record_type in RECORD_CLASSES:
        for record, notes in reader.with_notes(record_type):
            for note in notes:
                yield f"In “{TABLES[record_type].name}”, row {record.id or '(no id)'}: {note}."
