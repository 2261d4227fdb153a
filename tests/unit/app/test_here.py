"""What is here: province, country, places with their course, and the features that cover the spot as they are drawn."""

from typing import NamedTuple

import pytest

from libyamap.app.here import covers, what_is_here
from libyamap.domain.areas import Province
from libyamap.domain.geometry import Geometry, Position, line, point
from libyamap.domain.ids import new_id
from libyamap.domain.inside import is_inside
from libyamap.domain.model import Event, Feature, Zone
from tests.support.fake_areas import FakeAreas, square

SPOT = (10.5, 30.5)
LAYER = new_id()


class Underfoot(FakeAreas):
    """The squares, asked by position."""

    def province_at(self, lon: float, lat: float) -> Province | None:
        """The square that holds the position."""
        return next((area for area in self.provinces_of("LBY") if is_inside(area.geometry, lon, lat)), None)


class Town(NamedTuple):
    """A place of a gazetteer."""

    name: str
    lon: float
    lat: float
    name_ar: str = ""


class Towns:
    """A gazetteer of two places, not in order."""

    def nearest(self, position: Position, limit: int) -> list[Town]:
        """All of them."""
        del position
        return [Town("Far", 10.5, 31.5), Town("Near", 10.5, 30.6)][:limit]


def event(where_prec: int, geometry: Geometry | None = None, province: str = "", country: str = "") -> Feature:
    """An event placed so."""
    return Event(
        id=new_id(),
        layer=LAYER,
        title="Event",
        where_prec=where_prec,
        geometry=geometry,
        province=province,
        country=country,
    )


def test_names_the_area_and_the_places_nearest_first() -> None:
    here = what_is_here(SPOT, [], Underfoot(), Towns())
    assert here.province is not None
    assert here.country is not None
    assert (here.province.name, here.country.iso3) == ("Tripoli", "LBY")
    assert [nearby.place.name for nearby in here.places] == ["Near", "Far"]
    assert here.places[0].way.metres == pytest.approx(11_086, abs=5)
    assert here.places[0].way.bearing == pytest.approx(0)


def test_at_sea_there_is_no_province_and_no_country() -> None:
    here = what_is_here((0.0, 0.0), [], Underfoot(), None)
    assert (here.province, here.country, here.places) == (None, None, [])


@pytest.mark.parametrize(
    ("feature", "covered"),
    [
        (event(1, point(10.501, 30.5)), True),
        (event(1, point(10.51, 30.5)), False),
        (event(2, point(10.7, 30.5)), True),
        (event(2, point(10.8, 30.5)), False),
        (event(3, point(10.8, 30.5)), True),
        (event(4, province="LY-00"), True),
        (event(4, province="LY-01"), False),
        (event(5, line((10.0, 30.5), (11.0, 30.5))), False),
        (event(6, country="LBY"), False),
        (Zone(id=new_id(), layer=LAYER, title="Zone", where_prec=5, geometry=square(10, 30)), True),
        (Zone(id=new_id(), layer=LAYER, title="Zone", where_prec=5, geometry=square(11, 30)), False),
    ],
)
def test_covered_by_what_is_drawn(feature: Feature, covered: bool) -> None:
    assert covers(feature, SPOT, FakeAreas()) is covered
    assert what_is_here(SPOT, [feature], Underfoot(), None).features == ([feature] if covered else [])
