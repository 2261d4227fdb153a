"""The disk is full, or can only be read, in the middle of a change: a sentence, the old state, and on it goes later."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from libyamap.app.commands import Put, Together, create
from libyamap.app.session import Session
from libyamap.app.transaction import Transaction
from libyamap.domain.ids import new_id
from libyamap.domain.model import RECORD_CLASSES, Event, Layer, Project, Record
from libyamap.errors import WorldError
from libyamap.store import connection as connection_module
from libyamap.store.project import GeoPackageStore

LAYER = Layer(id=new_id(), title="L")

# The limit of the system on the size of a file is a real full disk for one process: a write fails half-way.
FILLS_UP = """
import resource, sys
from pathlib import Path
from libyamap.app.commands import Put
from libyamap.app.session import Session
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event, Layer
from libyamap.errors import WorldError
from libyamap.store.project import GeoPackageStore

path, room, large = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
store = GeoPackageStore.open(path)
session = Session(store, "me")
layer = store.all(Layer)[0].id
event = lambda size: Event(id=new_id(), layer=layer, title="t", description="x" * size)
session.run(Put(event(10)))
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + room, hard))
done, refused = 0, []
for _ in range(60):
    before = [each.id for each in store.all(Event)], store.revision()
    try:
        session.run(Put(event(large)))
    except WorldError as error:
        refused.append(str(error))
        assert ([each.id for each in store.all(Event)], store.revision()) == before
        if len(refused) == 3:
            break
    else:
        done += 1
assert refused, "it never filled up"
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
session.run(Put(event(large)))
assert session.undo() is not None
assert session.redo() is not None
print(done, len(store.all(Event)), store.revision(), refused[0], sep="|")
store.close()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "full.gpkg"
    with closing(GeoPackageStore.create(path)) as store:
        Session(store, "me").run(create(Project(id=new_id(), title="P"), (Put(LAYER),)))
    return path


def records_of(store: GeoPackageStore) -> dict[str, Record]:
    return {record.id: record for record_type in RECORD_CLASSES for record in store.all(record_type)}


@pytest.mark.skipif(os.name == "nt", reason="the system has no such limit")
@pytest.mark.parametrize(("room", "large"), [(0, 100), (4096 * 3, 3000), (100_000, 90_000), (123_457, 20_000)])
def test_a_full_disk(path: Path, room: int, large: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FILLS_UP, str(path), str(room), str(large)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    written, events, revision, sentence = done.stdout.strip().split("|")
    assert int(events) == int(written) + 2
    assert int(revision) == int(written) + 5
    assert sentence in {
        "Reading or writing “full.gpkg” failed; check the disk, then try again.",
        "The disk is full, so nothing was written to “full.gpkg”; make room and try again.",
    }
    with closing(GeoPackageStore.open(path)) as store:
        assert store.problems() == []
        assert len(store.all(Event)) == int(events)
    assert [each.name for each in path.parent.iterdir()] == ["full.gpkg"]


class Fault:
    """A command that lets the disk fail in the middle of a step."""

    name = "fault"
    title = "Fault"

    def __init__(self, connection: sqlite3.Connection, pragma: str) -> None:
        self._connection = connection
        self._pragma = pragma

    def apply(self, transaction: Transaction) -> None:
        """From here on it fails."""
        assert transaction.changes
        self._connection.execute(self._pragma)


@pytest.mark.parametrize(
    ("fault", "mended", "said"),
    [
        ("max_page_count = 1", "max_page_count = 4294967294", "disk is full"),
        ("query_only = ON", "query_only = OFF", "can only be read, so nothing was changed"),
    ],
)
def test_a_step_is_whole_or_not_there(
    path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, mended: str, said: str
) -> None:
    connections: list[sqlite3.Connection] = []
    original = connection_module.set_up

    def remember(connection: sqlite3.Connection) -> None:
        original(connection)
        connections.append(connection)

    monkeypatch.setattr(connection_module, "set_up", remember)
    with closing(GeoPackageStore.open(path)) as store:
        session = Session(store, "me")
        session.run(Put(Event(id=new_id(), layer=LAYER.id, title="before")))
        before = records_of(store)
        revision = store.revision()
        first = Event(id=new_id(), layer=LAYER.id, title="first", description="x" * 50_000)
        second = Event(id=new_id(), layer=LAYER.id, title="second", description="x" * 90_000)
        step = Together("Both", (Put(first), Fault(connections[0], f"PRAGMA {fault}"), Put(second)))
        for _ in range(2):
            with pytest.raises(WorldError, match=said):
                session.run(step)
            connections[0].execute(f"PRAGMA {mended}")
            assert records_of(store) == before
            assert store.revision() == revision
        session.run(Together("Both", (Put(first), Put(second))))
        assert records_of(store) == before | {first.id: first, second.id: second}
        session.undo()
        assert records_of(store) == before
        assert store.problems() == []
