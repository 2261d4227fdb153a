"""Features of rows, read from the file by the thread that asks, and kept for when they are asked for again."""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from libyamap.domain.model import FEATURE_CLASSES, Claim, Feature
from libyamap.domain.vocabulary import Kind
from libyamap.store import connection as connections
from libyamap.store.index.columns.base import Base
from libyamap.store.index.lookup import RowLookup
from libyamap.store.sql_errors import as_sentences

_KEPT: Final = 6_000
_BUSY_SECONDS: Final = 5.0
_CACHE_KIB: Final = 4_000


class Connections:
    """Read-only connections to the project, one a thread. They go when their thread's last question is answered."""

    def __init__(self, path: Path, *, immutable: bool = False) -> None:
        self._path = path
        self._immutable = immutable
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self.closed = False

    def reader(self) -> RowLookup:
        """This thread's reader. WorldError where the file cannot be opened any more."""
        reader: RowLookup | None = getattr(self._local, "reader", None)
        if reader is None:
            connection = open_for_reading(self._path, immutable=self._immutable)
            with self._lock:
                self._open.append(connection)
            reader = self._local.reader = RowLookup(connection, self._path)
        return reader

    def close(self) -> None:
        """Close all of them; nobody may be reading any more."""
        self.closed = True
        with self._lock:
            connections_open, self._open = self._open, []
            self._local = threading.local()
        for connection in connections_open:
            with suppress(sqlite3.Error):
                connection.close()


def open_for_reading(path: Path, *, immutable: bool = False) -> sqlite3.Connection:
    """A connection that only reads, beside the store's own.

    The file itself is never opened here: closing it again would drop the locks that SQLite holds for this process.
    """
    mode = "mode=ro&immutable=1" if immutable else "mode=ro"
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


class Fetching:
    """Features of the base's rows. What has changed since the base was made is not asked for here."""

    def __init__(self, base: Base, sources: Connections) -> None:
        self._base = base
        self._sources = sources
        self._kept: OrderedDict[int, Feature] = OrderedDict()
        self._lock = threading.Lock()

    def features(self, rows: Sequence[int]) -> list[Feature]:
        """The features of these rows, in that order; those that are gone are left out."""
        found = self.by_row(rows)
        return [found[row] for row in rows if row in found]

    def by_row(self, rows: Sequence[int]) -> dict[int, Feature]:
        """The features of these rows, by row."""
        with self._lock:
            found = {row: self._kept[row] for row in rows if row in self._kept}
        missing = [row for row in rows if row not in found]
        if missing:
            found |= self._read(missing)
            with self._lock:
                self._kept.update((row, found[row]) for row in missing if row in found)
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return found

    def ids_of(self, rows: Sequence[int]) -> dict[int, str]:
        """Ids of these rows, by row."""
        reader = self._sources.reader()
        found: dict[int, str] = {}
        for kind, places in self._by_kind(rows).items():
            ids = reader.ids_at(kind, places)
            found |= {row: ids[fid] for fid, row in places.items() if fid in ids}
        return found

    def row_of(self, feature_id: str) -> int | None:
        """The row of a feature; None where it has none."""
        found = self._sources.reader().row_of(feature_id)
        return self._base.row_of(*found) if found else None

    def by_id(self, ids: Iterable[str]) -> dict[str, Feature]:
        """Features by id."""
        reader, wanted = self._sources.reader(), set(ids)
        found: dict[str, Feature] = {}
        for record_type in FEATURE_CLASSES.values():
            if wanted:
                some = reader.get_many(record_type, wanted)
                found |= some
                wanted -= some.keys()
        return found

    def claims(self, ids: Iterable[str]) -> list[Claim]:
        """What sources say of these features."""
        return self._sources.reader().claims_of(ids)

    def _read(self, rows: Sequence[int]) -> dict[int, Feature]:
        reader = self._sources.reader()
        found: dict[int, Feature] = {}
        for kind, places in self._by_kind(rows).items():
            features = reader.features_at(kind, places)
            found |= {row: features[fid] for fid, row in places.items() if fid in features}
        return found

    def _by_kind(self, rows: Sequence[int]) -> dict[Kind, dict[int, int]]:
        """For each kind the rows by their numbers in its table."""
        found: dict[Kind, dict[int, int]] = {}
        fids = self._base["fid"]
        for row in rows:
            found.setdefault(self._base.kind_of(row), {})[int(fids[row])] = row
        return found
