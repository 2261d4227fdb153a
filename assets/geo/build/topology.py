"""Shared edges and shared vertices of a coverage: what keeps borders, fills and provinces from drifting apart.

Natural Earth's admin-1 polygons form a valid coverage: two neighbours have the very same vertices along their border.
So a border line is the set of edges that two units share, and a vertex may be dropped only in all of them at once.
Coordinates are compared exactly; nothing here projects or rounds.
"""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

Geometries = NDArray[Any]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def shared_edges(units: Geometries) -> tuple[Floats, Ints]:
    """Edges that two units have in common: (n, 4) of x0 y0 x1 y1, and (n, 2) of the two units' indices."""
    edges, owner = _edges(units)
    order = np.lexsort(edges.T[::-1])
    edges, owner = edges[order], owner[order]
    same = (edges[1:] == edges[:-1]).all(axis=1)
    first = np.flatnonzero(same)
    pairs = np.sort(np.stack([owner[first], owner[first + 1]], axis=1), axis=1)
    return edges[first], pairs


def lines_of(edges: Floats) -> list[shapely.LineString]:
    """The longest lines that a bag of edges makes."""
    if len(edges) == 0:
        return []
    merged = shapely.line_merge(shapely.MultiLineString(list(edges.reshape(-1, 2, 2))))
    return [line for line in shapely.get_parts(merged) if not line.is_empty]


def keep_vertices(units: Geometries, kept: NDArray[np.complex128]) -> Geometries:
    """The units with only the vertices whose x+iy is in `kept` (sorted); rings that would collapse stay whole."""
    return np.array([_thin(unit, kept) for unit in units], dtype=object)


def vertices(units: Geometries) -> NDArray[np.complex128]:
    """All different vertices as x+iy."""
    points = shapely.get_coordinates(units)
    return np.unique(points[:, 0] + 1j * points[:, 1])


def _edges(units: Geometries) -> tuple[Floats, Ints]:
    parts, part_unit = shapely.get_parts(units, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    points, point_ring = shapely.get_coordinates(rings, return_index=True)
    inside = point_ring[1:] == point_ring[:-1]
    start, end = points[:-1][inside], points[1:][inside]
    swap = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    start[swap], end[swap] = end[swap], start[swap].copy()
    return np.hstack([start, end]), part_unit[ring_part[point_ring[1:][inside]]]


def _thin(unit: shapely.Geometry, kept: NDArray[np.complex128]) -> shapely.Geometry:
    return shapely.MultiPolygon([_thin_polygon(part, kept) for part in shapely.get_parts(unit)])


def _thin_polygon(polygon: shapely.Polygon, kept: NDArray[np.complex128]) -> shapely.Polygon:
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(polygon)]
    shell, *holes = [_thin_ring(ring, kept) for ring in rings]
    return shapely.Polygon(shell, holes)


def _thin_ring(ring: Floats, kept: NDArray[np.complex128]) -> Floats:
    open_ring = ring[:-1]
    keys = open_ring[:, 0] + 1j * open_ring[:, 1]
    at = np.minimum(np.searchsorted(kept, keys), len(kept) - 1)
    thin = open_ring[kept[at] == keys]
    return ring if len(thin) < 3 else np.vstack([thin, thin[:1]])
