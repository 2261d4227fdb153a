"""What a measured line or area tells about the zones it crosses, and range rings that are kept."""

import pytest

from libyamap.app.measure import area_words, course_words, distance_words, range_rings, zones_along, zones_within
from libyamap.domain.checks import problems
from libyamap.domain.geodesy import area_m2, course
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.ids import new_id
from libyamap.domain.model import Zone


def square(west: float, south: float, side: float) -> Geometry:
    """A square in degrees."""
    east, north = west + side, south + side
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return Geometry(GeometryType.MULTIPOLYGON, ((ring,),))


def zone(title: str, geometry: Geometry | None) -> Zone:
    """A zone with this extent."""
    return Zone(id=new_id(), layer=new_id(), title=title, geometry=geometry)


def test_a_line_knows_how_far_it_runs_in_each_zone() -> None:
    near, far = zone("near", square(1, -1, 2)), zone("far", square(5, -1, 1))
    crossings = zones_along(((0.0, 0.0), (10.0, 0.0)), [far, near, zone("nowhere", None), zone("off", square(0, 5, 1))])
    assert [crossing.zone.title for crossing in crossings] == ["near", "far"]
    assert crossings[0].amount == pytest.approx(course((1.0, 0.0), (3.0, 0.0)).metres)


def test_an_area_knows_how_much_of_it_lies_in_a_zone() -> None:
    crossings = zones_within(square(0, 0, 2), [zone("half", square(1, 0, 2))])
    assert crossings[0].amount == pytest.approx(area_m2(square(1, 0, 1)) + area_m2(square(1, 1, 1)), rel=1e-3)


def test_touching_is_not_crossing() -> None:
    assert zones_along(((0.0, 0.0), (1.0, 0.0)), [zone("beside", square(1, -1, 2))]) == []


def test_range_rings_are_sound_zones_smallest_first() -> None:
    rings = range_rings((15.1, 32.4), [50_000, 10_000], new_id(), "Misrata")
    assert [ring.title for ring in rings] == ["10 km around Misrata", "50 km around Misrata"]
    assert not [problem for ring in rings for problem in problems(ring)]


@pytest.mark.parametrize(
    ("metres", "words"), [(12.4, "12 m"), (999, "999 m"), (12_449, "12.4 km"), (1_234_567, "1,235 km")]
)
def test_distance_words(metres: float, words: str) -> None:
    assert distance_words(metres) == words


def test_other_words() -> None:
    assert area_words(520_000) == "0.52 km²"
    assert area_words(1.76e9) == "1,760 km²"
    assert course_words((0.0, 0.0), (1.0, 0.0)) == "111 km, 90° (E)"
