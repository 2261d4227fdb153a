"""Schematic roads: OpenStreetMap's highways as the straight chords of a routing graph, not as they run.

The package holds the graph as two Python literals; they are rewritten as JSON and parsed, never executed.
"""

import json
import re
from typing import Any

import numpy as np
import shapely

from assets.geo.build.ground import MAX_ZOOM, Feature
from assets.geo.build.mercator import pixel, project, unproject
from assets.geo.build.sources import Sources
from assets.geo.build.topology import Floats, Geometries, lines_of

BOX = (-20.0, -5.0, 65.0, 60.0)  # W, S, E, N: Africa north of the equator, Europe, the Middle East
FIRST_ZOOM = 4


SHORTEST = {4: 40.0, 5: 14.0, 6: 0.0}
"""Tile zoom -> pixels; shorter chains are left out, so that cities do not become blots."""

OPEN_SEA = 3_000.0  # metres; a chord that is over water for longer is left out: the road it stands for goes round


class Roads:
    """Chains of chords, without those that would cross open water."""

    def __init__(self, sources: Sources, land: Geometries) -> None:
        """`land` are polygons in Web Mercator metres that leave no gaps but water."""
        chords = project(shapely.linestrings(_edges(sources).reshape(-1, 2, 2)))
        dry = shapely.get_coordinates(chords[_over_water(chords, land) <= OPEN_SEA]).reshape(-1, 4)
        self._chains = np.array(lines_of(dry), dtype=object)

    def at(self, zoom: int) -> list[Feature]:
        """Chains that are long enough for the zoom, in WGS 84."""
        shown = self._chains[shapely.length(self._chains) >= SHORTEST[zoom] * pixel(zoom)]
        if zoom < MAX_ZOOM:
            shown = shapely.simplify(shown, pixel(zoom) / 2)
        return [({"kind": "schematic"}, line) for line in unproject(shown)]


def _over_water(chords: Geometries, land: Geometries) -> Floats:
    """Metres of each chord that no polygon of the land covers."""
    water = shapely.length(chords)
    chord, polygon = shapely.STRtree(land).query(chords, predicate="intersects")
    inside = shapely.length(shapely.intersection(chords[chord], land[polygon]))
    np.subtract.at(water, chord, inside)
    return np.asarray(water)


def _edges(sources: Sources) -> Floats:
    """Chords inside the box, as x0 y0 x1 y1 in WGS 84."""
    with sources.path("scgraph-data", "scgraph_data/world_highways.py").open(encoding="utf-8") as file:
        rows = dict(line.rstrip("\n").split("=", 1) for line in file if line.startswith(("graph=", "nodes=")))
    nodes = np.array(json.loads(rows["nodes"]))[:, ::-1]
    graph: list[dict[str, Any]] = json.loads(re.sub(r"(\d+):", r'"\1":', rows["graph"]))
    ends = np.array([(start, int(end)) for start, row in enumerate(graph) for end in row if start < int(end)])
    edges: Floats = nodes[ends].reshape(-1, 4)
    west, south, east, north = BOX
    inside = ((edges[:, 0::2] > west) & (edges[:, 0::2] < east)).all(axis=1)
    inside &= ((edges[:, 1::2] > south) & (edges[:, 1::2] < north)).all(axis=1)
    return edges[inside]
