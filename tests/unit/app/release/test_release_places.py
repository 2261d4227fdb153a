"""Coarser places: never finer, never to one side of the truth, always the same."""

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.release.grid import cell_at, cells_in
from libyamap.app.release.places import blurred
from libyamap.app.release.rules import ReleaseRules, rules_from_text, text_of_rules
from libyamap.app.whereabouts import drawing_of
from libyamap.domain.checks import problems
from libyamap.domain.geodesy import course
from libyamap.domain.geometry import Geometry, GeometryType, line, point
from libyamap.domain.ids import new_id
from libyamap.domain.inside import is_inside
from libyamap.domain.model import Event, Link, Zone
from libyamap.domain.precision import Drawing, ring_radius_m
from libyamap.errors import InvalidValue
from tests.support.fake_areas import FakeAreas

AREAS = FakeAreas()
GRID = ReleaseRules(places="grid", grid_km=25)
lons = st.floats(-180, 180).map(lambda value: round(value, 6))
lats = st.floats(-89, 89).map(lambda value: round(value, 6))
sizes = st.sampled_from([1.0, 5.0, 25.0, 100.0, 500.0])


def event(lon: float, lat: float, where_prec: int = 1, radius_m: float | None = None) -> Event:
    """An event at a place."""
    return Event(id=new_id(), layer=new_id(), title="x", where_prec=where_prec, geometry=point(lon, lat),
                 radius_m=radius_m, place="A street", country="LBY", province="LY-00")  # fmt: skip


@given(lons, lats, sizes)
def test_a_cell_holds_its_position_and_its_circle_holds_the_cell(lon: float, lat: float, km: float) -> None:
    cell = cell_at((lon, lat), km)
    west, south, east, north = cell.bounds
    turned = lon if lon < 180 else -180.0
    assert west - 1e-9 <= turned <= east + 1e-9
    assert south - 1e-9 <= lat <= north + 1e-9
    assert course(cell.middle, (lon, lat)).metres <= cell.reach_m + 2
    assert cell_at(cell.middle, km) == cell, "rounding again changes nothing"


@given(st.floats(-60, 60), sizes)
def test_cells_are_about_as_wide_as_high(lat: float, km: float) -> None:
    west, south, east, north = cell_at((0.0, lat), km).bounds
    middle = (south + north) / 2
    width = course((west, middle), (east, middle)).metres / 1000
    assert math.isclose(width, km, rel_tol=0.05)


@given(lons, lats, sizes)
def test_the_cells_of_a_box_are_those_of_its_positions(lon: float, lat: float, km: float) -> None:
    box = (lon, lat, min(180.0, lon + 0.5), min(90.0, lat + 0.5))
    cells = set(cells_in(box, km))
    assert cell_at((lon, lat), km) in cells or lon == 180
    assert all(cell.bounds[2] >= box[0] and cell.bounds[0] <= box[2] for cell in cells)


@given(lons, lats, sizes, st.sampled_from([1, 2, 3]), st.one_of(st.none(), st.floats(100, 400_000)))
def test_the_new_ring_holds_all_of_the_old_one(
    lon: float, lat: float, km: float, where_prec: int, radius_m: float | None
) -> None:
    before = event(lon, lat, where_prec, None if where_prec == 1 else radius_m)
    after = blurred(before, ReleaseRules(places="grid", grid_km=km), AREAS)
    assert list(problems(after)) == []
    assert drawing_of(after) is Drawing.RING
    assert after.geometry is not None
    assert after.radius_m is not None
    old = 0.0 if where_prec == 1 else ring_radius_m(where_prec, radius_m)
    if after.radius_m < 2_000_000:
        away = course(after.geometry.coordinates, (lon, lat)).metres
        assert away + old <= after.radius_m + 3
    assert (after.place, after.province) == ("", "")


@given(lons, lats)
def test_two_places_in_one_cell_cannot_be_told_apart(lon: float, lat: float) -> None:
    one = event(lon, lat)
    other = msgspec.structs.replace(one, geometry=point(*cell_at((lon, lat), 25).middle))
    assert blurred(one, GRID, AREAS) == blurred(other, GRID, AREAS)


def test_province_and_country() -> None:
    exact = event(10.25, 30.75)
    province = blurred(exact, ReleaseRules(places="province"), AREAS)
    assert (province.where_prec, province.geometry, province.province, province.place) == (4, None, "LY-00", "Tripoli")
    country = blurred(exact, ReleaseRules(places="country"), AREAS)
    assert (country.where_prec, country.geometry, country.country, country.province) == (6, None, "LBY", "")
    assert country.place == "Lby"


def test_what_is_no_more_exact_than_that_keeps_its_sort_but_no_geometry_that_is_not_drawn() -> None:
    badge = msgspec.structs.replace(event(10.25, 30.75), where_prec=6)
    assert blurred(badge, GRID, AREAS).geometry is None
    listed = msgspec.structs.replace(event(10.25, 30.75), where_prec=None)
    after = blurred(listed, GRID, AREAS)
    assert (after.geometry, after.place, after.where_prec) == (None, "", None)


def square(west: float, south: float, side: float) -> Geometry:
    """An area."""
    east, north = west + side, south + side
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return Geometry(GeometryType.POLYGON, (ring,))


def test_areas_become_whole_cells_or_provinces() -> None:
    zone = Zone(id=new_id(), layer=new_id(), title="x", where_prec=5, geometry=square(10.2, 30.2, 0.7), country="LBY")
    grid = blurred(zone, GRID, AREAS)
    assert list(problems(grid)) == []
    assert grid.geometry is not None
    assert all(is_inside(grid.geometry, lon, lat) for lon, lat in ((10.21, 30.21), (10.89, 30.89), (10.5, 30.5)))
    assert not any(round(lon, 3) == 10.2 for lon, _ in grid.geometry.positions())
    provinces = blurred(zone, ReleaseRules(places="province"), AREAS)
    assert provinces.geometry is not None
    assert provinces.geometry.bounds() == (10.0, 30.0, 11.0, 31.0)
    assert blurred(zone, ReleaseRules(places="country"), AREAS).where_prec == 6


def test_links_lead_between_the_coarser_places() -> None:
    link = Link(id=new_id(), layer=new_id(), title="x", where_prec=5,
                geometry=line((10.21, 30.21), (11.4, 30.9), (12.77, 30.55)))  # fmt: skip
    after = blurred(link, GRID, AREAS)
    assert after.geometry is not None
    assert after.geometry.coordinates == (cell_at((10.21, 30.21), 25).middle, cell_at((12.77, 30.55), 25).middle)
    within = msgspec.structs.replace(link, geometry=line((10.21, 30.21), (10.22, 30.22)))
    assert blurred(within, ReleaseRules(places="province"), AREAS).geometry is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "grid:25km",
        "grid:1.5km,no-sources",
        "province,no-titles,no-layer-titles,no-authors",
        "country",
        "keep:fatalities+region",
    ],
)
def test_rules_as_text_come_back(text: str) -> None:
    assert text_of_rules(rules_from_text(text)) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [("blur", "no rule"), ("grid:25km,province", "one way only"), ("grid:0km", "1 to 500 km"), ("grid:x", "no rule")],
)
def test_what_is_no_rule_is_named(text: str, told: str) -> None:
    with pytest.raises(InvalidValue, match=told):
        rules_from_text(text)
