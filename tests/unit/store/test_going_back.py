"""Everything goes back to what it was right after a step, in bulk too; and that is a step like any other."""

from collections.abc import Iterator
from contextlib import closing

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyamap.app import going_back, history
from libyamap.app.commands import InsertMany, Put, Remove, RevertTo
from libyamap.app.session import Session
from libyamap.domain.changes import Inserted, Removed
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id, new_ids
from libyamap.domain.model import Claim, Event, Involvement, Layer, Record
from libyamap.errors import Conflict
from libyamap.store.project import GeoPackageStore
from tests.unit.store.samples import ACTOR, SOURCE, project_file

ROWS = 12
sorts = st.sampled_from(["insert", "insert", "edit", "remove", "undo", "undo", "redo", "take back", "revert"])


@pytest.fixture(autouse=True, scope="module")
def _few_are_many() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "MANY", 5)
        patch.setattr(going_back, "MANY", 5)
        patch.setattr(going_back, "_AT_ONCE", 4)
        yield


def state(store: GeoPackageStore) -> list[list[Record]]:
    return [list(store.all(each)) for each in (Layer, Event, Claim)]


def insert(store: GeoPackageStore, session: Session) -> list[Event]:
    """Many events with a claim on each, in one step."""
    layer = store.all(Layer)[0].id
    events = [
        Event(id=each, layer=layer, title="A", geometry=point(at, at), actors=(Involvement(ACTOR.id),))
        for at, each in enumerate(new_ids(ROWS))
    ]
    said = [Claim(id=new_id(), feature=each.id, source=SOURCE.id) for each in events]
    session.run(InsertMany((*events, *said), "Many"))
    return events


def do(store: GeoPackageStore, session: Session, sort: str, at: int) -> None:
    """One step of this sort, if there is anything to do it to."""
    events = store.all(Event)
    if sort == "insert":
        insert(store, session)
    elif sort == "undo":
        session.undo()
    elif sort == "redo":
        session.redo()
    elif sort == "revert":
        session.run(RevertTo(max(0, store.revision() - at)))
    elif sort == "take back" and store.revision() > at:
        session.take_back(store.revision() - at)
    elif sort == "edit" and events:
        event = events[at % len(events)]
        session.run(Put(msgspec.structs.replace(event, title=f"{event.title}.")))
    elif sort == "remove" and events:
        session.run(Remove(events[at % len(events)]))


@settings(max_examples=25)
@given(st.lists(st.tuples(sorts, st.integers(0, 6)), min_size=2, max_size=9), st.integers(0, 9))
def test_whatever_was_done(plan: list[tuple[str, int]], back: int) -> None:
    with project_file() as path, closing(GeoPackageStore.open(path)) as store:
        session = Session(store, "me")
        states = {0: state(store)}
        for sort, at in plan:
            try:
                do(store, session, sort, at)
            except Conflict:  # a step below others that touched the same
                continue
            states[store.revision()] = state(store)
        number = max(0, store.revision() - back)
        now = state(store)
        done = session.run(RevertTo(number))
        assert state(store) == states[number]
        assert store.problems() == []
        if done.flags:
            session.undo()
            assert state(store) == now
            session.redo()
            assert state(store) == states[number]
            assert store.problems() == []


def test_what_another_program_did_meanwhile_is_taken_back_as_well() -> None:
    with project_file() as path, closing(GeoPackageStore.open(path)) as store:
        session = Session(store, "me")
        first = state(store)
        events = insert(store, session)
        then = state(store)
        session.undo()
        session.run(RevertTo(1))
        assert state(store) == then
        with store.transaction() as other:
            other.put(Claim(id=new_id(), feature=events[3].id, source=SOURCE.id))
            for claim in store.claims_of([events[5].id]):
                other.delete(Claim, claim.id)
            other.delete(Event, events[5].id)
            other.put(msgspec.structs.replace(events[4], title="Changed"))
        now = state(store)
        session.run(RevertTo(0))
        assert state(store) == first
        with store.transaction() as other:
            other.put(msgspec.structs.replace(events[7], title="Put again"))
        session.run(RevertTo(3))
        assert [each.id for each in store.all(Event)] == [each.id for each in events if each is not events[5]]
        assert "Put again" not in {each.title for each in store.all(Event)}
        assert state(store)[2] == now[2]
        session.undo()
        assert [each.title for each in store.all(Event)] == ["Put again"]


def test_an_import_that_was_undone_is_not_brought_in_to_be_removed() -> None:
    with project_file() as path, closing(GeoPackageStore.open(path)) as store:
        session = Session(store, "me")
        session.run(Put(Layer(id=new_id(), title="Later")))
        insert(store, session)
        session.undo()
        told: list[int] = []
        session.run(RevertTo(0, lambda records, _done: told.append(records)))
        assert told == [0, 1]
        assert store.count_changes(store.revision()) == 1


def test_what_goes_in_bulk_is_kept_in_blocks_and_what_comes_by_its_ids() -> None:
    with project_file() as path, closing(GeoPackageStore.open(path)) as store:
        session = Session(store, "me")
        insert(store, session)
        session.run(RevertTo(0))
        assert {type(each) for each in store.parts_of(store.revision())} == {Removed}
        session.run(RevertTo(1))
        assert {type(each) for each in store.parts_of(store.revision())} == {Inserted}
        assert len(store.all(Event)) == len(store.all(Claim)) == ROWS
