"""MBTiles: rows count from the south, and a foreign database cannot do harm."""

import gzip
import sqlite3
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from libyamap.errors import WorldError
from libyamap.tiles.limits import MAX_TILE
from libyamap.tiles.mbtiles import WORLD, MbTiles
from libyamap.tiles.opening import open_tiles

TILES = "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)"
ENDLESS = (
    "CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    " SELECT 0 AS zoom_level, 0 AS tile_column, -i AS tile_row, NULL AS tile_data FROM n"
)


def write(path: Path, rows: Iterable[tuple[int, int, int, bytes]], schema: str = TILES, **metadata: str) -> Path:
    """An MBTiles file; rows as stored, that is counted from the south."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
    connection.execute(schema)
    connection.executemany("INSERT INTO metadata VALUES (?, ?)", metadata.items())
    for row in rows:  # none where `tiles` is a view
        connection.execute("INSERT INTO tiles VALUES (?, ?, ?, ?)", row)
    connection.commit()
    connection.close()
    return path


def test_reads_rows_from_the_north(tmp_path: Path) -> None:
    rows = [(1, 0, 1, gzip.compress(b"north")), (1, 0, 0, b"south, not packed")]
    tiles = open_tiles(
        write(tmp_path / "a b#?.mbtiles", rows, format="pbf", minzoom="1", maxzoom="1", bounds="8,19,26,34")
    )
    assert tiles.tile(1, 0, 0) == b"north"
    assert tiles.tile(1, 0, 1) == b"south, not packed"
    assert tiles.tile(1, 1, 0) is None
    assert tiles.tile(0, 0, 0) is None
    assert tiles.info.bounds == (8.0, 19.0, 26.0, 34.0)
    assert (tiles.info.kind, tiles.max_zoom) == ("vector", 1)
    tiles.close()
    tiles.close()


def test_zooms_come_from_the_tiles_where_the_metadata_has_none(tmp_path: Path) -> None:
    rows = [(3, 0, 0, b"a"), (5, 0, 0, b"b")]
    tiles = MbTiles(write(tmp_path / "z.mbtiles", rows, format="png", bounds="1,2,nonsense"))
    assert (tiles.info.min_zoom, tiles.info.max_zoom) == (3, 5)
    assert (tiles.info.kind, tiles.info.media_type, tiles.info.bounds) == ("raster", "image/png", WORLD)
    tiles.close()


def test_many_threads_get_the_same_tile(tmp_path: Path) -> None:
    tiles = MbTiles(write(tmp_path / "t.mbtiles", [(0, 0, 0, b"tile")], format="png"))
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: tiles.tile(0, 0, 0), range(100))) == {b"tile"}
    tiles.close()


def test_a_foreign_or_empty_database_is_a_sentence(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.mbtiles"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE something (x)")
    connection.close()
    cases = (foreign, write(tmp_path / "f.mbtiles", [], format="exe"), write(tmp_path / "e.mbtiles", [], format="png"))
    for path in cases:
        with pytest.raises(WorldError):
            open_tiles(path)


def test_a_truncated_database_is_a_sentence(tmp_path: Path) -> None:
    whole = write(
        tmp_path / "w.mbtiles", [(0, 0, 0, bytes(50_000))], format="png", minzoom="0", maxzoom="0"
    ).read_bytes()
    for length in (16, 100, 4096, 9000, len(whole) - 4096):
        path = tmp_path / "part.mbtiles"
        path.write_bytes(whole[:length])
        with pytest.raises(WorldError):
            open_tiles(path).tile(0, 0, 0)


def test_a_view_without_end_is_stopped(tmp_path: Path) -> None:
    path = write(tmp_path / "v.mbtiles", [], ENDLESS, format="png", minzoom="0", maxzoom="0")
    tiles = MbTiles(path)
    with pytest.raises(WorldError, match="interrupted"):
        tiles.tile(0, 0, 0)
    tiles.close()


def test_a_tile_of_any_size_is_refused(tmp_path: Path) -> None:
    rows = [(0, 0, 0, bytes(MAX_TILE + 1)), (1, 0, 0, gzip.compress(bytes(MAX_TILE + 1)))]
    tiles = MbTiles(write(tmp_path / "big.mbtiles", rows, format="png", minzoom="0", maxzoom="1"))
    with pytest.raises(WorldError, match="too big"):
        tiles.tile(0, 0, 0)
    with pytest.raises(WorldError, match="8 MB"):
        tiles.tile(1, 0, 1)
    tiles.close()
