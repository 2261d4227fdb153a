"""Schematic roads: OpenStreetMap's highways as the straight chords of a routing graph, not as they run.

The package holds the graph as two Python literals; they are rewritten as JSON and parsed, never executed.
"""

import json
import re
from typing import Any

import numpy as np
import shapely

from assets.geo.build.sources import Sources
from assets.geo.build.topology import Floats, lines_of

BOX = (-20.0, -5.0, 65.0, 60.0)  # W, S, E, N: Africa north of the equator, Europe, the Middle East
FIRST_ZOOM = 4


def read(sources: Sources) -> list[shapely.LineString]:
    """Chains of chords inside the box, in WGS 84."""
    with sources.path("scgraph-data", "scgraph_data/world_highways.py").open(encoding="utf-8") as file:
        rows = dict(line.rstrip("\n").split("=", 1) for line in file if line.startswith(("graph=", "nodes=")))
    nodes = np.array(json.loads(rows["nodes"]))[:, ::-1]
    graph: list[dict[str, Any]] = json.loads(re.sub(r"(\d+):", r'"\1":', rows["graph"]))
    ends = np.array([(start, int(end)) for start, row in enumerate(graph) for end in row if start < int(end)])
    edges: Floats = nodes[ends].reshape(-1, 4)
    west, south, east, north = BOX
    inside = ((edges[:, 0::2] > west) & (edges[:, 0::2] < east)).all(axis=1)
    inside &= ((edges[:, 1::2] > south) & (edges[:, 1::2] < north)).all(axis=1)
    return lines_of(edges[inside])
