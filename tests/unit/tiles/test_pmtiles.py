"""PMTiles: our own basemap is whole, and files that are damaged or hostile end in a sentence."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from libyamap.errors import WorldError
from libyamap.tiles.directory import Directory
from libyamap.tiles.limits import MAX_TILE
from libyamap.tiles.opening import open_tiles
from libyamap.tiles.pmtiles import PmTiles


def write(path: Path, tiles: dict[tuple[int, int, int], bytes], compression: Compression = Compression.GZIP) -> Path:
    """A PMTiles file with these tiles."""
    with path.open("wb") as file:
        writer = Writer(file)
        for (z, x, y), data in sorted(tiles.items(), key=lambda item: zxy_to_tileid(*item[0])):
            writer.write_tile(zxy_to_tileid(z, x, y), data)
        header = {"tile_type": TileType.MVT, "tile_compression": compression, "min_zoom": 0, "max_zoom": 3}
        header |= {"min_lon_e7": -1_0000000, "min_lat_e7": -2_0000000, "max_lon_e7": 3_0000000, "max_lat_e7": 4_0000000}
        writer.finalize(header, {"name": "Test", "attribution": "<b>Nobody</b>"})
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write(tmp_path / "small.pmtiles", {(0, 0, 0): gzip.compress(b"root"), (2, 1, 3): gzip.compress(b"leaf")})


def test_reads_tiles_and_says_what_it_is(small: Path) -> None:
    tiles = open_tiles(small)
    assert tiles.tile(0, 0, 0) == b"root"
    assert tiles.tile(2, 1, 3) == b"leaf"
    assert tiles.info.kind == "vector"
    assert tiles.info.bounds == (-1.0, -2.0, 3.0, 4.0)
    assert (tiles.info.name, tiles.info.attribution) == ("Test", "<b>Nobody</b>")
    assert tiles.max_zoom == 2
    tiles.close()
    tiles.close()


@pytest.mark.parametrize(("z", "x", "y"), [(2, 0, 0), (9, 0, 0), (1, 2, 0), (1, 0, -1), (-1, 0, 0), (99, 0, 0)])
def test_a_tile_that_is_not_there_is_none(small: Path, z: int, x: int, y: int) -> None:
    tiles = PmTiles(small)
    assert tiles.tile(z, x, y) is None
    tiles.close()


def test_many_threads_get_the_same_tiles(small: Path) -> None:
    tiles = PmTiles(small)
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(lambda _: tiles.tile(2, 1, 3), range(100)))
    assert found == {b"leaf"}
    tiles.close()


def test_a_tile_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    bomb = write(tmp_path / "bomb.pmtiles", {(0, 0, 0): gzip.compress(bytes(MAX_TILE + 1))})
    tiles = PmTiles(bomb)
    with pytest.raises(WorldError, match="8 MB"):
        tiles.tile(0, 0, 0)
    tiles.close()


def test_a_damaged_tile_is_a_sentence(tmp_path: Path) -> None:
    tiles = PmTiles(write(tmp_path / "bad.pmtiles", {(0, 0, 0): b"not gzip", (1, 0, 0): gzip.compress(b"x" * 99)[:-9]}))
    with pytest.raises(WorldError, match="damaged"):
        tiles.tile(0, 0, 0)
    with pytest.raises(WorldError, match="too early"):
        tiles.tile(1, 0, 0)
    tiles.close()


def test_every_truncation_is_a_sentence(small: Path, tmp_path: Path) -> None:
    whole = small.read_bytes()
    for length in range(1, len(whole)):
        part = tmp_path / "part.pmtiles"
        part.write_bytes(whole[:length])
        try:
            tiles = open_tiles(part)
        except WorldError:
            continue
        try:
            for place in ((0, 0, 0), (2, 1, 3)):
                assert tiles.tile(*place) in {b"root", b"leaf"}
        except WorldError:
            pass
        finally:
            tiles.close()


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"PMTiles", b"PMTiles\x02" + bytes(200), b"PMTiles\x03" + b"\xff" * 300]
)
def test_what_is_no_pmtiles_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.pmtiles"
    path.write_bytes(content)
    with pytest.raises(WorldError):
        open_tiles(path)


def test_missing_files_and_folders_are_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "none.pmtiles", tmp_path):
        with pytest.raises(WorldError, match="cannot be read"):
            open_tiles(path)


def test_an_unknown_packing_is_refused_when_opened(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="brotli"):
        PmTiles(write(tmp_path / "b.pmtiles", {(0, 0, 0): b"x"}, Compression.BROTLI))


@pytest.mark.parametrize("data", [b"\x05\x01", b"\xff" * 1_000_000, b"\x80", b"\xff\xff\xff\xff\x0f"])
def test_a_crafted_directory_is_refused_quickly(data: bytes) -> None:
    with pytest.raises(WorldError):
        Directory(data, "x")


def test_a_directory_that_leads_to_itself_ends(tmp_path: Path) -> None:
    """Root and leaf point at the same entry with run length 0, for ever."""
    path = write(tmp_path / "loop.pmtiles", {(0, 0, 0): gzip.compress(b"x")})
    whole = bytearray(path.read_bytes())
    root = gzip.compress(bytes([1, 0, 0, 40, 1]), mtime=0)  # one entry: id 0, run 0, length 40, offset 0
    start = len(whole)
    whole += root.ljust(40, b"\0")
    whole[8:24] = start.to_bytes(8, "little") + len(root).to_bytes(8, "little")
    whole[40:56] = start.to_bytes(8, "little") + (40).to_bytes(8, "little")
    path.write_bytes(whole)
    tiles = PmTiles(path)
    with pytest.raises(WorldError, match="nested"):
        tiles.tile(0, 0, 0)
    tiles.close()
