"""Web Mercator, the projection that the tiles are cut in; simplification has to be even on screen, not on the globe."""

import math
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

LIMIT = 85.0511287798066
RADIUS = 6378137.0
WORLD = 2 * math.pi * RADIUS


def project(shapes: NDArray[Any]) -> NDArray[Any]:
    """WGS 84 lon/lat -> metres; latitudes beyond the square world are put on its edge.

    Antarctica's ring folds onto itself there, so what comes out is made valid (other shapes keep every vertex).
    """
    return np.asarray(shapely.make_valid(shapely.transform(shapes, _forward), method="structure"))


def unproject(shapes: NDArray[Any]) -> NDArray[Any]:
    """Metres -> WGS 84 lon/lat."""
    return np.asarray(shapely.transform(shapes, _backward))


def pixel(zoom: int) -> float:
    """Metres of one screen pixel where a tile of this zoom is shown 512 pixels wide."""
    return WORLD / (512 << zoom)


def _forward(points: NDArray[np.float64]) -> NDArray[np.float64]:
    lat = np.radians(np.clip(points[:, 1], -LIMIT, LIMIT))
    return np.stack([np.radians(points[:, 0]) * RADIUS, np.log(np.tan(np.pi / 4 + lat / 2)) * RADIUS], axis=1)


def _backward(points: NDArray[np.float64]) -> NDArray[np.float64]:
    lat = np.degrees(2 * np.arctan(np.exp(points[:, 1] / RADIUS)) - np.pi / 2)
    return np.stack([np.degrees(points[:, 0] / RADIUS), lat], axis=1)
