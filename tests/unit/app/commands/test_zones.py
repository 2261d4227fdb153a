"""Splitting, cutting, merging and repairing zones."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.commands import CutZone, MergeZones, Put, Repair, SplitZone
from libyamap.app.session import Session
from libyamap.domain.geometry import Geometry, GeometryType, line, union_of_areas
from libyamap.domain.ids import new_id
from libyamap.domain.model import Claim, Link, Zone
from libyamap.domain.shaping import cut_area, repaired_area, shifted, split_area
from libyamap.errors import InvalidValue
from tests.support.fake_areas import square
from tests.support.fake_store import FakeStore
from tests.unit.app.commands.records import ARTICLE, GNA, LAYER, WEST

EAST = Zone(id=new_id(), layer=LAYER.id, title="East", where_prec=5, geometry=square(11, 30))
BOW_TIE = Geometry(GeometryType.POLYGON, (((0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0), (0.0, 0.0)),))


def area(geometry: Geometry | None) -> float:
    from shapely.geometry import shape

    assert geometry is not None
    found = shape({"type": geometry.type.value, "coordinates": geometry.coordinates})
    assert found.is_valid
    return float(found.area)


def test_a_zone_is_split_and_its_claims_are_said_of_both_parts(session: Session, store: FakeStore) -> None:
    session.run(Put(Claim(id=new_id(), feature=WEST.id, source=ARTICLE.id, locator="§ 1")))
    before = store.snapshot()
    command = SplitZone(WEST, line((10.3, 29), (10.3, 32)), part_title="Far west")
    session.run(command)
    kept, part = store.get(Zone, WEST.id), store.get(Zone, command.part_id)
    assert kept is not None
    assert part is not None
    assert kept.geometry is not None
    assert kept.geometry.bounds() == pytest.approx((10.3, 30, 11, 31))
    assert msgspec.structs.replace(part, id=WEST.id, title=WEST.title, geometry=WEST.geometry) == WEST
    assert area(part.geometry) == pytest.approx(0.3)
    assert [claim.locator for claim in store.claims_of([WEST.id, part.id])] == ["§ 1", "§ 1"]
    session.undo()
    assert store.snapshot() == before


@pytest.mark.parametrize("cut", [line((10.5, 29), (10.5, 30.5)), line((0, 0), (1, 1)), line((10, 30), (11, 30))])
def test_a_line_that_does_not_lead_across_is_refused(session: Session, cut: Geometry) -> None:
    with pytest.raises(InvalidValue, match="does not lead across"):
        session.run(SplitZone(WEST, cut))


@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_the_parts_of_a_split_are_the_whole(start: float, end: float) -> None:
    whole = union_of_areas([square(0, 0), square(3, 0)])
    larger, smaller = split_area(whole, line((start, -1), (end, 2)))
    assert area(larger) >= area(smaller)
    assert area(larger) + area(smaller) == pytest.approx(2)
    assert area(union_of_areas([larger, smaller])) == pytest.approx(2)


def test_a_line_that_winds_gives_two_parts() -> None:
    winding = line((-1, 0.5), (0.2, 0.5), (0.2, 2.0), (0.5, 2.0), (0.5, -1), (0.8, -1), (0.8, 0.5), (2, 0.5))
    larger, smaller = split_area(square(0, 0), winding)
    assert area(larger) + area(smaller) == pytest.approx(1)


def test_a_piece_is_cut_out(session: Session, store: FakeStore) -> None:
    session.run(CutZone(WEST, square(10.5, 30.5)))
    found = store.get(Zone, WEST.id)
    assert found is not None
    assert area(found.geometry) == pytest.approx(0.75)
    with pytest.raises(InvalidValue, match="Nothing would be left"):
        session.run(CutZone(WEST, square(9, 29, 5)))
    with pytest.raises(InvalidValue, match="nothing to cut"):
        session.run(CutZone(WEST, square(50, 0)))


def test_zones_are_merged_with_what_was_said_of_them(session: Session, store: FakeStore) -> None:
    claim = Claim(id=new_id(), feature=EAST.id, source=ARTICLE.id)
    arms = Link(id=new_id(), layer=LAYER.id, title="Arms", origin=GNA.id, target=EAST.id)
    for record in (EAST, claim, arms):
        session.run(Put(record))
    before = store.snapshot()
    command = MergeZones((WEST, EAST))
    assert command.title == "Merge ‘West’ with ‘East’"
    session.run(command)
    (merged,) = store.all(Zone)
    assert (merged.id, merged.title) == (WEST.id, "West")
    assert area(merged.geometry) == pytest.approx(2)
    assert [each.feature for each in store.all(Claim) if each.id == claim.id] == [WEST.id]
    found = store.get(Link, arms.id)
    assert found is not None
    assert found.target == WEST.id
    session.undo()
    assert store.snapshot() == before


def test_one_zone_is_nothing_to_merge(session: Session) -> None:
    with pytest.raises(InvalidValue, match="at least two"):
        session.run(MergeZones((WEST, WEST)))


def test_a_zone_without_area_says_so(session: Session) -> None:
    bare = Zone(id=new_id(), layer=LAYER.id, title="Bare")
    session.run(Put(bare))
    with pytest.raises(InvalidValue, match="‘Bare’ has no area yet"):
        session.run(MergeZones((WEST, bare)))


def test_a_shape_that_another_program_left_tangled_is_repaired(session: Session, store: FakeStore) -> None:
    tangled = msgspec.structs.replace(WEST, geometry=BOW_TIE)
    with store.transaction() as writer:
        writer.put(tangled)
    session.run(Repair(tangled))
    found = store.get(Zone, WEST.id)
    assert found is not None
    assert area(found.geometry) == pytest.approx(2)
    session.undo()
    assert store.get(Zone, WEST.id) == tangled


def test_what_covers_nothing_cannot_be_repaired() -> None:
    flat = Geometry(GeometryType.POLYGON, (((0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (0.0, 0.0)),))
    with pytest.raises(InvalidValue, match="covers nothing"):
        repaired_area(flat)
    opened = Geometry(GeometryType.POLYGON, (((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)),))
    assert area(repaired_area(opened)) == pytest.approx(0.5)


def test_tangled_areas_are_not_worked_on() -> None:
    with pytest.raises(InvalidValue, match="Repair it first"):
        cut_area(BOW_TIE, square(0, 0))
    with pytest.raises(InvalidValue, match="along one line"):
        split_area(square(0, 0), square(0, 0))


@given(st.floats(-300, 300), st.floats(-300, 300))
def test_shapes_stay_on_the_globe(by_lon: float, by_lat: float) -> None:
    try:
        west, south, east, north = shifted(square(10, 30), (by_lon, by_lat)).bounds()
    except InvalidValue:
        assert not (-190 <= by_lon <= 169 and -120 <= by_lat <= 59)
    else:
        assert (west, south) == pytest.approx((10 + by_lon, 30 + by_lat))
        assert (east, north) == pytest.approx((11 + by_lon, 31 + by_lat))
