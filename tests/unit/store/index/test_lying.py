"""The provinces that positions lie in, cell by cell, are those that each position has by itself."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from libyamap.domain.areas import Province
from libyamap.domain.geometry import Bounds, Geometry, GeometryType, Position
from libyamap.domain.inside import is_inside
from libyamap.store.index.columns.lying import FIRST, NOWHERE, SEVERAL, lying
from tests.unit.store.samples import NoAreas

# Small shapes and crowds of positions, so that cells (some 0.09 degrees wide) are cut, whole and empty.
FINE = st.integers(-60, 60).map(lambda step: step / 50)
EDGE = st.sampled_from([-180.0, 180.0, 179.999, 0.0, 12.5])
rings = st.tuples(EDGE, st.lists(st.tuples(FINE, FINE), min_size=3, max_size=7, unique=True))
spots = st.tuples(EDGE, FINE, st.one_of(FINE, st.sampled_from([85.2, -86.0, 90.0])))


def placed(middle: float, along: float) -> float:
    """Degrees from a meridian, kept on the map."""
    return max(-180.0, min(180.0, middle + along))


def province(number: int, middle: float, corners: list[tuple[float, float]]) -> Province:
    """One with this ring; it may cross itself."""
    ring = tuple((placed(middle, x), y) for x, y in (*corners, corners[0]))
    geometry = Geometry(GeometryType.MULTIPOLYGON, ((ring,),))
    bounds = geometry.bounds()
    return Province(
        code=f"P{number}", country="X", name="", name_ar="", label=ring[0], bounds=bounds, geometry=geometry
    )


class Shapes(NoAreas):
    """A gazetteer of these provinces."""

    def __init__(self, provinces: list[Province]) -> None:
        self._provinces = provinces

    def provinces_in(self, bounds: Bounds, limit: int) -> list[Province]:
        """Those whose box meets the bounds."""
        west, south, east, north = bounds
        return [
            each
            for each in self._provinces
            if each.bounds[0] <= east and each.bounds[2] >= west and each.bounds[1] <= north and each.bounds[3] >= south
        ][:limit]


@given(st.lists(rings, max_size=4), st.lists(spots, max_size=60))
@settings(deadline=None, max_examples=150)
def test_each_position_has_the_provinces_that_it_has_by_itself(
    shapes: list[tuple[float, list[tuple[float, float]]]], places: list[tuple[float, float, float]]
) -> None:
    provinces = [province(number, *shape) for number, shape in enumerate(shapes)]
    at: list[Position] = [(placed(middle, x), y) for middle, x, y in places]
    lon, lat = np.array(at, np.float64).reshape(-1, 2).T
    found = lying(np.append(lon, np.nan), np.append(lat, np.nan), Shapes(provinces))
    assert found.where[-1] == NOWHERE
    for (x, y), number in zip(at, found.where[:-1].tolist(), strict=True):
        held = [each.code for each in provinces if is_inside(each.geometry, x, y)]
        if len(held) > 1:
            assert number == SEVERAL
        else:
            assert ([found.codes[number - FIRST]] if number >= FIRST else []) == held
            assert number != SEVERAL
