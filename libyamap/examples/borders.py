"""The common border of two countries, taken from the provinces of the map data; imports shapely."""

from libyamap.app.ports import AreaGazetteer
from libyamap.domain.geometry import Geometry, GeometryType, checked_geometry
from libyamap.errors import InvalidValue


def common_border(areas: AreaGazetteer, one: str, other: str) -> Geometry:
    """Line or lines (EPSG:4326) that both countries (ISO 3166-1 alpha-3) share; InvalidValue if they share none."""
    import shapely

    outlines = [
        shapely.unary_union(
            [
                shapely.geometry.shape({"type": area.geometry.type.value, "coordinates": area.geometry.coordinates})
                for area in areas.provinces_of(country)
            ]
        ).boundary
        for country in (one, other)
    ]
    shared = outlines[0].intersection(outlines[1])
    lines = shapely.line_merge(shared) if shared.geom_type == "MultiLineString" else shared
    if lines.geom_type not in {"LineString", "MultiLineString"} or lines.is_empty:
        raise InvalidValue("geometry", f"{one} and {other} have no common border in the map data.")
    return checked_geometry(
        Geometry(GeometryType(lines.geom_type), shapely.geometry.mapping(lines)["coordinates"]),
    )
