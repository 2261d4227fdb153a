"""Copies while another thread edits, copies of the past, and files made smaller."""

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from libyamap.app import history
from libyamap.app.commands import InsertMany, Move, Put, Remove, create
from libyamap.app.session import Command, Session
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import RECORD_CLASSES, Claim, Event, Layer, Project, Record, Site
from libyamap.errors import WorldError
from libyamap.store.project import GeoPackageStore
from tests.unit.store.samples import ACTOR, BASIS, LAYER, OTHER, SOURCE, event


@pytest.fixture
def session(path: Path) -> Session:
    store = GeoPackageStore.create(path)
    session = Session(store, "me")
    project = next(record for record in BASIS if isinstance(record, Project))
    session.run(create(project, tuple(Put(record) for record in (LAYER, ACTOR, OTHER, SOURCE))))
    return session


class Usage(NamedTuple):
    """What shutil.disk_usage says."""

    free: int


def names(path: Path) -> list[str]:
    """What lies in the project's folder."""
    return sorted(each.name for each in path.parent.iterdir())


def records_of(store: GeoPackageStore) -> dict[str, Record]:
    return {record.id: record for record_type in RECORD_CLASSES for record in store.all(record_type)}


@pytest.mark.parametrize("many", [1, 200])
def test_every_revision_can_be_seen_again(
    session: Session, path: Path, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MANY", many)  # what is undone is kept in blocks, or record by record
    store = session.store
    assert isinstance(store, GeoPackageStore)
    battle = event("Battle", point(13, 32))
    claim = Claim(id=new_id(), feature=battle.id, source=SOURCE.id)
    states = {1: records_of(store)}
    steps: tuple[Command, ...] = (
        Put(battle),
        Put(claim),
        Move(battle, 14.0, 31.0),
        InsertMany((event("one", point(1, 1)), event("two")), "Insert two"),
        Remove(battle),
        Put(msgspec.structs.replace(ACTOR, name="Renamed")),
    )
    for step in steps:
        session.run(step)
        states[store.revision()] = records_of(store)
    for take in (*[session.undo] * 4, *[session.redo] * 3, session.undo):
        take()
        states[store.revision()] = records_of(store)
    now = records_of(store)
    for number, state in states.items():
        then = path.with_name(f"r{number}.gpkg")
        store.copy_to(then, number)
        with closing(GeoPackageStore.open(then)) as copy:
            assert records_of(copy) == state
            assert copy.revision() == number
            assert copy.problems() == []
        assert names(path).count(then.name) == 1
        then.unlink()
    assert records_of(store) == now
    beginning = path.with_name("r0.gpkg")
    store.copy_to(beginning, 0)
    with closing(GeoPackageStore.open(beginning, read_only=True)) as copy:
        assert records_of(copy) == {}
    store.close()


def test_what_another_program_put_in_the_place_of_what_was_undone_makes_room(session: Session, path: Path) -> None:
    store = session.store
    made = [event(str(number), point(number % 90, 1)) for number in range(history.MANY)]
    session.run(InsertMany(tuple(made), "Many"))
    session.undo()
    with store.transaction() as writer:
        writer.put(msgspec.structs.replace(made[3], title="Put there"))
    then = path.with_name("then.gpkg")
    store.copy_to(then, 2)
    with closing(GeoPackageStore.open(then)) as copy:
        assert copy.all(Event) == made
        assert copy.problems() == []
    store.close()


def test_a_copy_is_made_in_another_thread_while_this_one_edits(session: Session, path: Path) -> None:
    store = session.store
    done: list[Path] = []
    copies = [path.with_name(f"copy{number}.gpkg") for number in range(5)]

    def work() -> None:
        for copy in copies:
            store.copy_to(copy)
            done.append(copy)

    thread = threading.Thread(target=work)
    thread.start()
    number = 0
    while thread.is_alive():
        session.run(Put(event(str(number))))
        number += 1
    thread.join()
    assert done == copies
    for copy in copies:
        with closing(GeoPackageStore.open(copy, read_only=True)) as opened:
            assert opened.problems() == []
            assert len(opened.all(Event)) == opened.revision() - 1
    store.close()
    assert names(path) == sorted([path.name, *(copy.name for copy in copies)])


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be deleted there")
def test_what_is_on_screen_can_be_saved_after_the_file_was_deleted(session: Session, path: Path) -> None:
    session.run(Put(event("kept")))
    path.unlink()
    copy = path.with_name("copy.gpkg")
    session.store.copy_to(copy)
    with closing(GeoPackageStore.open(copy, read_only=True)) as opened:
        assert [each.title for each in opened.all(Event)] == ["kept"]
    session.store.close()


def test_a_copy_never_overwrites_and_leaves_nothing_when_it_fails(session: Session, path: Path) -> None:
    there = path.with_name("there.gpkg")
    there.write_bytes(b"mine")
    with pytest.raises(WorldError, match="there already"):
        session.store.copy_to(there)
    assert there.read_bytes() == b"mine"
    with pytest.raises(WorldError):
        session.store.copy_to(path / "inside.gpkg")
    session.store.close()
    assert names(path) == ["libya.gpkg", "there.gpkg"]


def test_a_file_becomes_smaller_and_holds_the_same(session: Session, path: Path) -> None:
    store = session.store
    assert isinstance(store, GeoPackageStore)
    many = tuple(Site(id=new_id(), layer=LAYER.id, title="x" * 400, geometry=point(1, 1)) for _ in range(2000))
    session.run(InsertMany(many, "many"))
    with store.transaction() as writer:
        for site in many:
            writer.delete(Site, site.id)
    kept = records_of(store)
    before, after = store.compact()
    assert after < before / 2
    assert records_of(store) == kept
    assert not store.changed_elsewhere()
    session.run(Put(event("goes on")))
    assert store.problems() == []
    store.close()
    assert names(path) == [path.name]


def test_a_file_that_is_read_elsewhere_becomes_smaller_when_it_is_let_go(session: Session, path: Path) -> None:
    store = GeoPackageStore.open(path, busy_seconds=0.1)
    session.store.close()
    session = Session(store, "me")
    many = tuple(Site(id=new_id(), layer=LAYER.id, title="x" * 400, geometry=point(1, 1)) for _ in range(2000))
    session.run(InsertMany(many, "many"))
    with store.transaction() as writer:
        writer.delete_many(Site, [site.id for site in many], len(many))
    kept = records_of(store)
    store.checkpoint()
    before = path.stat().st_size
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM events").fetchone()
        store.compact()
        session.run(Put(event("goes on")))
        session.undo()
        assert other.execute("SELECT count(*) FROM events").fetchone() == (0,)
    assert records_of(store) == kept
    assert store.problems() == []
    store.close()
    assert path.stat().st_size < before / 2
    assert names(path) == [path.name]


def test_a_file_that_can_only_be_read_stays_as_it_is(session: Session, path: Path) -> None:
    session.store.close()
    with closing(GeoPackageStore.open(path, read_only=True)) as opened, pytest.raises(WorldError, match="only be read"):
        opened.compact()


def test_without_room_nothing_is_tried(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(free=1000))
    with pytest.raises(WorldError, match="too little room"):
        session.store.compact()
    assert session.store.all(Layer) == [LAYER]
    session.store.close()
