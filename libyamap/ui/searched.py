"""The outline of the area that a filter searches in, for the page."""

from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.web.protocol import ShowSearched


def outline_of(area: Geometry | None) -> ShowSearched:
    """All rings of an area (EPSG:4326), holes too; nothing for none."""
    if area is None:
        return ShowSearched()
    polygons = [area.coordinates] if area.type is GeometryType.POLYGON else area.coordinates
    return ShowSearched(tuple(tuple(map(tuple, ring)) for polygon in polygons for ring in polygon))
