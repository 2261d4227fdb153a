"""Rings that reach into a frame from outside it: `app.whereabouts.extent_of` for whole columns."""

import math
from typing import Final

import numpy as np

from libyamap.app.whereabouts import METRES_PER_DEGREE
from libyamap.domain.geometry import Bounds
from libyamap.store.index.boxes import ROUND, boxes_of
from libyamap.store.index.columns.arrays import Ints, Mask
from libyamap.store.index.columns.points import Chosen, standing
from libyamap.store.index.entry import WIDEST_RING_M

_MOST_LATITUDE: Final = 89.0


def reaching(chosen: Chosen, bounds: Bounds) -> Ints:
    """Chosen rows (from the block's start) that do not stand in the bounds, but whose ring meets them."""
    points = chosen.points
    if not chosen.total:
        return np.empty(0, np.int64)
    rows = chosen.rows_standing(_widened(bounds))
    rows = rows[points.pad[rows] > 0]
    lon, lat, pad = points.lon[rows], points.lat[rows], points.pad[rows].astype(np.float64) / METRES_PER_DEGREE
    rows_in = standing(lon, lat, bounds)
    across = pad / np.maximum(0.01, np.cos(np.radians(np.minimum(_MOST_LATITUDE, np.abs(lat)))))
    north, south = np.minimum(90.0, lat + pad), np.maximum(-90.0, lat - pad)
    meets = np.zeros(len(rows), np.bool_)
    for box_west, box_south, box_east, box_north in boxes_of(bounds):
        level = (south <= box_north) & (north >= box_south)
        beside: Mask = np.zeros(len(rows), np.bool_)
        for turn in (-ROUND, 0.0, ROUND):
            beside |= (lon - across + turn <= box_east) & (lon + across + turn >= box_west)
        meets |= level & beside
    return rows[meets & ~rows_in]


def _widened(bounds: Bounds) -> Bounds:
    """The bounds with as much around them as the widest ring reaches."""
    west, south, east, north = bounds
    if not all(math.isfinite(side) for side in bounds):
        return bounds
    pad = WIDEST_RING_M / METRES_PER_DEGREE * 1.001
    highest = min(_MOST_LATITUDE, max(abs(south), abs(north)) + pad)
    across = pad / max(0.01, math.cos(math.radians(highest)))
    width = east - west if east >= west else east - west + ROUND
    if width + 2 * across >= ROUND:
        return -180.0, max(-90.0, south - pad), 180.0, min(90.0, north + pad)
    return west - across, max(-90.0, south - pad), west + width + across, min(90.0, north + pad)
