"""Reads gazetteer.sqlite: numbers of places by key, their names, and what is known of them.

The file is opened read-only and immutable, with one connection for each thread that asks. The facts that choosing needs
are read once, as plain lists of numbers (about 5 MB); names and keys stay on disk.
"""

import sqlite3
import threading
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from libyamap.domain.geometry import Bounds
from libyamap.errors import WorldError
from libyamap.gazetteer.gazetteer_file import FACTS, KINDS, PACKED, VERSION, Numbers, plain, unpacked

AT_ONCE = 500
"""Values in one statement; SQLite allows more, but gains nothing by it."""


class GazetteerReader:
    """The open file. Safe to ask from any thread until it is closed."""

    def __init__(self, path: Path) -> None:
        """Remember the file; it is opened when first asked."""
        self._path = path
        self._local = threading.local()
        self._lock = threading.Lock()
        self._open: list[sqlite3.Connection] = []

    def close(self) -> None:
        """Let go of the file in every thread; harmless when called twice."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()
        self._local = threading.local()

    @cached_property
    def facts(self) -> dict[str, Numbers]:
        """Each column of FACTS, by number; index 0 is nobody."""
        rows = dict(self._rows("SELECT name, numbers FROM fact"))
        try:
            found = {
                name: unpacked(rows[name], code) if name in PACKED else plain(rows[name], code)
                for name, code in FACTS.items()
            }
        except (KeyError, ValueError, TypeError, zlib.error) as error:
            raise self._broken(error) from None
        unknown = found["kind"].tobytes().translate(None, bytes(range(len(KINDS))))
        if len({len(row) for row in found.values()}) != 1 or not found["kind"] or unknown:
            raise self._broken("its lists do not fit together")
        return found

    @cached_property
    def provinces(self) -> dict[int, tuple[str, str]]:
        """Number -> country (ISO 3166-1 alpha-3) and name of the province; the name is empty for the country alone."""
        return {number: (iso3, name) for number, iso3, name in self._rows("SELECT number, country, name FROM province")}

    @cached_property
    def countries(self) -> dict[str, str]:
        """ISO 3166-1 alpha-3 -> English name."""
        return dict(self._rows("SELECT iso3, name FROM country"))

    @cached_property
    def _weights(self) -> tuple[list[int], list[float]]:
        rows = self._rows("SELECT last, weight FROM weight ORDER BY last")
        return [row[0] for row in rows], [row[1] for row in rows]

    def weight(self, number: int) -> float:
        """How important a place is: 0 to 9; for a town about the logarithm of its people."""
        last, weights = self._weights
        return weights[min(bisect_left(last, number), len(weights) - 1)]

    def with_skeletons(self, skeletons: Iterable[str]) -> list[Numbers]:
        """Numbers of the places with each of these keys, each list in order of importance."""
        found = []
        wanted = sorted(set(skeletons))
        for start in range(0, len(wanted), AT_ONCE):
            part = wanted[start : start + AT_ONCE]
            marks = ",".join("?" * len(part))
            rows = self._rows(f"SELECT numbers FROM key WHERE skeleton IN ({marks})", part)
            found += [plain(row[0], "I") for row in rows]
        return found

    def beginning_with(self, skeleton: str) -> Numbers:
        """Numbers of the places that have a key with this beginning, in no order."""
        rows = self._rows("SELECT numbers FROM key WHERE skeleton >= ? AND skeleton < ?", [skeleton, skeleton + "\x7f"])
        return plain(b"".join(row[0] for row in rows), "I")

    def skeletons_from(self, first: str) -> list[str]:
        """All keys with this beginning."""
        rows = self._rows("SELECT skeleton FROM key WHERE skeleton >= ? AND skeleton < ?", [first, first + "\x7f"])
        return [row[0] for row in rows]

    def beginning_with_letters(self, letters: str) -> Numbers:
        """The most important places with a name that begins with this letter or these two (folded)."""
        rows = self._rows("SELECT numbers FROM beginning WHERE letters = ?", [letters])
        return plain(rows[0][0] if rows else b"", "I")

    def names(self, numbers: Sequence[int]) -> dict[int, list[str]]:
        """Main name, Arabic name (or an empty one), other names of each place."""
        found: dict[int, list[str]] = {}
        for start in range(0, len(numbers), AT_ONCE):
            part = numbers[start : start + AT_ONCE]
            marks = ",".join("?" * len(part))
            rows = self._rows(f"SELECT number, names FROM place WHERE number IN ({marks})", part)
            found.update((number, names.split("\n")) for number, names in rows)
        return found

    def origins(self, numbers: Sequence[int]) -> dict[int, tuple[int | str, int]]:
        """Where each place is from (GeoNames' number, or a code or name), and how many people live there."""
        marks = ",".join("?" * len(numbers))
        rows = self._rows(f"SELECT number, source, population FROM place WHERE number IN ({marks})", numbers)
        return {number: (source, population) for number, source, population in rows}

    def bounds(self, numbers: Sequence[int]) -> dict[int, Bounds]:
        """West, south, east, north in degrees of those places where they are known."""
        marks = ",".join("?" * len(numbers))
        rows = self._rows(f"SELECT number, west, south, east, north FROM bounds WHERE number IN ({marks})", numbers)
        return {number: (west, south, east, north) for number, west, south, east, north in rows}

    def areas(self, name: str) -> list[tuple[str, int]]:
        """Countries (with -1) and provinces (country, number) of this folded name."""
        return [tuple(row) for row in self._rows("SELECT country, province FROM area WHERE name = ?", [name])]

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        try:
            return self._connection().execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self._broken(error) from None

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            uri = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            ((version,),) = connection.execute("PRAGMA user_version").fetchall()
            if version != VERSION:
                connection.close()
                raise self._broken(f"its version is {version}, not {VERSION}")
            connection.execute("PRAGMA mmap_size = 67108864")
            with self._lock:
                self._open.append(connection)
            self._local.connection = connection
        return connection

    def _broken(self, reason: object) -> WorldError:
        return WorldError(f"The map data {self._path} cannot be read ({reason}); install libyamap again.")
