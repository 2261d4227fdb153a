"""Named areas that the page is given to be clicked: those of the frame, the smallest on top, thinned for the zoom."""

import json
import math
from collections.abc import Iterable
from typing import Any

from libyamap.app.named_areas import NamedArea, NamedAreas
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.web.choosing_areas import MOST_GIVEN, areas_answer, thinned

EVERYWHERE = {"w": "-180", "s": "-85", "e": "180", "n": "85", "z": "5"}


def area(name: str, geometry: Geometry) -> NamedArea:
    return NamedArea(name, name, "Set", geometry, geometry.bounds())


def box(name: str, west: float, south: float, side: float) -> NamedArea:
    east, north = west + side, south + side
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return area(name, Geometry(GeometryType.POLYGON, (ring,)))


def ask(areas: Iterable[NamedArea], **query: str) -> dict[str, Any]:
    response = areas_answer(lambda: NamedAreas(areas))({**EVERYWHERE, **query})
    found: dict[str, Any] = json.loads(response.body)
    return found


def codes(found: dict[str, Any]) -> list[str]:
    return [each["code"] for each in found["areas"]]


def test_those_of_the_frame_are_given_with_the_smallest_last() -> None:
    areas = (box("parish", 13, 31, 0.2), box("district", 12, 30, 2), box("far", 20, 30, 1), box("fiji", 179, -18, 0.9))
    assert codes(ask(areas, w="11", s="29", e="15", n="33")) == ["district", "parish"]
    assert codes(ask(areas, w="178", s="-20", e="183", n="-10")) == ["fiji"], "across the antimeridian"
    assert ask(())["too_many"] is False


def test_too_many_wait_until_they_can_be_hit() -> None:
    small = [box(f"s{number}", number % 40, number // 40, 0.01) for number in range(MOST_GIVEN)]
    found = ask([*small, box("large", 10, 20, 5)])
    assert (codes(found), found["too_many"]) == (["large"], False)
    assert len(codes(ask(small))) == MOST_GIVEN
    crowd = [box(f"c{number}", number % 40, number // 40, 1) for number in range(MOST_GIVEN + 1)]
    assert ask(crowd) == {"areas": [], "too_many": True}


def test_outlines_are_thinned_but_no_area_goes() -> None:
    round_ = [(math.cos(turn / 5_000 * math.tau), math.sin(turn / 5_000 * math.tau)) for turn in range(5_000)]
    island = tuple((5 + lon / 1e6, lat / 1e6) for lon, lat in (*round_, round_[0]))
    shape = Geometry(GeometryType.MULTIPOLYGON, (((*round_, round_[0]),), (island,)))
    thin = thinned(shape, 0.05)
    (outer,) = thin.coordinates[0]
    assert len(thin.coordinates) == 1, "an island that is smaller than a dot goes"
    assert 60 < len(outer) < 200
    assert outer[0] == outer[-1]
    assert max(abs(math.hypot(*corner) - 1) for corner in outer) < 1e-9, "its corners are corners of the outline"
    tiny = Geometry(GeometryType.POLYGON, (island,))
    assert thinned(tiny, 0.05) == tiny
    ring = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0))
    lake = ((4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 4.0))
    with_lake = thinned(Geometry(GeometryType.POLYGON, (ring, lake)), 0.1)
    assert [len(each) for each in with_lake.coordinates[0]] == [5, 4]
