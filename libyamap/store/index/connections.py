"""Read-only connections beside the store's own: one for each thread that reads features."""

import os
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from typing import Final

from libyamap.errors import WorldError
from libyamap.store import connection as connections
from libyamap.store.index.lookup import RowLookup
from libyamap.store.sql_errors import as_sentences

_BUSY_SECONDS: Final = 5.0
_CACHE_KIB: Final = 4_000


class Connections:
    """Read-only connections to the project, one a thread. They go when their thread's last question is answered."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False

    def reader(self) -> RowLookup:
        """This thread's reader. WorldError where the file cannot be opened any more."""
        if self._closed:
            raise WorldError(f"“{self._path.name}” has been closed.")
        reader: RowLookup | None = getattr(self._local, "reader", None)
        if reader is None:
            connection = open_for_reading(self._path)
            with self._lock:
                self._open.append(connection)
            reader = self._local.reader = RowLookup(connection, self._path)
        return reader

    def close(self) -> None:
        """Close all of them; nobody may be reading any more."""
        self._closed = True
        with self._lock:
            connections_open, self._open = self._open, []
            self._local = threading.local()
        for connection in connections_open:
            with suppress(sqlite3.Error):
                connection.close()


def open_for_reading(path: Path) -> sqlite3.Connection:
    """A connection that only reads, beside the store's own.

    The file itself is never opened here: closing it again would drop the locks that SQLite holds for this process.
    """
    # SQLite needs a -shm beside a file in WAL mode; where none can be made, nobody can be writing either.
    may_lock = os.access(path.resolve().parent, os.W_OK) or path.with_name(f"{path.name}-shm").exists()
    mode = "mode=ro" if may_lock else "mode=ro&immutable=1"
    with as_sentences(path):
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?{mode}",
            uri=True,
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        connections.set_up(connection)
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute("PRAGMA query_only = ON")
    return connection
