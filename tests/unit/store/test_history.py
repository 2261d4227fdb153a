"""Any sequence of commands, undo, redo and reopening, against a plain model in memory."""

import shutil
import tempfile
from pathlib import Path

import hypothesis.strategies as st
import msgspec
from hypothesis import Phase, settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from libyamap.app.commands import InsertMany, Put, Remove, Together, create
from libyamap.app.session import Session
from libyamap.domain.changes import OpChanges
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.model import RECORD_CLASSES, Event, Feature, Presence, Project, Record, Site, Zone
from libyamap.errors import Conflict, WorldError
from libyamap.store.index import FeatureIndex
from libyamap.store.project import GeoPackageStore
from tests.unit.store.samples import BASIS, LAYER, NOON, NoAreas, actors, features, layers, titles

State = dict[str, Record]
zones = st.builds(
    lambda record, west: msgspec.structs.replace(record, geometry=_square(west)), features(Zone), st.integers(-180, 179)
)
EVERYWHERE = (-180.0, -90.0, 180.0, 90.0)


def _square(west: float) -> Geometry:
    ring = (west, 0.0), (west + 1.0, 0.0), (west + 1.0, 1.0), (west, 1.0), (west, 0.0)
    return Geometry(GeometryType.POLYGON, (ring,))


class History(RuleBasedStateMachine):
    """`states` are those that undo leads back through, `undone` those that redo leads to."""

    made = Bundle("made")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "project.gpkg"
        self.store = GeoPackageStore.create(self.path)
        self.index = FeatureIndex(NoAreas())
        self._start()
        project = next(record for record in BASIS if isinstance(record, Project))
        basis = tuple(Put(record) for record in BASIS if record is not project)
        self.session.run(create(project, basis))
        self.states: list[State] = [{record.id: record for record in BASIS}]
        self.undone: list[State] = []

    def _start(self) -> None:
        self.session = Session(self.store, "me", lambda: NOON)
        self.index.refresh(self.store, None)
        self.session.subscribe(self._told)

    def _told(self, changes: OpChanges) -> None:
        self.index.refresh(self.store, changes)

    def _did(self, state: State) -> None:
        if state != self.states[-1]:
            self.states.append(state)
            self.undone.clear()

    @initialize(target=made, records=st.lists(features(Event), max_size=2, unique_by=lambda each: each.id))
    def begin(self, records: list[Feature]) -> object:
        for record in records:
            self.put(record)
        return multiple(*records)

    @rule(target=made, record=st.one_of(*(features(kind) for kind in (Event, Presence, Site)), zones, actors, layers))
    def put(self, record: Record) -> Record:
        self.session.run(Put(record))
        self._did({**self.states[-1], record.id: record})
        return record

    @rule(record=made, title=titles)
    def change(self, record: Record, title: str) -> None:
        found = self.states[-1].get(record.id)
        if isinstance(found, Feature):
            changed = msgspec.structs.replace(found, title=title, attributes={"was": found.title})
            self.session.run(Put(changed))
            self._did({**self.states[-1], changed.id: changed})

    @rule(record=consumes(made))
    def remove(self, record: Record) -> None:
        if record.id in self.states[-1]:
            self.session.run(Remove(self.states[-1][record.id]))
            self._did({key: kept for key, kept in self.states[-1].items() if key != record.id})

    @rule(records=st.lists(features(Event), max_size=3, unique_by=lambda each: each.id))
    def insert_many(self, records: list[Feature]) -> None:
        new = tuple(record for record in records if record.id not in self.states[-1])
        self.session.run(InsertMany(new, "Insert"))
        self._did(self.states[-1] | {record.id: record for record in new})

    @rule(first=features(Event), second=features(Event))
    def together(self, first: Event, second: Event) -> None:
        self.session.run(
            Together("Both", (Put(first), Put(second), Remove(first))) if first.id != second.id else Put(first)
        )
        left = (second,) if first.id != second.id else (first,)
        state = {key: kept for key, kept in self.states[-1].items() if key != first.id}
        self._did(state | {record.id: record for record in left})

    @rule(record=features(Event))
    def fail(self, record: Event) -> None:
        removal = Remove(next(each for each in BASIS if each is LAYER))
        kept = any(isinstance(each, Feature) for each in self.states[-1].values())
        if kept:
            try:
                self.session.run(Together("Fails", (Put(record), removal)))
            except (Conflict, WorldError):
                return
            raise AssertionError

    @rule()
    def undo(self) -> None:
        done = self.session.undo()
        assert (done is None) == (len(self.states) == 1)
        if done is not None:
            self.undone.append(self.states.pop())

    @rule()
    def redo(self) -> None:
        done = self.session.redo()
        assert (done is None) == (not self.undone)
        if done is not None:
            self.states.append(self.undone.pop())

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = GeoPackageStore.open(self.path)
        self._start()

    @invariant()
    def the_file_holds_the_state(self) -> None:
        found = {record.id: record for record_type in RECORD_CLASSES for record in self.store.all(record_type)}
        assert found == self.states[-1]

    @invariant()
    def the_index_shows_what_has_a_place(self) -> None:
        drawn = {each.id for each in self.index.features_in(EVERYWHERE, frozenset({LAYER.id}))}
        fresh = FeatureIndex(NoAreas())
        fresh.refresh(self.store, None)
        assert drawn == {each.id for each in fresh.features_in(EVERYWHERE, frozenset({LAYER.id}))}

    def teardown(self) -> None:
        try:
            assert self.store.problems() == []
            while self.session.undo() is not None:
                self.states.pop()
            self.the_file_holds_the_state()
            assert len(self.states) == 1
            assert self.store.problems() == []
        finally:
            self.store.close()
            shutil.rmtree(self.folder)


History.TestCase.settings = settings(
    max_examples=20, stateful_step_count=15, phases=[Phase.explicit, Phase.generate]
)  # shrinking would take minutes: add it by hand when this fails
TestHistory = History.TestCase
