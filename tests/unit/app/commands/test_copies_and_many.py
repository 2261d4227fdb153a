"""Duplicates, copies forward in time, and many features changed at once."""

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.commands import ChangeMany, CopyForward, Duplicate, Put
from libyamap.app.session import Session
from libyamap.domain.ids import new_id
from libyamap.domain.model import Claim, Event, Involvement, Zone
from libyamap.domain.time import ended_before, span_of, starting_on
from libyamap.domain.vocabulary import Role, Status
from libyamap.errors import Conflict, InvalidValue
from tests.support.fake_store import FakeStore
from tests.unit.app.commands.records import BATTLE, CLAIM, LAYER, LNA, OTHER_LAYER, SEAT, WEST

DAY = dt.date(2016, 5, 20)


def test_a_duplicate_has_the_claims_but_is_nobodys_import(session: Session, store: FakeStore) -> None:
    imported = msgspec.structs.replace(BATTLE, dataset="ucdp", dataset_id="1", dataset_digest="x")
    session.run(Put(imported))
    command = Duplicate(BATTLE)
    session.run(command)
    copy = store.get(Event, command.copy_id)
    assert copy == msgspec.structs.replace(BATTLE, id=command.copy_id, title="Battle near Sirte (copy)")
    assert [claim.locator for claim in store.claims_of([command.copy_id])] == [CLAIM.locator]


def test_a_zone_is_held_until_and_from_then_on_by_another(session: Session, store: FakeStore) -> None:
    before = store.snapshot()
    command = CopyForward(WEST, DAY, {"actors": (Involvement(LNA.id, Role.HOLDER),)})
    assert command.title == "Copy ‘West’ forward from 20 May 2016 on"
    session.run(command)
    old, new = store.get(Zone, WEST.id), store.get(Zone, command.copy_id)
    assert old == msgspec.structs.replace(WEST, time="2016-05/2016-05-19")
    assert new == msgspec.structs.replace(
        WEST, id=command.copy_id, time="2016-05-20/..", actors=(Involvement(LNA.id, Role.HOLDER),)
    )
    assert store.claims_of([command.copy_id]) == []
    session.undo()
    assert store.snapshot() == before


def test_claims_go_along_where_it_is_asked(session: Session, store: FakeStore) -> None:
    command = CopyForward(BATTLE, DAY, with_claims=True)
    session.run(command)
    assert len(store.claims_of([command.copy_id])) == 1


@pytest.mark.parametrize(
    ("time", "until", "onwards"),
    [
        ("", "../2016-05-19", "2016-05-20/.."),
        ("2016-05~", "2016-05~/2016-05-19", "2016-05-20/.."),
        ("2016-04/2016-06", "2016-04/2016-05-19", "2016-05-20/2016-06"),
        ("../2017", "../2016-05-19", "2016-05-20/2017"),
        ("2015/", "2015/2016-05-19", "2016-05-20/.."),
    ],
)
def test_times_are_cut_at_the_day(time: str, until: str, onwards: str) -> None:
    assert (ended_before(time, DAY), starting_on(time, DAY)) == (until, onwards)


@pytest.mark.parametrize(
    ("time", "said"), [("2016-05-20", "begins on 20 May 2016"), ("2015/2016-04", "has ended on 30 April 2016")]
)
def test_what_begins_later_or_has_ended_cannot_be_copied_forward(session: Session, time: str, said: str) -> None:
    zone = msgspec.structs.replace(WEST, id=new_id(), time=time)
    session.run(Put(zone))
    with pytest.raises(InvalidValue, match=said):
        session.run(CopyForward(zone, DAY))


@given(st.dates(dt.date(2, 1, 1)), st.integers(1, 400), st.integers(0, 400))
def test_the_two_times_follow_each_other(start: dt.date, before: int, after: int) -> None:
    try:
        day = start + dt.timedelta(days=before)
        end = day + dt.timedelta(days=after)
    except OverflowError:
        return
    time = f"{start.isoformat()}/{end.isoformat()}"
    assert span_of(ended_before(time, day)) == (start, day - dt.timedelta(days=1))
    assert span_of(starting_on(time, day)) == (day, end)


def test_many_features_change_at_once(session: Session, store: FakeStore) -> None:
    before = store.snapshot()
    command = ChangeMany(
        (BATTLE, WEST, SEAT), {"layer": OTHER_LAYER.id, "status": Status.CONFIRMED}, ("new", "one"), ("two",)
    )
    assert command.title == "Change layer, status, tags of 3 features"
    done = session.run(command)
    assert done.ids == {BATTLE.id, WEST.id, SEAT.id}
    changed = store.get(Event, BATTLE.id)
    assert changed == msgspec.structs.replace(
        BATTLE, layer=OTHER_LAYER.id, status=Status.CONFIRMED, tags=("one", "new")
    )
    session.undo()
    assert store.snapshot() == before


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "x"}, "“id” cannot be changed"),
        ({"colour": "x"}, "“colour” cannot be changed"),
        ({"time": "May"}, "not a time"),
        ({"layer": "x"}, "no layer"),
    ],
)
def test_none_is_changed_where_one_cannot_be(
    session: Session, store: FakeStore, changes: dict[str, object], said: str
) -> None:
    before = store.snapshot()
    with pytest.raises(InvalidValue, match=said):
        session.run(ChangeMany((BATTLE, WEST), changes))
    assert store.snapshot() == before


def test_one_that_is_gone_stops_all(session: Session, store: FakeStore) -> None:
    gone = msgspec.structs.replace(WEST, id=new_id())
    with pytest.raises(Conflict, match="was deleted"):
        session.run(ChangeMany((BATTLE, gone), {"title": "x"}))
    assert store.get(Event, BATTLE.id) == BATTLE
    session.run(ChangeMany((), {"title": "x"}))
    assert isinstance(store.all(Claim)[0], Claim)
    assert LAYER.title == "Layer"
