"""The ground of one zoom: country fills and border lines, simplified together, and without specks."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from assets.geo.build.admin import Admin
from assets.geo.build.borders import Borders
from assets.geo.build.mercator import pixel, project, unproject
from assets.geo.build.topology import Geometries

MAX_ZOOM = 6
SPECK = 2.0  # square pixels; smaller islands are left out below the last zoom
PROVINCE_ZOOM = 3  # province lines are noise below this

Feature = tuple[dict[str, Any], shapely.Geometry]


class Ground:
    """Gives the features of each zoom; at the last zoom the source's own vertices, all of them."""

    def __init__(self, admin: Admin, borders: Borders) -> None:
        self._admin = admin
        self._borders = borders
        self._shapes = project(admin.shapes)

    def at(self, zoom: int) -> dict[str, list[Feature]]:
        """Layer name -> features in WGS 84."""
        shapes = self._shapes
        if zoom < MAX_ZOOM:
            shapes = shapely.coverage_simplify(shapes, pixel(zoom) / 2)
        lines = [
            ({"kind": border.kind, "status": border.status, "left": border.left, "right": border.right}, border.line)
            for border in self._borders.of(shapes)
            if border.kind != "province" or zoom >= PROVINCE_ZOOM
        ]
        return {"earth": list(self._countries(shapes, zoom)), "boundaries": _lonlat(lines)}

    def _countries(self, shapes: Geometries, zoom: int) -> Iterator[Feature]:
        for iso3, indices in self._admin.of_country().items():
            parts = shapely.get_parts(shapely.coverage_union_all(shapes[indices]))
            area = shapely.area(parts)
            if zoom < MAX_ZOOM:
                large = area >= SPECK * pixel(zoom) ** 2
                large[np.argmax(area)] = True
                parts = parts[large]
            yield {"iso3": iso3}, unproject(np.array([shapely.multipolygons(parts)], dtype=object))[0]


def _lonlat(features: list[Feature]) -> list[Feature]:
    shapes = unproject(np.array([shape for _, shape in features], dtype=object))
    return [(fields, shape) for (fields, _), shape in zip(features, shapes, strict=True)]
