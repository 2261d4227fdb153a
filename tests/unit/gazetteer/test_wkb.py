"""The decoder agrees with shapely, and refuses what is not a whole MultiPolygon."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from libyamap.domain.inside import is_inside
from libyamap.gazetteer.wkb import multipolygon

CORNERS = st.tuples(st.floats(-170, 160), st.floats(-80, 70), st.floats(1, 10))


def squares(corners: list[tuple[float, float, float]]) -> shapely.MultiPolygon:
    """Squares of which each has a hole in its middle."""
    polygons = []
    for lon, lat, side in corners:
        outer = shapely.box(lon, lat, lon + side, lat + side).exterior
        inner = shapely.box(lon + side / 4, lat + side / 4, lon + side / 2, lat + side / 2).exterior
        polygons.append(shapely.Polygon(outer, [inner]))
    return shapely.MultiPolygon(polygons)


@given(st.lists(CORNERS, min_size=1, max_size=4))
def test_gives_what_shapely_wrote(corners: list[tuple[float, float, float]]) -> None:
    shape = squares(corners)
    found = multipolygon(shapely.to_wkb(shape, byte_order=1))
    assert found.coordinates == tuple(shapely.geometry.mapping(shape)["coordinates"])


@given(CORNERS, st.floats(-180, 180), st.floats(-90, 90), st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_inside_agrees_with_shapely(
    corner: tuple[float, float, float], lon: float, lat: float, right: float, up: float
) -> None:
    shape = squares([corner])
    area = multipolygon(shapely.to_wkb(shape, byte_order=1))
    near = (corner[0] + right * corner[2], corner[1] + up * corner[2])
    for x, y in ((lon, lat), near):
        point = shapely.Point(x, y)
        if shape.boundary.distance(point) > 1e-9:
            assert is_inside(area, x, y) == shape.contains(point)


def test_refuses_every_truncation_and_other_shapes() -> None:
    whole = shapely.to_wkb(squares([(0, 0, 1), (5, 5, 2)]), byte_order=1)
    for length in range(len(whole)):
        with pytest.raises(ValueError, match="geometry"):
            multipolygon(whole[:length])
    for other in (
        shapely.to_wkb(shapely.Point(1, 2), byte_order=1),
        shapely.to_wkb(squares([(0, 0, 1)]), byte_order=0),
    ):
        with pytest.raises(ValueError, match="MultiPolygon"):
            multipolygon(other)
