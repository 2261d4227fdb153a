"""Which lines and zones have a part in a drawn area: by their boxes where those tell, else by their geometry."""

from typing import Final

import numpy as np

from libyamap.app.meetings import drawn_ground
from libyamap.app.whereabouts import geometry_drawn
from libyamap.domain.geometry import Geometry
from libyamap.store.index.columns.arrays import Mask
from libyamap.store.index.columns.base import Base
from libyamap.store.index.columns.fetching import Fetching

_READ_AT_ONCE: Final = 2_000


def shapes_in(base: Base, fetching: Fetching, area: Geometry) -> Mask:
    """For each row of `base.shapes` whether a part of it is in the area (EPSG:4326)."""
    asked = drawn_ground(area)
    west, south, east, north = area.bounds()
    boxes = base["box"].reshape(-1, 2, 4)  # the second one is no number for most
    near = (boxes[:, :, 0] <= east) & (boxes[:, :, 2] >= west) & (boxes[:, :, 1] <= north) & (boxes[:, :, 3] >= south)
    rows = np.flatnonzero(near.any(axis=1))
    mask = np.zeros(len(boxes), np.bool_)
    if not len(rows):
        return mask
    there = ~np.isnan(boxes[rows, :, 0])
    whole = asked.ground.holds_boxes(*np.where(there, np.moveaxis(boxes[rows], 2, 0), 0.0)) | ~there
    mask[rows] = whole.all(axis=1)
    rows = rows[~mask[rows]]
    for start in range(0, len(rows), _READ_AT_ONCE):
        piece = rows[start : start + _READ_AT_ONCE]
        found = fetching.by_row((piece + base.shapes.start).tolist())
        for at in piece.tolist():
            feature = found.get(at + base.shapes.start)
            geometry = geometry_drawn(feature) if feature is not None else None
            mask[at] = geometry is not None and asked.meets(geometry)
    return mask
