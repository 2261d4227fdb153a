"""Makes the columns of a project in a process of its own, so that the window stays quick; says how far it is.

Each line on the standard output is one JSON object: `{"what": ..., "fraction": ...}`, `{"writing": true or false}`,
`{"done": "columns", "revision": ...}`, `{"done": "texts"}` or `{"problem": ...}`. The columns have their state, and are
good for the next opening, before the texts are begun; a folder that has columns gets only its texts. A byte on the
standard input, or its end, ends the process: at once, or when what is being written is whole.
"""

import json
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import msgspec

from libyamap.app.ports import AreaGazetteer
from libyamap.domain.model import FEATURE_CLASSES, Project
from libyamap.errors import WorldError
from libyamap.store import journal
from libyamap.store.index.cache import State, file_state, read_state, write_state
from libyamap.store.index.columns.ahead import Ahead, texts_ahead
from libyamap.store.index.columns.arrays import Ints
from libyamap.store.index.columns.files import Unusable, open_columns, read_manifest, write_folder
from libyamap.store.index.columns.making import Made, fids_of, make_columns, make_texts
from libyamap.store.index.connections import open_for_reading
from libyamap.store.lookups import Lookups
from libyamap.store.schema import TABLES

COLUMNS, TEXTS = "columns", "texts"
_READING, ARRANGED = 0.6, 0.7
"""Shares of the whole work that are done when everything is read, and when the columns are there."""
_LESS_URGENT = 5
_writing = threading.Lock()
_told = threading.Event()
Say = Callable[[dict[str, object]], None]


def make(path: Path, folder: Path, stamp: str, areas: AreaGazetteer, say: Say) -> int:
    """Fill the folder; 0 or, with a `problem` said, 1."""
    try:
        before = file_state(path)  # nothing else in this process has the file open
        with closing(open_for_reading(path)) as connection:
            if read_state(folder) is not None:
                _make_texts(connection, path, folder, _known_fids(folder), say)
                return 0
            revision, count = journal.newest(connection), _count(connection)
            with texts_ahead(path, folder, count) as ahead:  # what is changed from here on is in the journal
                state = State(stamp, "", revision, before)
                fids = _make_columns(connection, path, folder, areas, state, count, say)
                if not _take_texts(ahead, folder, fids, say):
                    _make_texts(connection, path, folder, fids, say)
    except (WorldError, Unusable, OSError, sqlite3.Error, MemoryError) as error:
        say({"problem": str(error) or type(error).__name__})
        return 1
    return 0


def say_line(line: dict[str, object]) -> None:
    """On the standard output, at once."""
    print(json.dumps(line), flush=True)


def end_when_told() -> None:
    """Be less urgent than the window, watch the standard input in a thread, and end this process when it is told to."""
    with suppress(OSError, AttributeError):
        os.nice(_LESS_URGENT)
    threading.Thread(target=_wait_for_the_end, name="end", daemon=True).start()


def _wait_for_the_end() -> None:
    with suppress(OSError):
        os.read(0, 1)
    _told.set()
    with _writing:
        os._exit(0)  # nothing is open but a connection that only reads


@contextmanager
def _written_whole(say: Say) -> Iterator[None]:
    """What is done within is done to its end, whatever is told to the process."""
    with _writing:
        if _told.is_set():  # while something else was written: who waits for a lock is not always the next to get it
            os._exit(0)
        say({"writing": True})
        yield
        say({"writing": False})


def _make_columns(
    connection: sqlite3.Connection, path: Path, folder: Path, areas: AreaGazetteer, state: State, total: int, say: Say
) -> list[Ints]:
    """Write the columns and their state; gives the numbers of their rows."""

    def reading(done: int) -> None:
        say({"what": "Reading", "fraction": _READING * done / max(total, done)})

    made = make_columns(connection, path, folder.parent, areas, reading)
    project = _project_of(connection, path)
    with _written_whole(say):
        folder.mkdir(parents=True, exist_ok=True)
        write_folder(folder / COLUMNS, made.columns, {**made.lists, "revision": state.revision})
        write_state(folder, msgspec.structs.replace(state, project=project))
        say({"done": COLUMNS, "revision": state.revision})
    return fids_of(made)


def _known_fids(folder: Path) -> list[Ints]:
    """The numbers of the rows of columns that were made before. Unusable where they are damaged."""
    manifest = read_manifest(folder / COLUMNS)
    columns = open_columns(folder / COLUMNS, manifest)
    try:
        return fids_of(Made(columns, manifest.facts))
    except (KeyError, TypeError, IndexError) as error:
        raise Unusable(str(error)) from error


def _make_texts(connection: sqlite3.Connection, path: Path, folder: Path, fids: list[Ints], say: Say) -> None:
    columns = make_texts(connection, path, folder.parent, fids, _saying_how_far(fids, say))
    with _written_whole(say):
        write_folder(folder / TEXTS, columns, {})
        say({"done": TEXTS})


def _take_texts(ahead: Ahead, folder: Path, fids: list[Ints], say: Say) -> bool:
    """Take the texts that were made meanwhile; False where there are none of these rows."""
    if not ahead.are_of(fids, _saying_how_far(fids, say)):
        return False
    with _written_whole(say):
        ahead.put(folder / TEXTS)
        say({"done": TEXTS})
    return True


def _saying_how_far(fids: list[Ints], say: Say) -> Callable[[int], None]:
    total = sum(map(len, fids))

    def reading(done: int) -> None:
        say({"what": "Reading texts", "fraction": ARRANGED + (1 - ARRANGED) * done / max(total, done)})

    return reading


def _project_of(connection: sqlite3.Connection, path: Path) -> str:
    return next((project.id for project in Lookups(connection, path).all(Project)), "")


def _count(connection: sqlite3.Connection) -> int:
    """About how many features there are: the rows' numbers without what was deleted, which would take long to count."""
    names = [TABLES[record_type].name for record_type in FEATURE_CLASSES.values()]
    return sum(connection.execute(f'SELECT coalesce(max(fid), 0) FROM "{name}"').fetchone()[0] for name in names)
