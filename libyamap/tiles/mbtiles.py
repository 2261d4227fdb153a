"""Reads MBTiles archives (specification 1.3): an SQLite file whose rows count from the south.

The file is foreign: it is opened read-only, its schema is not trusted (`tiles` is often a view), one value cannot be
larger than a tile may be, and a query that does not end is stopped.
"""

import sqlite3
import threading
from pathlib import Path
from typing import Any

from libyamap.domain.geometry import Bounds
from libyamap.errors import WorldError
from libyamap.tiles.archive import TileArchive, TileInfo
from libyamap.tiles.limits import MAX_TILE, MAX_ZOOM, gunzip

STEPS = 10_000  # of SQLite's virtual machine between two looks at the budget
BUDGET = 500  # looks; five million steps are far more than an indexed look-up needs
WORLD: Bounds = (-180.0, -85.0511287, 180.0, 85.0511287)
MEDIA_TYPES = {
    "pbf": "application/vnd.mapbox-vector-tile",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
}
GZIP_MAGIC = b"\x1f\x8b"


class MbTiles(TileArchive):
    """An open MBTiles file."""

    def __init__(self, path: Path) -> None:
        """Open the file and read its metadata; WorldError if it is not an MBTiles file."""
        self._name = path.name
        self._lock = threading.Lock()
        self._looks = 0
        uri = path.absolute().as_uri()
        try:
            self._connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise WorldError(f"The map file {path} cannot be opened: {error}.") from None
        try:
            self._guard()
            self._info = self._read_info()
        except WorldError:
            self.close()
            raise

    def _read_tile(self, z: int, x: int, y: int) -> bytes | None:
        rows = self._rows(
            "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? LIMIT 1",
            (z, x, (1 << z) - 1 - y),
        )
        if not rows or not isinstance(rows[0][0], bytes):
            return None
        data: bytes = rows[0][0]
        return gunzip(data, MAX_TILE, f"A tile of {self._name}") if data.startswith(GZIP_MAGIC) else data

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _guard(self) -> None:
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_TILE)
        self._connection.set_progress_handler(self._look, STEPS)
        for pragma in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON"):
            self._rows(f"PRAGMA {pragma}")

    def _look(self) -> int:
        self._looks += 1
        return int(self._looks > BUDGET)

    def _rows(self, query: str, values: tuple[int, ...] = ()) -> list[Any]:
        with self._lock:
            self._looks = 0
            try:
                return self._connection.execute(query, values).fetchmany(1000)
            except (sqlite3.Error, OverflowError) as error:
                raise WorldError(f"The map file {self._name} cannot be read: {error}.") from None

    def _read_info(self) -> TileInfo:
        rows = self._rows("SELECT name, value FROM metadata")
        said = {str(name): str(value) for name, value in rows}
        kind = said.get("format", "").lower()
        if kind not in MEDIA_TYPES:
            raise WorldError(f"{self._name} does not say what format its tiles have; choose another map file.")
        low, high = self._zooms(said)
        return TileInfo(
            kind="vector" if kind == "pbf" else "raster",
            media_type=MEDIA_TYPES[kind],
            min_zoom=low,
            max_zoom=high,
            bounds=_bounds(said.get("bounds", "")),
            name=said.get("name", ""),
            attribution=said.get("attribution", ""),
        )

    def _zooms(self, said: dict[str, str]) -> tuple[int, int]:
        """As the metadata says, or as the tiles are (the index makes that quick)."""
        try:
            low, high = int(said["minzoom"]), int(said["maxzoom"])
        except (KeyError, ValueError):
            low, high = self._zooms_of_tiles()
        if not 0 <= low <= high:
            raise WorldError(f"The map file {self._name} holds no tiles; choose another one.")
        return min(low, MAX_ZOOM), min(high, MAX_ZOOM)

    def _zooms_of_tiles(self) -> tuple[int, int]:
        ((low, high),) = self._rows("SELECT min(zoom_level), max(zoom_level) FROM tiles")
        return (low, high) if isinstance(low, int) and isinstance(high, int) else (0, -1)


def _bounds(text: str) -> Bounds:
    """The four numbers, or the whole world where they make no sense."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return WORLD
    sound = -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south < north <= 90
    return (west, south, east, north) if sound else WORLD
