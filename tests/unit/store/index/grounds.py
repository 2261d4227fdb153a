"""Lines, zones and drawn areas for hypothesis, and by brute force which have a part in which."""

from typing import Any

import shapely
from hypothesis import strategies as st
from shapely.ops import polygonize

from libyamap.app.filter_area import box_area
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.inside import is_inside
from libyamap.domain.model import Event, Feature, Link, Zone
from tests.unit.store.samples import LAYER, OTHER, SOURCE

AREAS = {GeometryType.POLYGON, GeometryType.MULTIPOLYGON}
# Around the provinces of `questions`, on their edges and corners too, and about the antimeridian.
off_edges = st.tuples(st.floats(12, 28), st.floats(18, 35))
spots = st.one_of(
    off_edges,
    st.tuples(st.sampled_from([13.0, 14.0, 15.0, 16.0, 20.0, 25.0]), st.sampled_from([20.0, 27.0, 31.0, 32.0, 33.0])),
)
beyond = st.tuples(
    st.one_of(st.sampled_from([-180.0, -179.0, 179.0, 180.0]), st.floats(178, 180), st.floats(-180, -178)),
    st.one_of(st.sampled_from([-18.0, -16.0]), st.floats(-20, -14)),
)
boxes = st.builds(
    box_area, st.sampled_from([178.5, 179.0, 179.9, 14.0, 16.0, 20.0]), st.sampled_from([-19.0, -17.0, 22.0]),
    st.sampled_from([-179.9, -179.0, -178.0, 17.0, 25.0]), st.sampled_from([-16.0, 30.0, 33.0]),
)  # fmt: skip


def _ring(places: Any) -> Any:
    return st.lists(places, min_size=3, max_size=6, unique=True).map(lambda ring: (*ring, ring[0]))


polygons = st.one_of(_ring(spots), _ring(spots), _ring(beyond)).map(
    lambda ring: Geometry(GeometryType.POLYGON, (ring,))
)
holed = st.tuples(_ring(off_edges), _ring(off_edges)).map(lambda rings: Geometry(GeometryType.POLYGON, rings))
several = st.lists(_ring(off_edges).map(lambda ring: (ring,)), min_size=2, max_size=3).map(
    lambda parts: Geometry(GeometryType.MULTIPOLYGON, tuple(parts))
)
areas = st.one_of(polygons, boxes, holed, several)
lines = st.one_of(
    *(
        st.lists(places, min_size=2, max_size=5, unique=True).map(
            lambda line: Geometry(GeometryType.LINESTRING, tuple(line))
        )
        for places in (spots, spots, beyond)
    )
)
scattered = st.lists(spots, min_size=1, max_size=4).map(lambda found: Geometry(GeometryType.MULTIPOINT, tuple(found)))


def _made(number: int, geometry: Geometry, country: str, province: str) -> Feature:
    given: dict[str, Any] = {
        "id": f"{number:08d}", "layer": LAYER.id, "title": "x", "where_prec": 5, "geometry": geometry,
        "country": country, "province": province,
    }  # fmt: skip
    if geometry.type in AREAS:
        return Zone(**given)
    if geometry.type is GeometryType.LINESTRING:
        return Link(**given, origin=OTHER.id, target=SOURCE.id)
    return Event(**given)


shaped = st.builds(
    _made,
    st.integers(0, 99_999_999),
    st.one_of(areas, lines, scattered),
    st.sampled_from(["", "LBY", "FJI"]),
    st.sampled_from(["", "LY-MI", "FJ-N"]),
)


def shape_of(geometry: Geometry) -> Any:
    """The geometry in shapely's words; of an area those pieces, cut by its outlines, that are inside."""
    if geometry.type not in AREAS:
        return shapely.geometry.shape({"type": geometry.type.value, "coordinates": geometry.coordinates})
    polygons = [geometry.coordinates] if geometry.type is GeometryType.POLYGON else geometry.coordinates
    outlines = shapely.unary_union([shapely.LineString(ring) for polygon in polygons for ring in polygon])
    pieces = polygonize(outlines)
    inside = [piece for piece in pieces if is_inside(geometry, *piece.representative_point().coords[0])]
    return shapely.unary_union(inside) if inside else outlines


def has_part_in(geometry: Geometry, area: Geometry) -> bool | None:
    """Whether a part of it lies in an area; None where that is a matter of metres."""
    if geometry.type is GeometryType.POINT:
        return is_inside(area, *geometry.coordinates)
    shape, ground = shape_of(geometry), shape_of(area)
    if shape.intersects(ground.buffer(-1e-4)):
        return True
    part = shape.intersection(ground)
    if geometry.type is GeometryType.MULTIPOINT or (geometry.type in AREAS and shape.area == 0):
        return None if part else False
    size = part.area if geometry.type in AREAS else part.length - shape.intersection(ground.boundary).length
    return False if abs(size) < 1e-12 else None
