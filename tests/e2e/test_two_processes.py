"""Several processes have one project open: writers wait for each other, each notices the others, nothing is lost."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from libyamap.app.commands import Move, Put, create
from libyamap.app.session import Session
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event, Layer, Project
from libyamap.errors import Conflict, WorldError
from libyamap.store.project import GeoPackageStore

LAYER = Layer(id=new_id(), title="L")
BATTLE = Event(id=new_id(), layer=LAYER.id, title="Battle", where_prec=1, geometry=point(13, 32))
STEPS = 60

WRITER = """
import sys
from pathlib import Path
from libyamap.app.commands import Put
from libyamap.app.session import Session
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event, Layer
from libyamap.store.project import GeoPackageStore
path, name, steps = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
store = GeoPackageStore.open(path, busy_seconds=30)
session = Session(store, name)
layer = store.all(Layer)[0].id
print("ready", flush=True)
sys.stdin.readline()
for number in range(steps):
    session.run(Put(Event(id=new_id(), layer=layer, title=f"{name} {number}")))
    if number % 20 == 10:
        session.undo()
store.close()
"""
HOLDER = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
print("holding", flush=True)
sys.stdin.readline()
other.execute("COMMIT")
"""
SQL = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1])
for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
    other.create_function(name, 1, lambda blob: 0)  # a GIS brings them; no geometry is touched here
with other:
    other.execute(sys.argv[2])
other.close()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "shared.gpkg"
    with closing(GeoPackageStore.create(path)) as store:
        Session(store, "me").run(create(Project(id=new_id(), title="P"), (Put(LAYER), Put(BATTLE))))
    return path


def start(script: str, *arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", script, *map(str, arguments)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline()
    return process


def go_on(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def elsewhere(path: Path, sql: str) -> None:
    """Another program, such as QGIS, changes the file."""
    subprocess.run([sys.executable, "-c", SQL, str(path), sql], check=True)


def test_writers_wait_for_each_other(path: Path) -> None:
    writers = {name: start(WRITER, path, name, STEPS) for name in ("Ada", "Bob", "Eve")}
    for process in writers.values():
        go_on(process)
    for process in writers.values():
        process.communicate()
        assert process.returncode == 0
    with closing(GeoPackageStore.open(path)) as store:
        revisions = store.revisions()
        assert [each.number for each in revisions] == list(range(1, len(revisions) + 1))
        titles = [event.title for event in store.all(Event) if event.id != BATTLE.id]
        kept = [number for number in range(STEPS) if number % 20 != 10]
        assert sorted(titles) == sorted(f"{name} {number}" for name in writers for number in kept)
        assert store.problems() == []
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_another_process_did_is_noticed_and_stays_its_own(path: Path) -> None:
    with closing(GeoPackageStore.open(path)) as store:
        session = Session(store, "me")
        session.run(Move(BATTLE, 14.0, 32.0))
        assert not store.changed_elsewhere()
        process = start(WRITER, path, "Ada", 3)
        go_on(process)
        process.communicate()
        assert process.returncode == 0
        assert store.changed_elsewhere()
        assert not store.changed_elsewhere()
        step = session.next_undo()
        assert step is not None
        assert step.title == "Move ‘Battle’"
        session.undo()
        assert store.get(Event, BATTLE.id) == BATTLE
        assert len(store.all(Event)) == 4
        session.redo()
        session.undo()
        assert session.next_undo() is None
    with closing(GeoPackageStore.open(path)) as store:
        again = Session(store, "me")  # after a restart, the journal is one line of steps
        step = again.next_undo()
        assert step is not None
        assert step.title == "Set event ‘Ada 2’"
        again.undo()
        assert len(store.all(Event)) == 3


def test_a_step_whose_row_was_changed_from_outside_is_refused_by_name(path: Path) -> None:
    with closing(GeoPackageStore.open(path)) as store:
        session = Session(store, "me")
        session.run(Move(BATTLE, 14.0, 32.0))
        session.run(Put(msgspec.structs.replace(LAYER, title="Renamed")))
        elsewhere(path, "UPDATE events SET description = 'seen from QGIS'")
        assert store.changed_elsewhere()
        session.undo()
        before = store.all(Event), store.revision()
        with pytest.raises(Conflict, match="cannot be undone: ‘Battle’ was changed from outside since"):
            session.undo()
        assert (store.all(Event), store.revision()) == before
        elsewhere(path, "UPDATE events SET description = NULL")
        assert session.undo() is not None
        assert store.get(Event, BATTLE.id) == BATTLE


def test_a_row_deleted_from_outside_is_a_sentence_too(path: Path) -> None:
    with closing(GeoPackageStore.open(path)) as store:
        session = Session(store, "me")
        session.run(Move(BATTLE, 14.0, 32.0))
        # Not by SQLite alone: the R-tree's trigger needs functions that only a GIS (or we) bring.
        with closing(GeoPackageStore.open(path)) as other, other.transaction() as writer:
            writer.delete(Event, BATTLE.id)
        with pytest.raises(Conflict, match="‘Battle’ was changed from outside"):
            session.undo()
        with pytest.raises(Conflict, match="‘Battle’ was deleted"):
            session.run(Move(BATTLE, 15.0, 32.0))


def test_a_writer_that_does_not_end_is_told_and_nothing_is_lost(path: Path) -> None:
    with closing(GeoPackageStore.open(path, busy_seconds=0.1)) as store:
        session = Session(store, "me")
        session.run(Move(BATTLE, 14.0, 32.0))
        holder = start(HOLDER, path)
        with pytest.raises(WorldError, match="is being written by another program; wait"):
            session.run(Move(BATTLE, 15.0, 32.0))
        moved = store.get(Event, BATTLE.id)
        assert moved is not None
        assert moved.geometry == point(14, 32)
        go_on(holder)
        holder.communicate()
        session.run(Move(BATTLE, 15.0, 32.0))
        session.undo()
        session.undo()
        assert store.get(Event, BATTLE.id) == BATTLE
