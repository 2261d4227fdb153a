"""Gained and lost ground between two days, against areas that can be worked out by hand."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.measure import RANGE_RING
from libyamap.app.zone_changes import holds_on, party_of, zone_changes
from libyamap.domain.geodesy import area_m2
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.ids import new_id
from libyamap.domain.model import Involvement, Zone
from libyamap.domain.vocabulary import Role, Status

JANUARY, MAY = dt.date(2016, 1, 15), dt.date(2016, 5, 15)
A, B = "actor-a", "actor-b"


def box(west: float, south: float, east: float, north: float) -> Geometry:
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return Geometry(GeometryType.POLYGON, (ring,))


def zone(
    geometry: Geometry | None, time: str, *actors: str, sort: str = "held", status: Status = Status.REPORTED
) -> Zone:
    involved = tuple(Involvement(actor, Role.HOLDER) for actor in actors)
    return Zone(
        id=new_id(), layer="layer", title="Zone", geometry=geometry, time=time, actors=involved, type=sort,
        status=status,
    )  # fmt: skip


def test_what_one_party_loses_the_other_gains() -> None:
    zones = [
        zone(box(10, 30, 12, 31), "../2016-03", A),
        zone(box(10, 30, 11, 31), "2016-04/..", A),
        zone(box(11, 30, 12, 31), "2016-04/..", B),
    ]
    changes = {change.party: change for change in zone_changes(zones, JANUARY, MAY)}
    half = area_m2(box(11, 30, 12, 31))
    assert set(changes) == {(A,), (B,)}
    assert changes[A,].lost_m2 == pytest.approx(half, rel=1e-6)
    assert changes[A,].gained_m2 == 0
    assert changes[A,].gained_where is None
    assert changes[B,].gained_m2 == pytest.approx(half, rel=1e-6)
    assert changes[B,].before_m2 == 0
    assert changes[A,].unknown_after_m2 == changes[B,].unknown_before_m2 == 0
    assert changes[A,].before_m2 - changes[A,].after_m2 == pytest.approx(half, rel=1e-3)


def test_backwards_gains_and_losses_change_places() -> None:
    zones = [zone(box(0, 0, 2, 2), "../2016-03", A), zone(box(1, 0, 3, 2), "2016-04/..", A)]
    (forth,) = zone_changes(zones, JANUARY, MAY)
    (back,) = zone_changes(zones, MAY, JANUARY)
    assert forth.gained_m2 == back.lost_m2 > 0
    assert forth.lost_m2 == back.gained_m2 > 0
    assert forth.unknown_before_m2 == forth.gained_m2  # nobody held it before
    assert forth.unknown_after_m2 == forth.lost_m2


def test_contested_ground_is_nobodys_own() -> None:
    zones = [zone(box(0, 0, 1, 1), "../2016-03", A), zone(box(0, 0, 1, 1), "2016-04/..", B, A)]
    changes = {change.party: change for change in zone_changes(zones, JANUARY, MAY)}
    assert set(changes) == {(A,), (A, B)}
    assert changes[A,].lost_m2 == changes[A, B].gained_m2 > 0


def test_the_same_ground_under_two_records_is_no_change() -> None:
    zones = [zone(box(0, 0, 1, 1), "../2016-03", A), zone(box(0, 0, 1, 1), "2016-04/..", A)]
    assert zone_changes(zones, JANUARY, MAY) == []


def test_without_a_time_a_zone_holds_always() -> None:
    assert holds_on(zone(None, ""), JANUARY)
    assert zone_changes([zone(box(0, 0, 1, 1), "", A)], JANUARY, MAY) == []


def test_a_zone_known_for_one_month_may_hold_on_its_days_alone() -> None:
    month = zone(None, "2016-05~")
    assert holds_on(month, MAY)
    assert not holds_on(month, JANUARY)


@pytest.mark.parametrize(
    "left_out",
    [
        zone(box(0, 0, 1, 1), "2016-04/..", A, sort=RANGE_RING),
        zone(box(0, 0, 1, 1), "2016-04/..", A, status=Status.PROPOSED),
        zone(box(0, 0, 1, 1), "2016-04/.."),
        zone(None, "2016-04/..", A),
    ],
)
def test_what_nobody_holds_is_left_out(left_out: Zone) -> None:
    assert zone_changes([left_out], JANUARY, MAY) == []


def test_an_area_that_crosses_itself_is_mended() -> None:
    bow_tie = Geometry(GeometryType.POLYGON, (((0, 0), (1, 1), (1, 0), (0, 1), (0, 0)),))
    (change,) = zone_changes([zone(bow_tie, "2016-04/..", A)], JANUARY, MAY)
    assert change.gained_m2 == pytest.approx(area_m2(box(0, 0, 1, 1)) / 2, rel=0.01)


def test_a_host_does_not_hold_the_ground() -> None:
    hosted = Zone(id=new_id(), layer="layer", title="Zone", actors=(Involvement(A, Role.HOST), Involvement(B)))
    assert party_of(hosted) == (B,)


@given(st.lists(st.tuples(*[st.integers(0, 6)] * 4, st.sampled_from(["../2016-03", "2016-04/..", ""])), max_size=5))
def test_after_is_before_with_gains_and_without_losses(boxes: list[tuple[int, int, int, int, str]]) -> None:
    zones = [zone(box(w, s, w + e + 1, s + n + 1), time, A) for w, s, e, n, time in boxes]
    for change in zone_changes(zones, JANUARY, MAY):
        expected = change.before_m2 + change.gained_m2 - change.lost_m2
        assert change.after_m2 == pytest.approx(expected, rel=2e-3)  # edges between lattice points are geodesics
