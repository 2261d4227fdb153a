"""Every command, undo, redo and reopening on a real file, against the same on plain records in memory."""

import datetime as dt
import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import hypothesis.strategies as st
import msgspec
from hypothesis import Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from libyamap.app.commands import (
    Attach,
    ChangeMany,
    CopyForward,
    CutZone,
    Detach,
    Duplicate,
    Edit,
    InsertMany,
    MergeZones,
    Move,
    Put,
    Remove,
    RemoveClaim,
    ReplaceActor,
    Revert,
    RevertTo,
    SetClaim,
    SplitZone,
    create,
)
from libyamap.app.session import Command, Session
from libyamap.domain.geometry import line, point
from libyamap.domain.model import (
    RECORD_CLASSES,
    Actor,
    Attachment,
    Claim,
    Event,
    Feature,
    Involvement,
    Layer,
    Link,
    Project,
    Record,
    Site,
    Source,
    Zone,
)
from libyamap.domain.vocabulary import Role
from libyamap.errors import WorldError
from libyamap.store.project import GeoPackageStore
from tests.support.fake_areas import FakeAreas, square
from tests.support.fake_store import FakeStore
from tests.unit.store.samples import NOON

numbers = st.integers(0, 7)
lons = st.sampled_from([-170.0, 10.25, 10.5, 13.0, 179.5])
lats = st.sampled_from([-80.0, 30.25, 30.5, 32.0])
_MADE = itertools.count(1)


def _id() -> str:
    return f"01900000-0000-7000-8000-{next(_MADE):012d}"


class Twins(RuleBasedStateMachine):
    """Two projects that are told the same: one in a file, one in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "project.gpkg"
        self.store = GeoPackageStore.create(self.path)
        self.model = FakeStore()
        self.states: dict[int, dict[tuple[type[Record], str], Record]] = {}
        self._open()

    def _open(self) -> None:
        self.real = Session(self.store, "me", lambda: NOON, FakeAreas())
        self.plain = Session(self.model, "me", lambda: NOON, FakeAreas())

    @initialize()
    def begin(self) -> None:
        self.layer = Layer(id=_id(), title="L")
        self.source = Source(id=_id(), title="S")
        actors = [Actor(id=_id(), name=name, country="LBY") for name in ("GNA", "LNA")]
        seat = Site(
            id=_id(), layer=self.layer.id, title="Seat", where_prec=1, geometry=point(13, 32),
            actors=(Involvement(actors[0].id, Role.OWNER),),
        )  # fmt: skip
        zones = [
            Zone(id=_id(), layer=self.layer.id, title=f"Z{west}", where_prec=5, geometry=square(west, 30))
            for west in (10, 11)
        ]
        records = (self.layer, Layer(id=_id(), title="Other"), self.source, *actors, seat, *zones)
        self.run(create(Project(id=_id(), title="P"), tuple(Put(record) for record in records)))

    def run(self, command: Command) -> None:
        """Run it on both: the outcome is the same, down to the sentence."""
        self._both(lambda session: session.run(command))

    def _both(self, work: Callable[[Session], object]) -> None:
        outcomes: list[object] = []
        start = next(_MADE)
        for session in (self.real, self.plain):
            with mock.patch("libyamap.app.commands.copying.new_id", _ids(start).__next__):
                try:
                    outcomes.append(work(session))
                except WorldError as refused:
                    outcomes.append((type(refused), str(refused)))
        assert outcomes[0] == outcomes[1]

    def some(self, record_type: type[Record], number: int) -> Record | None:
        """One of the records of a type, if there is any."""
        known = sorted(
            (record for record in self.model.snapshot().values() if isinstance(record, record_type)),
            key=lambda record: record.id,
        )
        return known[number % len(known)] if known else None

    # ---- what an editor does

    @rule(lon=lons, lat=lats, at=numbers, kind=st.sampled_from([Event, Site]))
    def add(self, lon: float, lat: float, at: int, kind: type[Feature]) -> None:
        actor = self.some(Actor, at)
        parts = (Involvement(actor.id),) if actor else ()
        self.run(
            Put(kind(id=_id(), layer=self.layer.id, title="F", where_prec=1, geometry=point(lon, lat), actors=parts))
        )

    @rule(west=st.integers(9, 11))
    def add_zone(self, west: int) -> None:
        shape = square(west, 30)
        self.run(Put(Zone(id=_id(), layer=self.layer.id, title=f"Z{west}", where_prec=5, geometry=shape, time="2016")))

    @rule(a=numbers, b=numbers)
    def add_link(self, a: int, b: int) -> None:
        origin, target = self.some(Actor, a), self.some(Feature, b)
        if origin and target:
            ends = line((13, 32), (10.25, 30.25))
            self.run(
                Put(
                    Link(
                        id=_id(),
                        layer=self.layer.id,
                        title="K",
                        origin=origin.id,
                        target=target.id,
                        where_prec=5,
                        geometry=ends,
                    )
                )
            )

    @rule(at=numbers, lon=lons, lat=lats)
    def move(self, at: int, lon: float, lat: float) -> None:
        feature = self.some(Feature, at)
        if isinstance(feature, Feature):
            self.run(Move(feature, lon, lat))

    @rule(at=numbers, time=st.sampled_from(["2016-05~", "", "nonsense", "2017/2016"]))
    def edit(self, at: int, time: str) -> None:
        feature = self.some(Feature, at)
        if isinstance(feature, Feature):
            self.run(Edit(feature, msgspec.structs.replace(feature, time=time, title=f"{feature.title}."[-20:])))

    @rule(at=numbers, lon=lons)
    def split(self, at: int, lon: float) -> None:
        zone = self.some(Zone, at)
        if isinstance(zone, Zone):
            self.run(SplitZone(zone, line((lon, 20), (lon + 0.1, 40)), part_id=_id()))

    @rule(at=numbers, lon=lons, lat=lats)
    def cut(self, at: int, lon: float, lat: float) -> None:
        zone = self.some(Zone, at)
        if isinstance(zone, Zone):
            self.run(CutZone(zone, square(min(lon, 179.0), lat)))

    @rule(a=numbers, b=numbers)
    def merge(self, a: int, b: int) -> None:
        zones = [zone for zone in (self.some(Zone, a), self.some(Zone, b)) if isinstance(zone, Zone)]
        self.run(MergeZones(tuple(zones)))

    @rule(at=numbers, forward=st.booleans())
    def copy(self, at: int, forward: bool) -> None:
        feature = self.some(Feature, at)
        if isinstance(feature, Feature):
            day = dt.date(2016, 5, 20)
            self.run(
                CopyForward(feature, day, with_claims=True, copy_id=_id()) if forward else Duplicate(feature, _id())
            )

    @rule(at=st.lists(numbers, max_size=3), tag=st.sampled_from(["a", "b"]))
    def change_many(self, at: list[int], tag: str) -> None:
        chosen = {each.id: each for number in at if isinstance(each := self.some(Feature, number), Feature)}
        self.run(ChangeMany(tuple(chosen.values()), {"place": tag}, add_tags=(tag,), remove_tags=("a",)))

    @rule(at=numbers)
    def claim(self, at: int) -> None:
        feature = self.some(Feature, at)
        if isinstance(feature, Feature):
            said = Claim(id=_id(), feature=feature.id, source=self.source.id, says_geometry=point(1, 2))
            self.run(SetClaim(said, feature))

    @rule(at=numbers, data=st.sampled_from([b"%PDF-1", b"text", b"\x00"]))
    def attach(self, at: int, data: bytes) -> None:
        claim = self.some(Claim, at)
        if isinstance(claim, Claim):
            self.run(Attach(claim, "file", data, _id()))

    @rule(at=numbers)
    def detach(self, at: int) -> None:
        attachment = self.some(Attachment, at)
        if isinstance(attachment, Attachment):
            self.run(Detach(attachment))

    @rule(at=numbers)
    def remove_claim(self, at: int) -> None:
        claim = self.some(Claim, at)
        feature = self.some(Feature, 0)
        if isinstance(claim, Claim) and isinstance(feature, Feature):
            self.run(RemoveClaim(claim, feature))

    @rule(at=numbers, kind=st.sampled_from([Feature, Actor, Source, Layer]), instead=st.none() | numbers)
    def remove(self, at: int, kind: type[Record], instead: int | None) -> None:
        record = self.some(kind, at)
        if record is not None and record.id not in {self.layer.id, self.source.id}:
            self.run(Remove(record, self.some(kind, instead) if instead is not None else None))

    @rule(a=numbers, b=numbers)
    def replace_actor(self, a: int, b: int) -> None:
        one, other = self.some(Actor, a), self.some(Actor, b)
        if isinstance(one, Actor) and isinstance(other, Actor):
            self.run(ReplaceActor(one, other))

    @rule(count=st.integers(0, 3))
    def insert_many(self, count: int) -> None:
        self.run(InsertMany(tuple(Event(id=_id(), layer=self.layer.id, title="B") for _ in range(count)), "Bulk"))

    @rule(at=numbers, back=st.integers(0, 6))
    def revert(self, at: int, back: int) -> None:
        record = self.some(Feature, at)
        number = max(1, self.model.revision() - back)
        if record and at % 2:
            self.run(Revert(record, number))
        else:
            with mock.patch("libyamap.app.going_back._AT_ONCE", 3):
                self.run(RevertTo(number))
            assert self.model.snapshot() == self.states[number]

    @rule()
    def undo(self) -> None:
        self._both(lambda session: session.undo())

    @rule()
    def redo(self) -> None:
        self._both(lambda session: session.redo())

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = GeoPackageStore.open(self.path)
        self._open()

    # ---- what must hold

    @invariant()
    def both_hold_the_same(self) -> None:
        found = {(type(each), each.id): each for record_type in RECORD_CLASSES for each in self.store.all(record_type)}
        assert found == self.model.snapshot()
        assert self.store.revisions() == self.model.revisions()
        self.states[self.model.revision()] = found

    @invariant()
    def both_offer_the_same_steps(self) -> None:
        assert self.real.next_undo() == self.plain.next_undo()
        assert self.real.next_redo() == self.plain.next_redo()

    def teardown(self) -> None:
        try:
            assert self.store.problems() == []
            for attachment in self.store.all(Attachment):
                assert self.store.get_bytes(attachment.sha256) == self.model.get_bytes(attachment.sha256)
        finally:
            self.store.close()
            shutil.rmtree(self.folder)


def _ids(start: int) -> Iterator[str]:
    """The same ids for both."""
    return (f"01900000-0000-7000-9000-{start:06d}{number:06d}" for number in itertools.count())


Twins.TestCase.settings = settings(
    max_examples=30, stateful_step_count=25, phases=[Phase.explicit, Phase.generate]
)  # shrinking would take minutes: add it by hand when this fails
TestTwins = Twins.TestCase
