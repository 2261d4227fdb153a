"""Makes the columns of a project in a process of its own, so that the window stays quick; says how far it is.

Each line on the standard output is one JSON object: `{"what": ..., "fraction": ...}`, `{"done": "columns"}`,
`{"done": "texts"}` or `{"problem": ...}`. The process ends when nobody listens any more, or when it is killed; what it
leaves then has no state and is deleted later.
"""

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from libyamap.app.ports import AreaGazetteer
from libyamap.domain.model import FEATURE_CLASSES, Project
from libyamap.errors import WorldError
from libyamap.store import journal
from libyamap.store.index.cache import State, file_state, write_state
from libyamap.store.index.columns.files import write_folder
from libyamap.store.index.columns.making import fids_of, make_columns, make_texts
from libyamap.store.index.connections import open_for_reading
from libyamap.store.lookups import Lookups
from libyamap.store.schema import TABLES

COLUMNS, TEXTS = "columns", "texts"
_READING, _ARRANGED = 0.6, 0.7
"""Shares of the whole work that are done when everything is read, and when the columns are there."""
_LESS_URGENT = 5
Say = Callable[[dict[str, object]], None]


def make(path: Path, folder: Path, stamp: str, areas: AreaGazetteer, say: Say) -> int:
    """Fill the folder; 0 or, with a `problem` said, 1."""
    with suppress(OSError, AttributeError):
        os.nice(_LESS_URGENT)
    try:
        before = file_state(path)  # nothing else in this process has the file open
        with closing(open_for_reading(path)) as connection:
            _make(connection, path, folder, areas, say)
            write_state(folder, State(stamp, _project_of(connection, path), _revision(folder), before))
        say({"done": TEXTS})
    except (WorldError, OSError, sqlite3.Error, MemoryError) as error:
        say({"problem": str(error) or type(error).__name__})
        return 1
    return 0


def say_line(line: dict[str, object]) -> None:
    """On the standard output, at once."""
    print(json.dumps(line), flush=True)


def _make(connection: sqlite3.Connection, path: Path, folder: Path, areas: AreaGazetteer, say: Say) -> None:
    total = _count(connection)
    revision = journal.newest(connection)

    def reading(done: int) -> None:
        say({"what": "Reading", "fraction": _READING * done / max(total, done)})

    def reading_texts(done: int) -> None:
        say({"what": "Reading texts", "fraction": _ARRANGED + (1 - _ARRANGED) * done / max(total, done)})

    made = make_columns(connection, path, areas, reading)
    folder.mkdir(parents=True, exist_ok=True)
    write_folder(folder / COLUMNS, made.columns, {**made.lists, "revision": revision})
    say({"done": COLUMNS})
    fids = fids_of(made)
    made.columns.clear()  # a gigabyte for ten million features
    write_folder(folder / TEXTS, make_texts(connection, path, fids, reading_texts), {})


def _revision(folder: Path) -> int:
    from libyamap.store.index.columns.files import read_manifest

    return int(read_manifest(folder / COLUMNS).facts["revision"])


def _project_of(connection: sqlite3.Connection, path: Path) -> str:
    return next((project.id for project in Lookups(connection, path).all(Project)), "")


def _count(connection: sqlite3.Connection) -> int:
    """About how many features there are: the rows' numbers without what was deleted, which would take long to count."""
    names = [TABLES[record_type].name for record_type in FEATURE_CLASSES.values()]
    return sum(connection.execute(f'SELECT coalesce(max(fid), 0) FROM "{name}"').fetchone()[0] for name in names)
