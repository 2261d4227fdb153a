"""An import that is killed while it writes leaves the project as it was, for whoever reads it next."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from libyamap.app.commands import create
from libyamap.app.session import Session
from libyamap.domain.ids import new_id, new_ids
from libyamap.domain.model import Event, Layer, Project
from libyamap.errors import WorldError
from libyamap.store.project import GeoPackageStore

LAYER = Layer(id=new_id(), title="A layer")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")

WRITING = """
import sys, time
from pathlib import Path
from libyamap.store.project import GeoPackageStore
from tests.e2e.test_kill_during_import import events
store = GeoPackageStore.open(Path(sys.argv[1]), alone=True)
with store.transaction() as writer:
    store._connection.execute("PRAGMA cache_size = 20")
    for event in events():
        writer.put(event)
    print("written", flush=True)
    time.sleep(60)
"""


def events() -> list[Event]:
    """More than fits into a small cache, so that it is in the file before the transaction ends."""
    return [Event(id=each, layer=LAYER.id, title="E", description="words " * 200) for each in new_ids(400)]


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """A project that half an import is in, with its journal beside it."""
    path = tmp_path / "p.gpkg"
    with closing(GeoPackageStore.create(path)) as store:
        Session(store, "tester").run(create(Project(id=new_id(), title="Before")))
        with store.transaction() as writer:
            writer.put(LAYER)
    before = path.stat().st_size
    command = [sys.executable, "-c", WRITING, str(path)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        process.send_signal(signal.SIGKILL)
    assert path.with_name("p.gpkg-journal").stat().st_size
    assert path.stat().st_size > before
    return path


@pytest.mark.parametrize("read_only", [True, False])
def test_whoever_opens_it_next_finds_it_as_it_was(killed: Path, read_only: bool) -> None:
    with closing(GeoPackageStore.open(killed, read_only=read_only)) as store:
        assert store.all(Event) == []
        assert store.all(Layer) == [LAYER]
        assert store.problems() == []
    assert [path.name for path in killed.parent.iterdir()] == ["p.gpkg"]


def test_who_may_not_write_is_told_so(killed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("libyamap.store.connection.may_write", lambda _path: False)
    with pytest.raises(WorldError, match="was cut off and has to be taken back first"):
        GeoPackageStore.open(killed, read_only=True)
