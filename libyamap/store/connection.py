"""Opening the file: what it is, whether it may be written, and a connection set up so that the file cannot do harm."""

import os
import sqlite3
import struct
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from libyamap.errors import WorldError
from libyamap.store import functions
from libyamap.store.gpkg import FileKind, kind_of
from libyamap.store.sql_errors import as_sentences

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER_BYTES: Final = 100
_WAL: Final = 2
_LONGEST_VALUE: Final = 256 * 1024 * 1024


def check_file(path: Path) -> bytes:
    """Give the file's first 100 bytes; WorldError if there is no file that can be a GeoPackage."""
    try:
        if path.is_dir():
            raise WorldError(f"“{path.name or path}” is a folder; choose the project file in it.")
        with path.open("rb") as file:
            head = file.read(_HEADER_BYTES)
    except FileNotFoundError:
        raise WorldError(f"There is no file “{path}”; check the name, or make a project with “libyamap new”.") from None
    except PermissionError:
        raise WorldError(f"You may not read “{path.name}”; ask its owner for the right to.") from None
    except OSError as problem:
        raise WorldError(f"“{path.name}” cannot be read ({problem.strerror}); check the disk.") from problem
    if not head:
        raise WorldError(f"“{path.name}” is empty; choose a project made by libyamap, or make one with “libyamap new”.")
    if not head.startswith(_MAGIC):
        raise WorldError(f"“{path.name}” is not a GeoPackage; choose a project made by libyamap.")
    if len(head) < _HEADER_BYTES or _is_cut_short(path, head):
        raise WorldError(f"“{path.name}” is damaged or cut short and cannot be read; take a copy from your backup.")
    return head


def _is_cut_short(path: Path, head: bytes) -> bool:
    """Whether the file is smaller than it says of itself; SQLite would read what is missing of a page as zeros.

    Not said of a file with a journal beside it: SQLite may be able to make that whole.
    """
    if any(path.with_name(path.name + suffix).exists() for suffix in ("-wal", "-journal")):
        return False
    page_bytes, page_count = struct.unpack_from(">H", head, 16)[0], struct.unpack_from(">I", head, 28)[0]
    count_is_current = head[24:28] == head[92:96]
    return count_is_current and path.stat().st_size < page_count * (65536 if page_bytes == 1 else page_bytes)


def may_write(path: Path) -> bool:
    """Whether the file and its folder (SQLite keeps its journal there) can be written."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def connect(path: Path, *, read_only: bool, busy_seconds: float) -> sqlite3.Connection:
    """Open a checked file. It is not written to; a file that is no project is a WorldError."""
    head = check_file(path)
    if read_only:
        _take_back_what_was_cut_off(path, busy_seconds)
    mode = _read_only_mode(path, head) if read_only else "mode=rw"
    with as_sentences(path):
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?{mode}", uri=True, timeout=busy_seconds, isolation_level=None
        )
    try:
        with as_sentences(path):
            set_up(connection)
            kind = kind_of(connection)
        if kind is FileKind.FOREIGN_GEOPACKAGE:
            raise WorldError(
                f"“{path.name}” is a GeoPackage, but not a project of libyamap; make a project and import it into that."
            )
        if kind is FileKind.OTHER_DATABASE:
            raise WorldError(f"“{path.name}” is a database, but not a GeoPackage; choose a project made by libyamap.")
    except BaseException:
        connection.close()
        raise
    return connection


def _take_back_what_was_cut_off(path: Path, busy_seconds: float) -> None:
    """A kill while much was written leaves a journal; whoever reads next takes the half of it back, if they may write.

    SQLite does it, on the first look through a connection that can write, and leaves a journal that is in use alone.
    """
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists() and journal.stat().st_size and may_write(path):
        with (
            suppress(sqlite3.Error),
            closing(
                sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=busy_seconds)
            ) as connection,
        ):
            connection.execute("PRAGMA schema_version").fetchone()


def set_up(connection: sqlite3.Connection) -> None:
    """The settings of every connection of ours; none of them writes to the file."""
    functions.register(connection)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")


def _read_only_mode(path: Path, head: bytes) -> str:
    """How to open for reading. A file in WAL mode needs its -shm beside it, which a read-only folder cannot take."""
    in_wal_mode = head[18] == _WAL or head[19] == _WAL
    if not in_wal_mode or os.access(path.resolve().parent, os.W_OK):
        return "mode=ro"
    wal = path.with_name(f"{path.name}-wal")
    if not wal.exists() or wal.stat().st_size == 0:
        return "mode=ro&immutable=1"
    if path.with_name(f"{path.name}-shm").exists():
        return "mode=ro"
    raise WorldError(
        f"The newest changes to “{path.name}” are still in “{wal.name}”, which cannot be read in a folder that may not "
        "be written; copy both files to another folder and open the copy."
    )
