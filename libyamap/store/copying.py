"""Copies of a project: as it is, or as it was right after an earlier revision; and making a file as small as it can be.

A copy is read over a connection of its own, so any thread may make it while another edits; it holds what was committed
when it began, and grows under another name until it is whole.
"""

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Final

from libyamap.app.obstacles import obstacle
from libyamap.errors import WorldError
from libyamap.store import connection as connections
from libyamap.store import layer_titles, rewinding, shape
from libyamap.store.sql_errors import as_sentences
from libyamap.store.writer import Writer

BUSY_SECONDS: Final = 5.0
_LEFTOVERS: Final = ("-journal", "-wal", "-shm")
_ROOM: Final = 2.1  # times the file's size: VACUUM writes it anew beside itself, then over itself


def copy(source: Path, target: Path, fallback: sqlite3.Connection | None = None) -> None:
    """Write what is committed in `source` to `target`; WorldError if there is a file already or it fails.

    `fallback` reads a source whose name is gone (deleted while it was open); then only its own thread may call.
    """
    try:
        target.touch(exist_ok=False)
    except OSError as problem:
        raise obstacle("write the copy", target, problem) from problem
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with contextlib.ExitStack() as ends:
            connection = fallback
            if connection is None:
                connection = connections.connect(source, read_only=True, busy_seconds=BUSY_SECONDS)
                ends.callback(connection.close)
            with as_sentences(target), contextlib.closing(sqlite3.connect(beside)) as written:
                written.execute("PRAGMA synchronous = FULL")
                connection.backup(written, pages=-1)
                written.execute("PRAGMA journal_mode = DELETE")
        beside.replace(target)
    except OSError as problem:
        target.unlink(missing_ok=True)
        raise obstacle("write the copy", target, problem) from problem
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    finally:
        for suffix in ("", *_LEFTOVERS):
            beside.with_name(beside.name + suffix).unlink(missing_ok=True)


def rewind(path: Path, number: int) -> None:
    """Take a copy back to what it was right after revision `number`: its records and its history."""
    opened = contextlib.closing(connections.connect(path, read_only=False, busy_seconds=BUSY_SECONDS))
    with opened as connection, as_sentences(path):
        if shape.strange_code(connection):
            raise WorldError(
                f"“{path.name}” has triggers that are not ours, so it cannot be taken back to an earlier day."
            )
        connection.execute("PRAGMA trusted_schema = ON")  # the triggers of the R-tree use a virtual table
        connection.execute("BEGIN IMMEDIATE")
        writer = Writer(connection, path)
        rewinding.rewind(writer, number)
        connection.execute("DELETE FROM yamap_changes WHERE revision > ?", (number,))
        connection.execute("DELETE FROM yamap_revisions WHERE number > ?", (number,))
        writer.finish()
        connection.execute("COMMIT")


def finish(path: Path) -> None:
    """Have a copy say to other programs what the project says, though it is still open."""
    opened = contextlib.closing(connections.connect(path, read_only=False, busy_seconds=BUSY_SECONDS))
    with opened as connection, as_sentences(path):
        connection.execute("PRAGMA trusted_schema = ON")  # the triggers of the R-tree use a virtual table
        layer_titles.bring_up(connection)


def compact(connection: sqlite3.Connection, path: Path) -> tuple[int, int]:
    """Write the file anew without its gaps; gives its size before and after, in bytes.

    Nothing is lost if it fails: SQLite writes the new file whole before it takes the old one's place. Not done to a
    damaged file, nor without the room that it takes.
    """
    with as_sentences(path):
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise WorldError(f"“{path.name}” is damaged, so it was left as it is; take a copy from your backup.")
        # With a rollback journal the file is written once. While others have it open, it goes through the -wal instead,
        # and becomes smaller when they let it go.
        with contextlib.suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = DELETE")
        before = path.stat().st_size
        if shutil.disk_usage(path.parent).free < before * _ROOM:
            needed = f"{before * _ROOM / 1024**2:,.0f} MB"
            raise WorldError(
                f"There is too little room on the disk to write “{path.name}” anew; make {needed} free and try again."
            )
        # VACUUM attaches the new file; nothing else of ours may attach any.
        attached = connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
        try:
            connection.execute("VACUUM")
        finally:
            connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, attached)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return before, path.stat().st_size
