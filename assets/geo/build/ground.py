"""The ground of one zoom: country fills and border lines, simplified together, and without specks."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from assets.geo.build.admin import Admin
from assets.geo.build.borders import Border, Borders
from assets.geo.build.mercator import pixel, project, unproject
from assets.geo.build.topology import Geometries

MAX_ZOOM = 6
SPECK = 2.0  # square pixels; smaller islands are left out below the last zoom
PROVINCE_SIZE = 28.0  # pixels; where a country's provinces are smaller than this their lines are noise

Feature = tuple[dict[str, Any], shapely.Geometry]


class Ground:
    """Gives the features of each zoom; at the last zoom the source's own vertices, all of them."""

    def __init__(self, admin: Admin, borders: Borders) -> None:
        self._admin = admin
        self._borders = borders
        self._shapes = project(admin.shapes)
        self._first_zoom = self._province_zooms()

    def at(self, zoom: int) -> dict[str, list[Feature]]:
        """Layer name -> features in WGS 84."""
        shapes = self._shapes
        if zoom < MAX_ZOOM:
            shapes = shapely.coverage_simplify(shapes, pixel(zoom) / 2)
        lines: list[Feature] = [
            (self._fields(border), border.line)
            for border in self._borders.of(shapes)
            if border.kind != "province" or zoom == MAX_ZOOM or self._first_zoom[border.left] <= zoom + 1
        ]
        return {"earth": list(self._countries(shapes, zoom)), "boundaries": _lonlat(lines)}

    def _fields(self, border: Border) -> dict[str, Any]:
        if border.kind == "province":
            return {"kind": border.kind, "iso3": border.left, "min_zoom": self._first_zoom[border.left]}
        fields = {"kind": border.kind, "left": border.left, "right": border.right}
        return fields | {"status": border.status} if border.status else fields

    def _province_zooms(self) -> dict[str, int]:
        """Country -> map zoom (256-pixel tiles) from which its provinces are large enough to be told apart."""
        sizes = np.sqrt(shapely.area(self._shapes))
        median = {iso3: float(np.median(sizes[indices])) for iso3, indices in self._admin.of_country().items()}
        return {
            iso3: next((zoom for zoom in range(3, 12) if size >= PROVINCE_SIZE * pixel(zoom - 1)), 12)
            for iso3, size in median.items()
        }

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
