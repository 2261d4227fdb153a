"""Schematic roads: how the towns of a zoom are joined, along OpenStreetMap's highways.

The package holds a routing graph: straight chords between junctions, not the course of the road, and no class of road.
So importance is worked out: every junction is given to the town it is nearest to by road, and where two towns' areas
touch, the shortest way between them is kept. The graph comes as two Python literals; they are rewritten as JSON and
parsed, never executed.
"""

import heapq
import json
import math
import re
from typing import Any

import numpy as np
import shapely

from assets.geo.build.coast import Coast
from assets.geo.build.ground import MAX_ZOOM, Feature
from assets.geo.build.labels import LabelRow
from assets.geo.build.mercator import pixel, project, unproject
from assets.geo.build.sources import Sources
from assets.geo.build.topology import Floats, Ints

BOX = (-20.0, -5.0, 65.0, 60.0)  # W, S, E, N: Africa north of the equator, Europe, the Middle East
TOWNS = {4: 5.5, 5: 6.7, 6: 8.5}
"""Tile zoom -> towns of up to this first label zoom are joined."""

OPEN_SEA = 3_000.0  # metres; a chord that is over water for longer is bent along the shore, or left out
NEAR = 0.15  # degrees from a town to its junction
DETOUR = 2.5  # times the straight distance; longer ways between two towns say nothing


class Roads:
    """The graph, asked for the network of each zoom."""

    def __init__(self, sources: Sources, coast: Coast, towns: list[LabelRow]) -> None:
        self._nodes, ends = _graph(sources)
        chords = np.array(shapely.linestrings(self._nodes[ends]), dtype=object)
        wet = np.flatnonzero(coast.over_water(chords) > OPEN_SEA).tolist()
        chords[wet] = [coast.along(chords[edge]) for edge in wet]
        kept = chords != np.array(None)
        self._ends, self._chords = ends[kept], chords[kept]
        self._lengths = np.hypot(*(self._nodes[self._ends[:, 0]] - self._nodes[self._ends[:, 1]]).T)
        self._towns = towns
        self._links: list[list[tuple[int, int]]] = [[] for _ in range(len(self._nodes))]
        for edge, (start, end) in enumerate(self._ends.tolist()):
            self._links[start].append((end, edge))
            self._links[end].append((start, edge))

    def at(self, zoom: int) -> list[Feature]:
        """Lines that join the zoom's towns, in WGS 84."""
        used = sorted(self._network(self._junctions(TOWNS[zoom])))
        lines = np.array(shapely.get_parts(shapely.line_merge(shapely.MultiLineString(list(self._chords[used])))))
        if zoom < MAX_ZOOM:
            lines = shapely.simplify(lines, pixel(zoom) / 2)
        return [({"kind": "schematic"}, line) for line in unproject(lines)]

    def _junctions(self, zoom: float) -> list[int]:
        """The node nearest to each town."""
        west, south, east, north = BOX
        at = [(row.lon, row.lat) for row in self._towns if row.min_zoom <= zoom]
        inside = [(lon, lat) for lon, lat in at if west < lon < east and south < lat < north]
        connected = np.unique(self._ends)
        tree = shapely.STRtree(np.array(shapely.points(self._nodes[connected]), dtype=object))
        towns = project(np.array([shapely.Point(place) for place in inside], dtype=object))
        near = NEAR / 360 * 2 * math.pi * 6378137
        _, found = tree.query_nearest(towns, max_distance=near, all_matches=False)
        return sorted(set(connected[found].tolist()))

    def _network(self, towns: list[int]) -> set[int]:
        """Edges of the shortest ways between neighbouring towns."""
        distance, owner, back = self._areas(towns)
        best: dict[tuple[int, int], tuple[float, int]] = {}
        for edge, (start, end) in enumerate(self._ends.tolist()):
            if owner[start] >= 0 and owner[end] >= 0 and owner[start] != owner[end]:
                pair = (min(owner[start], owner[end]), max(owner[start], owner[end]))
                way = distance[start] + float(self._lengths[edge]) + distance[end]
                if way < best.get(pair, (math.inf, 0))[0] and way < DETOUR * self._apart(*pair):
                    best[pair] = (way, edge)
        used: set[int] = set()
        for _, edge in best.values():
            used.add(edge)
            for node in self._ends[edge].tolist():
                self._follow(node, back, used)
        return used

    def _follow(self, node: int, back: list[int], used: set[int]) -> None:
        """Use the way from a node to its town, up to where it is used already."""
        while back[node] >= 0 and back[node] not in used:
            edge = back[node]
            used.add(edge)
            start, end = self._ends[edge].tolist()
            node = end if start == node else start

    def _areas(self, towns: list[int]) -> tuple[list[float], list[int], list[int]]:
        """Dijkstra from all towns at once: metres to the nearest town, which town, and the edge that leads there."""
        distance = [math.inf] * len(self._nodes)
        owner = [-1] * len(self._nodes)
        back = [-1] * len(self._nodes)
        queue = [(0.0, town, town, -1) for town in towns]
        while queue:
            metres, node, town, edge = heapq.heappop(queue)
            if owner[node] >= 0:
                continue
            distance[node], owner[node], back[node] = metres, town, edge
            for other, link in self._links[node]:
                if owner[other] < 0:
                    heapq.heappush(queue, (metres + float(self._lengths[link]), other, town, link))
        return distance, owner, back

    def _apart(self, one: int, other: int) -> float:
        return float(np.hypot(*(self._nodes[one] - self._nodes[other])))


def _graph(sources: Sources) -> tuple[Floats, Ints]:
    """Nodes in Web Mercator metres, and (n, 2) ends of the chords that lie inside the box."""
    with sources.path("scgraph-data", "scgraph_data/world_highways.py").open(encoding="utf-8") as file:
        rows = dict(line.rstrip("\n").split("=", 1) for line in file if line.startswith(("graph=", "nodes=")))
    places = np.array(json.loads(rows["nodes"]))[:, ::-1]
    graph: list[dict[str, Any]] = json.loads(re.sub(r"(\d+):", r'"\1":', rows["graph"]))
    ends = np.array([(start, int(end)) for start, row in enumerate(graph) for end in row if start < int(end)])
    west, south, east, north = BOX
    lon, lat = places.T
    inside = (lon > west) & (lon < east) & (lat > south) & (lat < north)
    ends = ends[inside[ends].all(axis=1)]
    nodes = shapely.get_coordinates(project(np.array(shapely.points(places), dtype=object)))
    return nodes, ends
