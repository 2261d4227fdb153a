"""Undo and redo against a model: whatever is done in whatever order, they lead through the same states."""

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, precondition, rule

from libyamap.app.commands import InsertMany, Put, Remove, Together, create
from libyamap.app.history import MANY, StepRefused, stacks
from libyamap.app.importing.rows import Cancelled
from libyamap.app.session import Session
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Claim, Event, Involvement, Layer, Project, Record, Source
from libyamap.errors import Conflict
from tests.support.fake_store import FakeStore

Snapshot = dict[tuple[type[Record], str], Record]
LAYER = Layer(id=new_id(), title="Layer")
SOURCE = Source(id=new_id(), title="Source")
PROJECT = Project(id=new_id(), title="Project")


class History(RuleBasedStateMachine):
    """The model: the states passed through, and where among them we stand."""

    actors: Bundle[str] = Bundle("actors")
    events: Bundle[str] = Bundle("events")

    def __init__(self) -> None:
        super().__init__()
        self.store = FakeStore()
        self.session = Session(self.store, "Ada")
        self.states: list[Snapshot] = []
        self.at = 0

    @initialize()
    def begin(self) -> None:
        self.session.run(create(PROJECT, (Put(LAYER), Put(SOURCE))))
        self.states = [self.store.snapshot()]

    def do(self, *commands: Put | Remove | InsertMany) -> None:
        before = self.store.snapshot()
        self.session.run(Together("A step", commands))
        if self.store.snapshot() != before:
            self.states[self.at + 1 :] = [self.store.snapshot()]
            self.at += 1

    @rule(target=actors, name=st.sampled_from(["GNA", "HoR", "IS"]))
    def add_actor(self, name: str) -> str:
        actor = Actor(id=new_id(), name=name)
        self.do(Put(actor))
        return actor.id

    @rule(actor=actors, name=st.sampled_from(["GNA", "HoR", "IS"]))
    def rename_actor(self, actor: str, name: str) -> None:
        known = self.store.get(Actor, actor)
        if known:
            self.do(Put(msgspec.structs.replace(known, name=name)))

    @rule(target=events, actor=actors)
    def add_event_with_claim(self, actor: str) -> str:
        involved = (Involvement(actor),) if self.store.get(Actor, actor) else ()
        event = Event(id=new_id(), layer=LAYER.id, title="Talks", actors=involved)
        self.do(Put(event), Put(Claim(id=new_id(), feature=event.id, source=SOURCE.id)))
        return event.id

    @rule(count=st.integers(0, 3))
    def insert_many(self, count: int) -> None:
        self.do(InsertMany(tuple(Event(id=new_id(), layer=LAYER.id, title="Bulk") for _ in range(count)), "Bulk"))

    @rule(event=consumes(events))
    def remove_event(self, event: str) -> None:
        known = self.store.get(Event, event)
        if known:
            self.do(Remove(known))

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        assert self.session.undo() is not None
        self.at -= 1

    @precondition(lambda self: self.states and self.at == 0)
    @rule()
    def undo_at_the_beginning_does_nothing(self) -> None:
        assert self.session.undo() is None

    @precondition(lambda self: self.at < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        assert self.session.redo() is not None
        self.at += 1

    @precondition(lambda self: self.at == len(self.states) - 1)
    @rule()
    def redo_at_the_end_does_nothing(self) -> None:
        assert self.session.redo() is None

    @rule()
    def restart(self) -> None:
        """History is read from the journal alone."""
        self.session = Session(self.store, "Grace")

    @invariant()
    def the_project_is_in_the_state_of_the_model(self) -> None:
        if self.states:
            assert self.store.snapshot() == self.states[self.at]

    @invariant()
    def the_stacks_are_as_deep_as_the_model(self) -> None:
        if self.states:
            undo, redo = stacks(self.store.revisions())
            assert len(undo) == self.at
            assert len(redo) == len(self.states) - 1 - self.at


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=60, stateful_step_count=30)


def test_the_journal_only_grows_and_titles_name_the_step() -> None:
    store = FakeStore()
    session = Session(store, "Ada")
    session.run(create(PROJECT))
    session.run(Put(Actor(id=new_id(), name="GNA")))
    session.undo()
    session.redo()
    session.undo()
    assert [(revision.command, revision.title, revision.undoes) for revision in store.revisions()] == [
        ("create", "Create ‘Project’", None),
        ("put-actor", "Set actor ‘GNA’", None),
        ("undo", "Undo: Set actor ‘GNA’", 2),
        ("redo", "Set actor ‘GNA’", 3),
        ("undo", "Undo: Set actor ‘GNA’", 4),
    ]


def test_what_was_changed_from_outside_since_is_not_undone() -> None:
    store = FakeStore()
    session = Session(store, "Ada")
    actor = Actor(id=new_id(), name="GNA")
    session.run(Put(actor))
    with store.transaction() as writer:  # another program writes without a journal
        writer.put(msgspec.structs.replace(actor, name="Changed"))
    before = store.snapshot()
    with pytest.raises(Conflict, match="cannot be undone"):
        session.undo()
    assert store.snapshot() == before
    assert store.revision() == 1


def test_a_refused_step_can_be_left_and_the_one_before_it_undone() -> None:
    store = FakeStore()
    session = Session(store, "Ada")
    actor, other = Actor(id=new_id(), name="GNA"), Actor(id=new_id(), name="LNA")
    session.run(Put(other))
    session.run(Put(actor))
    with store.transaction() as writer:
        writer.put(msgspec.structs.replace(actor, name="Changed"))
    step = session.next_undo()
    assert step is not None
    with pytest.raises(StepRefused) as refused:
        session.undo()
    assert refused.value.record == msgspec.structs.replace(actor, name="Changed")
    session.leave_step(step)
    session.undo()
    assert [left.name for left in store.all(Actor)] == ["Changed"]
    again = session.next_redo()
    assert again is not None
    session.leave_step(again)
    assert session.next_redo() is None
    assert session.next_undo() is None


def test_making_the_project_is_never_undone() -> None:
    store = FakeStore()
    session = Session(store, "Ada")
    session.run(create(PROJECT, (Put(LAYER),)))
    assert session.undo() is None
    assert store.all(Layer) == [LAYER]


def test_a_step_of_many_records_is_taken_back_in_bulk() -> None:
    store = FakeStore()
    session = Session(store, "Ada")
    session.run(create(PROJECT, (Put(LAYER), Put(SOURCE))))
    empty = store.snapshot()
    events = tuple(Event(id=new_id(), layer=LAYER.id, title=str(number)) for number in range(MANY + 1))
    claims = tuple(Claim(id=new_id(), feature=event.id, source=SOURCE.id) for event in events)
    session.run(Together("Many", tuple(Put(record) for record in (*events, *claims))))
    session.run(InsertMany(tuple(msgspec.structs.replace(event, id=new_id()) for event in events), "Bulk"))
    full = store.snapshot()
    for _ in range(2):
        session.undo()
        session.undo()
        assert store.snapshot() == empty
        session.redo()
        session.redo()
        assert store.snapshot() == full
    session.undo()
    with store.transaction() as writer:
        writer.put(msgspec.structs.replace(events[-1], title="changed from outside"))
    before = store.snapshot()
    with pytest.raises(Conflict, match="‘changed from outside’ was changed from outside"):
        session.undo()
    assert store.snapshot() == before


def test_a_step_tells_how_far_it_is_and_can_be_given_up() -> None:
    store = FakeStore()
    session = Session(store, "Ada")
    session.run(create(PROJECT))
    session.run(InsertMany(tuple(Actor(id=new_id(), name="GNA") for _ in range(3)), "Three"))
    before, told = store.snapshot(), list[tuple[int, float]]()

    def give_up(rows: int, done: float) -> None:
        told.append((rows, done))
        raise Cancelled

    with pytest.raises(Cancelled):
        session.undo("", give_up)
    assert store.snapshot() == before
    assert told == [(0, 0.0)]
    assert session.undo("", lambda rows, done: told.append((rows, done))) is not None
    assert [rows for rows, _ in told] == sorted(rows for rows, _ in told)
    assert session.redo("", lambda rows, done: told.append((rows, done))) is not None
    assert all(0 <= done <= 1 for _, done in told)
    assert store.snapshot() == before
