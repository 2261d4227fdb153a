"""What is wrong with a project file: its pages, its tables and triggers, its R-trees, its rows."""

import sqlite3
from collections.abc import Iterator

from libyamap.domain.model import RECORD_CLASSES
from libyamap.store.reader import Reader
from libyamap.store.schema import FEATURE_TABLES, TABLES
from libyamap.store.spatial_index import rtree_name


def problems(connection: sqlite3.Connection, reader: Reader) -> list[str]:
    """All that is wrong, a sentence each."""
    found = list(_file_problems(connection))
    if not found:
        found += _row_problems(reader)
    return found


def _file_problems(connection: sqlite3.Connection) -> Iterator[str]:
    for (verdict,) in connection.execute("PRAGMA quick_check(5)"):
        if verdict != "ok":
            yield f"The file is damaged: {verdict}."
    for table in FEATURE_TABLES:
        verdict = connection.execute("SELECT rtreecheck(?)", (rtree_name(table.name),)).fetchone()[0]
        if verdict != "ok":
            yield f"The spatial index of “{table.name}” is damaged."


def _row_problems(reader: Reader) -> Iterator[str]:
    for record_type in RECORD_CLASSES:
        for record, notes in reader.with_notes(record_type):
            for note in notes:
                yield f"In “{TABLES[record_type].name}”, row {record.id}, {note}."
