"""Killed at any moment, a project opens with every step that was reported as done."""

import random
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

from libyamap.domain.model import Event
from libyamap.store.project import GeoPackageStore

KILLS = 25
LONGEST_S = 0.15

# Does a step, then says its revision; a checkpoint and a bulk insert now and then, so that those are hit too.
WRITER = """
import sys
from pathlib import Path
from libyamap.app.commands import InsertMany, Put
from libyamap.app.session import Session
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event, Layer
from libyamap.store.project import GeoPackageStore

store = GeoPackageStore.open(Path(sys.argv[1]))
session = Session(store, "writer")
layer = store.all(Layer)[0].id
print("ready", flush=True)
while True:
    number = store.revision() + 1
    made = Event(id=new_id(), layer=layer, title=str(number), geometry=point(number % 360 - 180, number % 90))
    if number % 7 == 0:
        session.run(InsertMany((made,), "bulk"))
    else:
        session.run(Put(made))
    print(number, flush=True)
    if number % 10 == 0:
        store.checkpoint()
"""


def test_no_step_is_lost(tmp_path: Path) -> None:
    from libyamap.app.commands import Put, create
    from libyamap.app.session import Session
    from libyamap.domain.ids import new_id
    from libyamap.domain.model import Layer, Project

    path = tmp_path / "killed.gpkg"
    with closing(GeoPackageStore.create(path)) as store:
        layer = Layer(id=new_id(), title="L")
        Session(store, "me").run(create(Project(id=new_id(), title="P"), (Put(layer),)))
    chance = random.Random(2016)
    reported = 1
    for _ in range(KILLS):
        reported = max(reported, _write_and_kill(path, chance.uniform(0, LONGEST_S)))
        with closing(GeoPackageStore.open(path)) as store:
            assert reported <= store.revision() <= reported + 1
            assert [each.number for each in store.revisions()] == list(range(1, store.revision() + 1))
            titles = sorted(int(each.title) for each in store.all(Event))
            assert titles == list(range(2, store.revision() + 1))
            assert store.problems() == []
            reported = store.revision()
        assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert reported > KILLS
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _write_and_kill(path: Path, seconds: float) -> int:
    """Let a writer work for that long, kill it, and give the last step that it reported as done."""
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        said = process.stdout.read().splitlines()
        timer.join()
    whole = [int(word) for word in said if word.isdigit()]
    return max(whole, default=0)
