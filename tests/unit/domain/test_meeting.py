"""What has a part in an area: true shapes, and no more than a shared border is not enough."""

from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from libyamap.domain.geometry import Geometry, GeometryType, line, point
from libyamap.domain.inside import is_inside
from libyamap.domain.meeting import EDGE, Ground, shape_of

places = st.tuples(st.floats(-20, 20), st.floats(-20, 20))
rings = st.lists(places, min_size=3, max_size=7, unique=True).map(lambda ring: (*ring, ring[0]))


def box(west: float, south: float, east: float, north: float, *holes: Any) -> Geometry:
    """A box with holes."""
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return Geometry(GeometryType.POLYGON, (ring, *holes))


SQUARE = box(0, 0, 10, 10)
WITH_A_HOLE = box(0, 0, 10, 10, box(2, 2, 8, 8).coordinates[0])
BOW = Geometry(GeometryType.POLYGON, (((0, 0), (10, 10), (10, 0), (0, 10), (0, 0)),))


@pytest.mark.parametrize(
    ("area", "other", "meets"),
    [
        (SQUARE, box(4, 4, 5, 5), True),
        (SQUARE, box(-5, -5, 15, 15), True),  # all around it
        (SQUARE, box(9, 9, 30, 30), True),  # its middle is elsewhere
        (SQUARE, box(10, 0, 20, 10), False),  # a neighbour
        (SQUARE, box(10 - EDGE / 2, 0, 20, 10), False),  # a neighbour whose border was rounded
        (SQUARE, box(10, 10, 20, 20), False),  # a corner
        (SQUARE, line((-5, 5), (15, 5)), True),
        (SQUARE, line((0, 0), (0, 10)), False),  # along the border
        (SQUARE, line((-5, 5), (0, 5)), False),  # up to the border
        (SQUARE, line((5, 5), (5, 5)), True),
        (SQUARE, point(5, 5), True),
        (SQUARE, point(15, 5), False),
        (SQUARE, Geometry(GeometryType.MULTIPOINT, ((50, 50), (5, 5))), True),
        (SQUARE, Geometry(GeometryType.MULTIPOINT, ((50, 50), (5, 15))), False),
        (SQUARE, Geometry(GeometryType.MULTILINESTRING, (((20, 20), (30, 30)), ((5, 5), (6, 6)))), True),
        (WITH_A_HOLE, box(4, 4, 5, 5), False),
        (WITH_A_HOLE, line((4, 4), (9, 9)), True),
        (BOW, box(4, 1, 6, 2), False),  # below the knot
        (BOW, box(0, 4, 1, 6), True),
        (box(4, 1, 6, 2), BOW, False),
        (SQUARE, Geometry(GeometryType.POLYGON, (((1, 1), (2, 2), (3, 3), (1, 1)),)), True),  # covers nothing
    ],
)
def test_a_part_of_it(area: Geometry, other: Geometry, *, meets: bool) -> None:
    assert Ground(area).meets(other) is meets


@given(
    st.lists(rings, min_size=1, max_size=3),
    st.sampled_from([GeometryType.POLYGON, GeometryType.MULTIPOLYGON]),
    st.lists(places, max_size=20),
)
@settings(deadline=None)
def test_an_area_covers_what_the_rule_for_points_says(rings: list[Any], kind: GeometryType, spots: list[Any]) -> None:
    area = Geometry(kind, tuple(rings) if kind is GeometryType.POLYGON else tuple((ring,) for ring in rings))
    shape, outlines = shape_of(area), shapely.MultiLineString(rings)
    for spot in spots:
        place = shapely.Point(spot)
        if outlines.distance(place) > 1e-6:
            assert (shape.contains(place) and shape.area > 0) is is_inside(area, *spot)


@given(st.lists(rings, min_size=1, max_size=2), st.lists(st.tuples(places, places), min_size=1, max_size=10))
@settings(deadline=None)
def test_all_in_a_box_that_is_inside_has_a_part_inside(rings: list[Any], boxes: list[Any]) -> None:
    ground = Ground(Geometry(GeometryType.POLYGON, tuple(rings)))
    sides = [(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in boxes]
    held = ground.holds_boxes(*(list(side) for side in zip(*sides, strict=True)))
    for (a, b), inside in zip(boxes, held, strict=True):
        assert not inside or (ground.meets(line(a, b)) and ground.meets(point(*a)) and ground.meets(point(*b)))
