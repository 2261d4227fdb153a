"""The ground that a page carries: the world coarsely, the region of its subject as finely as there is room for."""

import gzip
import math
from collections.abc import Iterator
from typing import Final

from libyamap.app.ports import AreaGazetteer, TileSource
from libyamap.briefing.standalone.payload import PageLabel, Tiles
from libyamap.domain.geometry import Bounds
from libyamap.i18n import Language, name_in
from libyamap.web.marks import GroundLabel

WORLD_ZOOM: Final = 3
"""Zoom of the deepest tiles of the whole world; a tile is drawn over two by two of Leaflet's."""
MOST_TILE_BYTES: Final = 3_000_000
"""Of the region, before packing: about 1 MB in the page."""
LABEL_ZOOMS: Final = range(1, 12)
WIDE_FROM: Final = 5
"""From this zoom on, names are those of the region alone."""
POLE: Final = 85.0511287798066


def tiles_for(region: Bounds, source: TileSource) -> Tiles:
    """The tiles of a region (degrees) and of the world around it; the same tiles, the same bytes."""
    world = [(z, x, y) for z in range(WORLD_ZOOM + 1) for x in range(2**z) for y in range(2**z)]
    found = [(key, body) for key in world if (body := source.tile(*key))]
    deepest, room = WORLD_ZOOM, MOST_TILE_BYTES
    for z in range(WORLD_ZOOM + 1, source.max_zoom + 1):
        finer = [(key, body) for key in _tiles_in(region, z) if (body := source.tile(*key))]
        room -= sum(len(body) for _, body in finer)
        if room < 0:
            break
        found += finer
        deepest = z
    return Tiles(
        tuple(f"{z}-{x}-{y}" for (z, x, y), _ in found),
        tuple(len(body) for _, body in found),
        gzip.compress(b"".join(body for _, body in found), mtime=0),
        deepest,
        region,
        WORLD_ZOOM + 1,
    )


def labels_for(region: Bounds, areas: AreaGazetteer, language: Language) -> tuple[PageLabel, ...]:
    """Names of the ground with the zooms they are shown at, most important first."""
    zooms: dict[GroundLabel, list[int]] = {}
    world = (-180.0, -POLE, 180.0, POLE)
    for zoom in LABEL_ZOOMS:
        for name in areas.place_names_in(world if zoom < WIDE_FROM else region, zoom):
            label = GroundLabel(name_in(language, name.name, name.name_ar), name.kind, name.rank, name.at)
            zooms.setdefault(label, []).append(zoom)
    ordered = sorted(zooms, key=lambda label: (label.rank, label.text, label.at))
    last = LABEL_ZOOMS[-1]
    return tuple(
        PageLabel(label=label, least=zooms[label][0], most=99 if zooms[label][-1] == last else zooms[label][-1])
        for label in ordered
    )


def _tiles_in(region: Bounds, z: int) -> Iterator[tuple[int, int, int]]:
    west, south, east, north = region
    left, top = _tile_at(west, north, z)
    right, bottom = _tile_at(east, south, z)
    for x in range(left, right + 1):
        for y in range(top, bottom + 1):
            yield z, x, y


def _tile_at(lon: float, lat: float, z: int) -> tuple[int, int]:
    sine = math.sin(math.radians(max(-POLE, min(POLE, lat))))
    x = (lon / 360 + 0.5) * 2**z
    y = (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * 2**z
    return max(0, min(2**z - 1, math.floor(x))), max(0, min(2**z - 1, math.floor(y)))
