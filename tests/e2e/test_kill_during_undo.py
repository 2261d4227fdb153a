"""A large step that is killed, or finds the disk full, as it is undone, redone or reverted: all there, or nothing."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from libyamap.app.commands import InsertMany, RevertTo, create
from libyamap.app.importing.rows import Cancelled, Progress, silent
from libyamap.app.session import Session
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id, new_ids
from libyamap.domain.model import Claim, Event, Layer, Project, Source
from libyamap.store.project import GeoPackageStore

LAYER, SOURCE = Layer(id=new_id(), title="A layer"), Source(id=new_id(), title="A source")
MANY = 1_600
State = tuple[list[Event], list[Claim], int]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")

TAKING_BACK = """
import sys, time
from pathlib import Path
from libyamap.app.commands import RevertTo
from libyamap.app.session import Session
from libyamap.store import writer
from libyamap.store.project import GeoPackageStore

writer._BULK_CACHE_KB = 200  # so that it is in the files before the transaction ends
path, step, alone, most = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "alone", int(sys.argv[4])
session = Session(GeoPackageStore.open(path, alone=alone), "me")
def wait(rows, done):
    if rows >= most:
        print("written", flush=True)
        time.sleep(60)
if step == "revert":
    session.run(RevertTo(2, wait))
else:
    getattr(session, step)("", wait)
"""


def state(store: GeoPackageStore) -> State:
    return store.all(Event), store.all(Claim), store.revision()


def taking(session: Session, step: str, progress: Progress = silent) -> Callable[[], object]:
    """The step, to be done."""
    if step == "revert":
        return lambda: session.run(RevertTo(2, progress))
    return lambda: getattr(session, step)("", progress)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "p.gpkg"
    words = "words " * 60
    made = [
        Event(id=each, layer=LAYER.id, title=f"E {at}", description=words, geometry=point(at % 90, at % 45))
        for at, each in enumerate(new_ids(MANY))
    ]
    said = [Claim(id=new_id(), feature=each.id, source=SOURCE.id) for each in made]
    with closing(GeoPackageStore.create(path)) as store:
        session = Session(store, "tester")
        session.run(create(Project(id=new_id(), title="Before")))
        session.run(InsertMany((LAYER, SOURCE), "What they need"))
        session.run(InsertMany((*made, *said), "Many"))
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.mark.parametrize("step", ["undo", "redo", "revert"])
@pytest.mark.parametrize("mode", ["alone", "with others"])
@pytest.mark.parametrize("most", [MANY // 2, 2 * MANY])
def test_killed(path: Path, step: str, mode: str, most: int) -> None:
    with closing(GeoPackageStore.open(path)) as store:
        if step == "redo":
            Session(store, "tester").undo()
        before = state(store)
    command = [sys.executable, "-c", TAKING_BACK, str(path), step, mode, str(most)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        process.send_signal(signal.SIGKILL)
    assert path.with_name("p.gpkg-journal" if mode == "alone" else "p.gpkg-wal").stat().st_size
    with closing(GeoPackageStore.open(path)) as store:
        assert state(store) == before
        assert store.problems() == []
        session = Session(store, "tester")
        assert taking(session, step)()
        assert len(store.all(Event)) == (MANY if step == "redo" else 0)
        assert store.problems() == []
    assert [each.name for each in path.parent.iterdir()] == [path.name]


FILLS_UP = """
import resource, sys
from pathlib import Path
from libyamap.app.commands import RevertTo
from libyamap.app.session import Session
from libyamap.errors import WorldError
from libyamap.store import writer
from libyamap.store.project import GeoPackageStore
from tests.e2e.test_kill_during_undo import state

writer._BULK_CACHE_KB = 200
path, step, alone = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "alone"
store = GeoPackageStore.open(path, alone=alone)
session = Session(store, "me")
take = (lambda: session.run(RevertTo(2))) if step == "revert" else getattr(session, step)
before = state(store)
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
for room in (0, 30_000, 200_000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (room + (path.stat().st_size if alone and step == "redo" else 0), hard))
    try:
        take()
    except WorldError as error:
        print(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert state(store) == before
    assert store.problems() == []
take()
assert store.problems() == []
store.close()
"""


@pytest.mark.parametrize("step", ["undo", "redo", "revert"])
@pytest.mark.parametrize("mode", ["alone", "with others"])
def test_no_room_on_the_disk(path: Path, step: str, mode: str) -> None:
    with closing(GeoPackageStore.open(path)) as store:
        if step == "redo":
            Session(store, "tester").undo()
            store.compact()
    done = subprocess.run(
        [sys.executable, "-c", FILLS_UP, str(path), step, mode], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    sentences = done.stdout.splitlines()
    assert len(sentences) == 3
    assert set(sentences) <= {
        "Reading or writing “p.gpkg” failed; check the disk, then try again.",
        "The disk is full, so nothing was written to “p.gpkg”; make room and try again.",
    }
    with closing(GeoPackageStore.open(path)) as store:
        assert len(store.all(Event)) == len(store.all(Claim)) == (MANY if step == "redo" else 0)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("step", ["undo", "redo", "revert"])
def test_given_up(path: Path, step: str) -> None:
    with closing(GeoPackageStore.open(path)) as store:
        session = Session(store, "tester")
        if step == "redo":
            session.undo()
        before = state(store)

        def give_up(rows: int, done: float) -> None:
            if rows > MANY and done > 0:
                raise Cancelled

        with pytest.raises(Cancelled):
            taking(session, step, give_up)()
        assert state(store) == before
        assert store.problems() == []
        assert taking(session, step)()
        assert len(store.all(Event)) == (MANY if step == "redo" else 0)
        assert store.problems() == []
