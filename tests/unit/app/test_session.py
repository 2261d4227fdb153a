"""The session: one change is one transaction, one journal entry, one signal; what fails leaves no trace."""

import datetime as dt

import msgspec
import pytest

from libyamap.app.commands import InsertMany, Put, Remove, Together
from libyamap.app.session import Session
from libyamap.app.transaction import Transaction
from libyamap.domain.changes import ChangeFlags, OpChanges
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Claim, Event, Layer, Source
from libyamap.errors import InvalidValue, ReadOnlyProject
from tests.support.fake_store import FakeStore

NOON = dt.datetime(2016, 5, 19, 12, tzinfo=dt.UTC)


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


@pytest.fixture
def session(store: FakeStore) -> Session:
    return Session(store, "Ada", clock=lambda: NOON)


def test_a_command_is_one_entry_in_the_journal_with_who_when_and_what(store: FakeStore, session: Session) -> None:
    actor = Actor(id=new_id(), name="GNA")
    session.run(Put(actor))
    (revision,) = store.revisions()
    assert (revision.number, revision.at, revision.author) == (1, NOON, "Ada")
    assert (revision.command, revision.title) == ("put-actor", "Set actor ‘GNA’")
    (change,) = store.changes_of(1)
    assert (change.record_type, change.before, change.after) == (Actor, None, actor)


def test_several_commands_together_are_one_step(store: FakeStore, session: Session) -> None:
    layer = Layer(id=new_id(), title="Events")
    event = Event(id=new_id(), layer=layer.id, title="Talks")
    done = session.run(Together("Add two", (Put(layer), Put(event))))
    assert done.flags == ChangeFlags.LAYERS | ChangeFlags.FEATURES
    assert done.ids == {layer.id, event.id}
    assert store.revision() == 1
    session.undo()
    assert store.snapshot() == {}


def test_listeners_hear_after_the_commit_who_asked_for_what(store: FakeStore, session: Session) -> None:
    heard: list[tuple[OpChanges, int]] = []
    stop = session.subscribe(lambda changes: heard.append((changes, store.revision())))
    actor = Actor(id=new_id(), name="GNA")
    session.run(Put(actor), origin="table")
    assert heard == [(OpChanges(ChangeFlags.ACTORS, frozenset({actor.id}), 1, "table"), 1)]
    stop()
    session.run(Put(msgspec.structs.replace(actor, name="HoR")))
    assert len(heard) == 1


def test_a_listener_may_end_itself_while_it_is_told(session: Session) -> None:
    heard: list[str] = []

    def hear_once(_: OpChanges) -> None:
        heard.append("first")
        stop()

    stop = session.subscribe(hear_once)
    session.subscribe(lambda _: heard.append("second"))
    session.run(Put(Actor(id=new_id(), name="GNA")))
    assert heard == ["first", "second"]


def test_a_change_of_nothing_leaves_no_trace(store: FakeStore, session: Session) -> None:
    actor = Actor(id=new_id(), name="GNA")
    session.run(Put(actor))
    heard: list[OpChanges] = []
    session.subscribe(heard.append)
    done = session.run(Put(actor))
    assert (done.flags, done.revision) == (ChangeFlags.NOTHING, 1)
    assert store.revision() == 1
    assert heard == []


def test_what_fails_in_the_middle_leaves_everything_as_it_was(store: FakeStore, session: Session) -> None:
    session.run(Put(Actor(id=new_id(), name="GNA")))
    before = store.snapshot()
    heard: list[OpChanges] = []
    session.subscribe(heard.append)
    good, bad = Put(Actor(id=new_id(), name="HoR")), Put(Actor(id=new_id(), name=""))
    with pytest.raises(InvalidValue):
        session.run(Together("Two", (good, bad)))
    assert store.snapshot() == before
    assert store.revision() == 1
    assert heard == []


def test_a_read_only_project_says_what_to_do() -> None:
    session = Session(FakeStore(read_only=True), "Ada")
    with pytest.raises(ReadOnlyProject, match="save a copy"):
        session.run(Put(Actor(id=new_id(), name="GNA")))


def test_bulk_inserts_keep_ids_alone_in_the_journal_and_can_be_undone_and_redone(
    store: FakeStore, session: Session
) -> None:
    layer = Layer(id=new_id(), title="Events")
    session.run(Put(layer))
    events = tuple(Event(id=new_id(), layer=layer.id, title=f"Event {at}") for at in range(5))
    done = session.run(InsertMany(events, "Import events"))
    assert done.ids == {event.id for event in events}
    assert store.revisions()[-1].inserted == 5
    assert all(change.before is None and change.after is None for change in store.changes_of(2))
    session.undo()
    assert store.all(Event) == []
    session.redo()
    assert store.all(Event) == list(events)


def test_a_step_taken_back_by_its_number_is_on_the_same_stacks(store: FakeStore, session: Session) -> None:
    session.run(Put(Actor(id=new_id(), name="GNA")))
    session.take_back(1)
    undone = session.next_redo()
    assert undone is not None
    assert (undone.number, undone.title) == (2, "Undo: " + store.revisions()[0].title)
    assert session.next_undo() is None
    session.take_back(2)  # an undo that is taken back is the step done again
    again = session.next_undo()
    assert again is not None
    assert (again.command, again.title) == ("redo", store.revisions()[0].title)
    session.take_back(3)
    assert session.next_redo() == store.revisions()[3]
    assert store.revisions()[3].command == "undo"


def test_removing_a_feature_takes_its_claims_along_and_undo_brings_both_back(
    store: FakeStore, session: Session
) -> None:
    layer, source = Layer(id=new_id(), title="Events"), Source(id=new_id(), title="Article")
    kept = Event(id=new_id(), layer=layer.id, title="Kept")
    gone = Event(id=new_id(), layer=layer.id, title="Gone")
    claims = [Claim(id=new_id(), feature=event.id, source=source.id) for event in (kept, gone)]
    session.run(Together("All", tuple(Put(record) for record in (layer, source, kept, gone, *claims))))
    before = store.snapshot()
    done = session.run(Remove(gone))
    assert done.flags == ChangeFlags.FEATURES | ChangeFlags.CLAIMS
    assert store.all(Event) == [kept]
    assert store.all(Claim) == claims[:1]
    session.undo()
    assert store.snapshot() == before


def test_work_sees_its_own_changes(session: Session) -> None:
    actor = Actor(id=new_id(), name="GNA")

    def work(transaction: Transaction) -> None:
        transaction.put(actor)
        assert transaction.get(Actor, actor.id) == actor
        assert transaction.all(Actor) == [actor]

    session.transact("Try", "try", work)
