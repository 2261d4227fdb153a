"""Circles in a release: a range ring must not tell its middle, in whatever program it was drawn."""

import math

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyamap.app.exporting.dossier import Dossier
from libyamap.app.measure import range_rings
from libyamap.app.release.circles import circle_of
from libyamap.app.release.grid import GridCell, cell_at
from libyamap.app.release.places import STEP, blurred
from libyamap.app.release.releasing import Releasing
from libyamap.app.release.rules import ReleaseRules, rules_from_text
from libyamap.app.ring_layer import keep_rings
from libyamap.domain.checks import problems
from libyamap.domain.geodesy import circle, course
from libyamap.domain.geometry import Geometry, GeometryType, Position, point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event, Feature, Zone
from tests.support.fake_areas import FakeAreas

AREAS = FakeAreas()
KM = 25.0
GRID = ReleaseRules(places="grid", grid_km=KM)
lons, lats = st.floats(-170, 170), st.floats(-70, 70)
radii = st.sampled_from([300.0, 10_000.0, 100_000.0, 480_000.0])
shares = st.floats(0.02, 0.98)


def zone(shape: Geometry) -> Zone:
    return Zone(id=new_id(), layer=new_id(), title="x", where_prec=5, geometry=shape, country="LBY")


def inside(cell: GridCell, across: float, up: float) -> Position:
    """A place in a cell."""
    west, south, east, north = cell.bounds
    return west + (east - west) * across, south + (north - south) * up


def alike(one: Feature, other: Feature) -> bool:
    return msgspec.structs.replace(one, id="", layer="") == msgspec.structs.replace(other, id="", layer="")


@settings(max_examples=40)
@given(lons, lats, radii, shares, shares)
def test_two_range_rings_around_places_of_one_cell_cannot_be_told_apart(
    lon: float, lat: float, radius: float, across: float, up: float
) -> None:
    cell = cell_at((lon, lat), KM)
    one, other = (blurred(zone(circle(at, radius)), GRID, AREAS) for at in (cell.middle, inside(cell, across, up)))
    assert alike(one, other)
    assert list(problems(one)) == []
    assert one.geometry is not None
    reach = [course(cell.middle, corner).metres for corner in one.geometry.positions()]
    assert max(reach) - min(reach) < 1, "it is a circle about the middle of the cell"
    assert min(reach) >= radius + cell.reach_m - 5, "which holds all that the circle about any place there holds"
    assert max(reach) <= radius + cell.reach_m + STEP * KM * 1000 + 5


def round_in_degrees(at: Position, degrees: float, corners: int = 32, *, upright: float = 1.0) -> Geometry:
    """A circle as a program without projections draws it."""
    turns = [math.tau * step / corners for step in range(corners)]
    ring = [(at[0] + degrees * math.cos(turn), at[1] + upright * degrees * math.sin(turn)) for turn in turns]
    return Geometry(GeometryType.POLYGON, ((*ring, ring[0]),))


@settings(max_examples=40)
@given(lons, lats, st.floats(0.1, 4), shares, shares)
def test_circles_of_other_programs_are_known_as_such(
    lon: float, lat: float, degrees: float, across: float, up: float
) -> None:
    at = inside(cell_at((lon, lat), KM), across, up)
    for shape in (round_in_degrees(at, degrees), round_in_degrees(at, degrees, upright=math.cos(math.radians(lat)))):
        found = circle_of(shape)
        assert found is not None
        assert math.dist(found.middle, at) < 0.02
        after = blurred(zone(shape), GRID, AREAS)
        assert after.geometry is not None
        again = circle_of(after.geometry)
        assert again is not None
        assert math.dist(again.middle, cell_at(found.middle, KM).middle) < 0.02


def test_a_hole_does_not_tell_it_either_and_the_antimeridian_may_be_crossed() -> None:
    outer, hole = circle((15.01, 31.02), 80_000.0), circle((15.01, 31.02), 40_000.0)
    ring = Geometry(GeometryType.POLYGON, (*outer.coordinates, *hole.coordinates))
    after = blurred(zone(ring), GRID, AREAS)
    assert alike(after, blurred(zone(outer), GRID, AREAS))
    for shape in (circle((179.9, -17.0), 50_000.0), circle((-179.9, -17.0), 50_000.0)):
        found = circle_of(shape)
        assert found is not None
        assert abs(abs(found.middle[0]) - 179.9) < 0.01
    found = circle_of(halves(179.9, 1.0))
    assert found is not None
    assert found.middle == pytest.approx((179.9, -17.0), abs=0.05)


def halves(lon: float, degrees: float) -> Geometry:
    """A circle that the antimeridian parts."""
    west, east = [], []
    for corner in round_in_degrees((lon, -17.0), degrees, 60).coordinates[0]:
        west.append((min(180.0, corner[0]), corner[1]))
        east.append((max(180.0, corner[0]) - 360, corner[1]))
    return Geometry(GeometryType.MULTIPOLYGON, ((tuple(west),), (tuple(east),)))


def test_other_areas_become_cells_as_ever() -> None:
    box = Geometry(GeometryType.POLYGON, (((10.2, 30.2), (10.9, 30.2), (10.9, 30.9), (10.2, 30.9), (10.2, 30.2)),))
    star = [
        (math.cos(at / 20 * math.tau) * (1 + at % 2), math.sin(at / 20 * math.tau) * (1 + at % 2)) for at in range(20)
    ]
    for shape in (box, round_in_degrees((10, 30), 1, 6), Geometry(GeometryType.POLYGON, ((*star, star[0]),))):
        assert circle_of(shape) is None
    assert circle_of(Geometry(GeometryType.MULTIPOLYGON, (circle((10, 30), 5e4).coordinates, box.coordinates))) is None


@given(st.floats(1, 60_000), st.floats(1, 60_000))
def test_radii_come_in_steps(one: float, other: float) -> None:
    step = STEP * KM * 1000
    if math.ceil(one / step) != math.ceil(other / step) or min(one % step, other % step) < 0.01 * step:
        return
    event = Event(id="e", layer="l", title="x", where_prec=2, geometry=point(15.0923, 32.3754))
    made = [blurred(msgspec.structs.replace(event, radius_m=radius), GRID, AREAS) for radius in (one, other)]
    assert made[0] == made[1], "a radius to the metre would tell which record it is"


def test_neither_the_layer_nor_the_titles_of_kept_rings_name_their_middle() -> None:
    at = (16.588721, 31.205613)
    for place in ("31.205613, 16.588721", "Qasr Abu Hadi"):
        layer, _ = keep_rings(at, [10_000.0], place, ())
        (ring,) = range_rings(at, [10_000.0], layer.id, place)
        for rules, told in (("grid:25km", False), ("province", False), ("no-sources", True)):
            release = Releasing(rules_from_text(rules), AREAS)
            dossier = release(Dossier(ring, layer, (), (), ()))
            said = f"{dossier.layer.title} {dossier.feature.title} {dossier.feature.place} {dossier.feature.place_note}"
            assert ("Qasr" in said or "31.2" in said) is told, said
            assert dossier.layer == release.layer(layer), "one layer, whoever says it"
