"""Whether a geometry has a part in an area: points by the even-odd rule, lines and areas by their true shape.

Longitude and latitude are plane numbers, as in `domain.inside`. A shared border is no part: what comes no deeper into
the area than EDGE is outside of it, so that a neighbour is not in it, even where rounding has moved the border.
shapely is imported when it is needed.
"""

import threading
from functools import lru_cache
from typing import Any, Final

from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.inside import is_inside

EDGE: Final = 1e-5
"""Degrees, about a metre: more than the rounding of any file, less than the map data are exact to."""
_DECIMALS: Final = 9
_SHAPES_KEPT: Final = 16
_AREAS: Final = frozenset({GeometryType.POLYGON, GeometryType.MULTIPOLYGON})
_POINTS: Final = frozenset({GeometryType.POINT, GeometryType.MULTIPOINT})


class Ground:
    """An area (Polygon or MultiPolygon, EPSG:4326) to be asked of many geometries, from any thread."""

    def __init__(self, area: Geometry) -> None:
        self.area = area
        self._core: Any = None
        self._lock = threading.Lock()  # the tree of a prepared shape is made at its first use

    def meets(self, geometry: Geometry) -> bool:
        """Whether a part of the geometry lies in the area; of a multipoint, any of its points."""
        if geometry.type in _POINTS:
            return any(is_inside(self.area, lon, lat) for lon, lat in geometry.positions())
        shape = shape_of(geometry)
        with self._lock:
            return bool(self._deep().intersects(shape))

    def holds_boxes(self, west: Any, south: Any, east: Any, north: Any) -> Any:
        """For arrays of the sides of boxes (degrees), which surely lie in the area with all that can be in them.

        Of an area that crosses itself none does: where it covers a place twice, points have a say of their own.
        """
        import shapely

        if not shape_of(self.area).is_valid:
            return shapely.is_empty(shapely.box(west, south, east, north))
        with self._lock:
            return shapely.contains_properly(self._deep(), shapely.box(west, south, east, north))

    def _deep(self) -> Any:
        """The area without its edge."""
        if self._core is None:
            import shapely

            core = shapely.buffer(shape_of(self.area), -EDGE, quad_segs=1, join_style="mitre")
            shapely.prepare(core)
            self._core = core
        return self._core


@lru_cache(maxsize=_SHAPES_KEPT)
def shape_of(geometry: Geometry) -> Any:
    """The geometry as shapely has it; of an area that crosses itself what the even-odd rule makes of its outlines.

    One that covers nothing is its outlines. Positions are rounded to a tenth of a millimetre.
    """
    import shapely.geometry

    exact = shapely.geometry.shape({"type": geometry.type.value, "coordinates": geometry.coordinates})
    shape = shapely.transform(exact, lambda places: places.round(_DECIMALS))
    if geometry.type not in _AREAS or shape.is_valid:
        return shape
    outlines = shapely.unary_union(
        [shapely.LineString(ring.coords) for ring in shapely.get_rings(shapely.get_parts(shape))]
    )
    pieces = shapely.get_parts(shapely.polygonize([outlines]))
    covered = [piece for piece in pieces if is_inside(geometry, *piece.representative_point().coords[0])]
    return shapely.unary_union(covered) if covered else outlines
