"""Geometry: what is accepted, what is refused and why."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.domain.geometry import (
    Geometry,
    GeometryType,
    area_problem,
    checked_geometry,
    line,
    point,
    union_of_areas,
)
from libyamap.errors import InvalidValue

lons = st.floats(-180, 180)
lats = st.floats(-90, 90)
positions = st.tuples(lons, lats)
rings = st.lists(positions, min_size=3, max_size=8).map(lambda ring: (*ring, ring[0]))
NESTED: dict[GeometryType, st.SearchStrategy[Any]] = {
    GeometryType.POINT: positions,
    GeometryType.LINESTRING: st.lists(positions, min_size=2, max_size=8).map(tuple),
    GeometryType.MULTIPOINT: st.lists(positions, min_size=1, max_size=8).map(tuple),
    GeometryType.POLYGON: st.lists(rings, min_size=1, max_size=3).map(tuple),
    GeometryType.MULTILINESTRING: st.lists(
        st.lists(positions, min_size=2, max_size=8).map(tuple), min_size=1, max_size=3
    ).map(tuple),
    GeometryType.MULTIPOLYGON: st.lists(st.lists(rings, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(
        tuple
    ),
}
geometries = st.sampled_from(GeometryType).flatmap(lambda kind: st.builds(Geometry, st.just(kind), NESTED[kind]))
SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
BOW_TIE = ((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0))


def lists(value: Any) -> Any:
    """The same nesting as JSON readers give it."""
    return [lists(part) for part in value] if isinstance(value, tuple) else value


@given(geometries)
def test_good_geometry_passes_unchanged_also_when_it_comes_as_lists(geometry: Geometry) -> None:
    assert checked_geometry(geometry) == geometry
    assert checked_geometry(Geometry(geometry.type, lists(geometry.coordinates))) == geometry


@given(geometries)
def test_bounds_hold_every_position(geometry: Geometry) -> None:
    west, south, east, north = geometry.bounds()
    found = list(geometry.positions())
    assert all(west <= lon <= east and south <= lat <= north for lon, lat in found)
    assert {west, east} <= {lon for lon, _ in found}
    assert {south, north} <= {lat for _, lat in found}


def test_a_third_coordinate_is_dropped_and_whole_numbers_become_floats() -> None:
    geometry = checked_geometry(Geometry(GeometryType.POINT, [13, 32, 81.0]))
    assert geometry.coordinates == (13.0, 32.0)
    assert all(type(number) is float for number in geometry.coordinates)


@pytest.mark.parametrize(
    ("kind", "coordinates", "reason"),
    [
        (GeometryType.POINT, (), "empty"),
        (GeometryType.POINT, None, "not made of coordinates"),
        (GeometryType.POINT, "13 32", "not made of coordinates"),
        (GeometryType.POINT, (13.0,), "needs a longitude and a latitude"),
        (GeometryType.POINT, ("13", "32"), "needs a longitude and a latitude"),
        (GeometryType.POINT, (math.nan, 0.0), "not a number"),
        (GeometryType.POINT, (0.0, math.inf), "not a number"),
        (GeometryType.POINT, (10**400, 0), "not a number"),
        (GeometryType.POINT, (181.0, 0.0), "not on the globe"),
        (GeometryType.POINT, (13.0, 90.5), "swapped"),
        (GeometryType.LINESTRING, ((0.0, 0.0),), "at least two"),
        (GeometryType.MULTILINESTRING, (((0.0, 0.0), (1.0, 1.0)), ((0.0, 0.0),)), "at least two"),
        (GeometryType.POLYGON, (SQUARE[:4],), "open"),
        (GeometryType.POLYGON, (((0.0, 0.0), (1.0, 1.0), (0.0, 0.0)),), "fewer than four"),
        (GeometryType.POLYGON, (), "empty"),
        (GeometryType.MULTIPOLYGON, ((),), "empty"),
        (GeometryType.POLYGON, SQUARE, "not made of coordinates"),
    ],
)
def test_bad_geometry_is_refused_with_the_reason(kind: GeometryType, coordinates: Any, reason: str) -> None:
    with pytest.raises(InvalidValue, match=reason) as caught:
        checked_geometry(Geometry(kind, coordinates))
    assert caught.value.field == "geometry"


def test_latitude_first_is_noticed_only_where_it_explains_the_mistake() -> None:
    with pytest.raises(InvalidValue) as caught:
        point(500.0, 500.0)
    assert "swapped" not in str(caught.value)


def test_points_and_lines_are_checked_when_made() -> None:
    assert point(13, 32) == Geometry(GeometryType.POINT, (13.0, 32.0))
    with pytest.raises(InvalidValue):
        line((0.0, 0.0))


def test_an_area_that_crosses_itself_is_explained() -> None:
    assert area_problem(Geometry(GeometryType.POLYGON, (SQUARE,))) is None
    problem = area_problem(Geometry(GeometryType.POLYGON, (BOW_TIE,)))
    assert problem is not None
    assert "crosses itself, near 0.5000, 0.5000" in problem
    assert area_problem(point(0, 0)) is None


def test_neighbours_merge_into_one_outline_and_distant_areas_stay_apart() -> None:
    def shifted(by: float) -> Geometry:
        return Geometry(GeometryType.POLYGON, (tuple((lon + by, lat) for lon, lat in SQUARE),))

    merged = union_of_areas([shifted(0), shifted(1)])
    assert merged.type is GeometryType.MULTIPOLYGON
    assert len(merged.coordinates) == 1
    assert merged.bounds() == (0, 0, 2, 1)
    assert len(union_of_areas([shifted(0), shifted(5)]).coordinates) == 2


def test_a_union_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidValue, match="do not cover anything"):
        union_of_areas([])
