"""Cuts each zoom's features with tippecanoe and packs all tiles into one PMTiles file.

Simplification has been done before, on shared vertices, so tippecanoe is told to leave every line alone. The packing is
ours: every position from zoom 0 to the last has a tile (an empty one where there is only sea), equal tiles are stored
once, and the metadata holds no machine's paths, so that two runs give the same bytes.
"""

import gzip
import json
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import shapely
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from assets.geo.build.ground import MAX_ZOOM, Feature
from assets.geo.build.sources import Sources

FLAGS = [
    "--no-line-simplification", "--no-simplification-of-shared-nodes", "--no-tiny-polygon-reduction",
    "--no-feature-limit", "--no-tile-size-limit", "--no-tile-stats", "--preserve-input-order", "--quiet", "--force",
    "--buffer=8",
]  # fmt: skip
DETAIL = {MAX_ZOOM: 14}
"""Bits of a tile's grid: at the last zoom fine enough to be shown 16 times larger."""


def cut(sources: Sources, zoom: int, layers: dict[str, list[Feature]], work: Path) -> Path:
    """Write the features of one zoom as tiles into an MBTiles file in the scratch folder."""
    target = work / f"z{zoom}.mbtiles"
    binary = sources.path("tippecanoe", "tippecanoe/bin/tippecanoe")
    binary.chmod(0o755)
    command = [str(binary), "-o", str(target), f"--minimum-zoom={zoom}", f"--maximum-zoom={zoom}", *FLAGS]
    command.append(f"--full-detail={DETAIL.get(zoom, 12)}")
    for name, features in layers.items():
        source = work / f"z{zoom}-{name}.geojson"
        source.write_text("".join(_line(fields, shape) for fields, shape in features), encoding="utf-8")
        command.append(f"--named-layer={name}:{source}")
    subprocess.run(command, check=True)
    return target


def pack(cuts: list[Path], target: Path, metadata: dict[str, Any]) -> None:
    """Pack zoom 0 to the last into one PMTiles file."""
    empty = gzip.compress(b"", mtime=0)
    with target.open("wb") as file:
        writer = Writer(file)
        for zoom, path in enumerate(cuts):
            tiles = _tiles(path, zoom)
            for tile_id, x, y in sorted(
                (zxy_to_tileid(zoom, x, y), x, y) for x in range(2**zoom) for y in range(2**zoom)
            ):
                writer.write_tile(tile_id, tiles.get((x, y), empty))
        header = {
            "tile_type": TileType.MVT, "tile_compression": Compression.GZIP,
            "min_zoom": 0, "max_zoom": len(cuts) - 1,
            "min_lon_e7": -180_0000000, "min_lat_e7": -85_0511287, "max_lon_e7": 180_0000000, "max_lat_e7": 85_0511287,
            "center_zoom": 5, "center_lon_e7": 18_0000000, "center_lat_e7": 28_0000000,
        }  # fmt: skip
        writer.finalize(header, metadata)


def _tiles(path: Path, zoom: int) -> dict[tuple[int, int], bytes]:
    """x, y (from the top) -> gzipped tile, compressed again so that no library version shows in the bytes."""
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT tile_column, tile_row, tile_data FROM tiles").fetchall()
    return {(x, 2**zoom - 1 - row): gzip.compress(gzip.decompress(data), 9, mtime=0) for x, row, data in rows}


def _line(fields: dict[str, Any], shape: shapely.Geometry) -> str:
    geometry = shapely.to_geojson(shape)
    return f'{{"type":"Feature","properties":{json.dumps(fields, ensure_ascii=False)},"geometry":{geometry}}}\n'
