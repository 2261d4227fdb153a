"""The common border of two countries, taken from the provinces of the map data; imports shapely."""

from libyamap.app.ports import AreaGazetteer
from libyamap.domain.geometry import Geometry, GeometryType, checked_geometry
from libyamap.errors import InvalidValue


def common_border(areas: AreaGazetteer, one: str, other: str) -> Geometry:
    """Line or lines (EPSG:4326) that both countries (ISO 3166-1 alpha-3) share; InvalidValue if they share none."""
    import shapely

    countries = [
        shapely.union_all(
            [
                shapely.Polygon(polygon[0], polygon[1:])
                for area in areas.provinces_of(country)
                for polygon in area.geometry.coordinates
            ]
        )
        for country in (one, other)
    ]
    if any(country.is_empty for country in countries):
        raise InvalidValue("geometry", f"The map data have no provinces of {one} or of {other}.")
    shared = countries[0].boundary.intersection(countries[1].boundary)
    lines = shapely.line_merge(shared) if shared.geom_type == "MultiLineString" else shared
    if lines.geom_type not in {"LineString", "MultiLineString"} or lines.is_empty:
        raise InvalidValue("geometry", f"{one} and {other} have no common border in the map data.")
    return checked_geometry(
        Geometry(GeometryType(lines.geom_type), shapely.geometry.mapping(lines)["coordinates"]),
    )
