"""Which positions lie in a drawn area: `domain.inside` for whole columns, the same rule with the same arithmetic."""

from itertools import pairwise
from math import isqrt
from typing import Final

import numpy as np

from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.store.index.columns.arrays import Floats, Ints, Mask

_PAIRS_AT_ONCE: Final = 4_000_000
_MOST_BANDS: Final = 64
_PAIRS_A_BAND: Final = 5_000
"""To begin a band takes about as long as so many pairs of a position and an edge."""
_FEW: Final = 1_000


def inside(area: Geometry, lon: Floats, lat: Floats) -> Mask:
    """The even-odd rule for each position (EPSG:4326)."""
    edges = edges_of(area)
    found = np.zeros(len(lon), np.bool_)
    if not len(edges):
        return found
    west, south = edges[:, [0, 2]].min(), edges[:, [1, 3]].min()
    east, north = edges[:, [0, 2]].max(), edges[:, [1, 3]].max()
    rows = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
    # Sorted by latitude, positions in one band meet only the edges that cross the band.
    count = min(_MOST_BANDS, max(1, isqrt(len(rows) * len(edges) // _PAIRS_A_BAND)))
    bands = np.minimum(((lat[rows] - south) / max(north - south, 1e-12) * count).astype(np.int64), count - 1)
    order = np.argsort(bands, kind="stable")
    limits = np.searchsorted(bands[order], np.arange(count + 1)).tolist()
    lows, highs = np.minimum(edges[:, 1], edges[:, 3]), np.maximum(edges[:, 1], edges[:, 3])
    for start, stop in pairwise(limits):
        if start < stop:
            members = rows[order[start:stop]]
            its_lat = lat[members]
            near = edges[(lows <= its_lat.max()) & (highs >= its_lat.min())]
            found[members] = _odd(near, lon[members], its_lat)
    return found


def _odd(edges: Floats, lon: Floats, lat: Floats) -> Mask:
    """Whether a ray to the east crosses an odd number of edges."""
    odd = np.zeros(len(lon), np.bool_)
    step = max(1, _PAIRS_AT_ONCE // max(1, len(edges)))
    for start in range(0, len(lon), step):
        part = slice(start, start + step)
        odd[part] = _crossings(edges, lon[part], lat[part]) % 2 == 1
    return odd


def _crossings(edges: Floats, lon: Floats, lat: Floats) -> Ints:
    if len(lon) <= _FEW:  # all edges at once
        x0, y0, x1, y1 = edges.T[:, :, np.newaxis]
        with np.errstate(divide="ignore", invalid="ignore"):  # of level edges, which nothing crosses
            beyond = lon < (x1 - x0) * (lat - y0) / (y1 - y0) + x0
        crossed: Ints = np.count_nonzero(((y0 > lat) != (y1 > lat)) & beyond, axis=0)
        return crossed
    count = np.zeros(len(lon), np.int64)
    for x0, y0, x1, y1 in edges:
        rows = np.flatnonzero((y0 > lat) != (y1 > lat))
        if len(rows):
            count[rows] += lon[rows] < (x1 - x0) * (lat[rows] - y0) / (y1 - y0) + x0
    return count


def edges_of(area: Geometry) -> Floats:
    """All edges of all rings as x0, y0, x1, y1."""
    if area.type not in {GeometryType.POLYGON, GeometryType.MULTIPOLYGON}:
        return np.empty((0, 4))
    polygons = [area.coordinates] if area.type is GeometryType.POLYGON else area.coordinates
    parts = []
    for polygon in polygons:
        for ring in polygon:
            positions = np.array([position[:2] for position in ring], np.float64)
            parts.append(np.concatenate([positions[:-1], positions[1:]], axis=1))
    return np.concatenate(parts) if parts else np.empty((0, 4))
