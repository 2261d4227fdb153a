"""Killed at any of hundreds of random moments, a project opens with every step that was reported as done, none half."""

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from libyamap.app.commands import Put, create
from libyamap.app.session import Session
from libyamap.domain.ids import new_id
from libyamap.domain.model import RECORD_CLASSES, Layer, Project, Record, Site, Source
from libyamap.store.project import GeoPackageStore

KILLS = 75  # in each of four storms
LONGEST_S = 0.09

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")


@contextlib.contextmanager
def zygote(path: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.e2e.storm", str(path)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "waiting\n"
        yield process
        assert process.stdin is not None
        process.stdin.close()
    assert process.returncode == 0


def storm_and_kill(process: "subprocess.Popen[str]", seed: int, seconds: float) -> int:
    """Let a storm rage that long after its first word, kill it, and give the last revision that it reported."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{seed}\n")
    process.stdin.flush()
    child = int(process.stdout.readline().removeprefix("child "))
    assert process.stdout.readline() == "ready\n"
    timer = threading.Timer(seconds, os.kill, (child, signal.SIGKILL))
    timer.start()
    reported = 0
    for line in process.stdout:
        if line == "dead\n":
            break
        reported = int(line)
    timer.join()
    return reported


class Journal:
    """What the records must be by the journal: each step's changes, applied to a plain dictionary."""

    def __init__(self) -> None:
        self.state: dict[str, Record] = {}
        self.read = 0

    def follow(self, store: GeoPackageStore) -> None:
        for revision in store.revisions(after=self.read):
            assert revision.number == self.read + 1
            self.read = revision.number
            for change in store.changes_of(revision.number):
                if change.before is None and change.after is None:
                    self.state[change.id] = Site(id=change.id, layer=LAYER.id, title="bulk", geometry=BULK.geometry)
                    continue
                assert self.state.get(change.id) == change.before
                if change.after is None:
                    del self.state[change.id]
                else:
                    self.state[change.id] = change.after


def records_of(store: GeoPackageStore) -> dict[str, Record]:
    return {record.id: record for record_type in RECORD_CLASSES for record in store.all(record_type)}


LAYER = Layer(id=new_id(), title="L")


def _bulk() -> Site:
    from libyamap.domain.geometry import point

    return Site(id=new_id(), layer=LAYER.id, title="bulk", geometry=point(1, 1))


BULK = _bulk()


@pytest.mark.parametrize("storm", range(4))
def test_no_step_is_lost_and_none_is_half_there(tmp_path: Path, storm: int) -> None:
    path = tmp_path / "killed.gpkg"
    with closing(GeoPackageStore.create(path)) as store:
        basis = (Put(LAYER), Put(Source(id=new_id(), title="S")))
        Session(store, "me").run(create(Project(id=new_id(), title="P"), basis))
    chance = random.Random(storm)
    journal = Journal()
    reported = 1
    with zygote(path) as process:
        for kill in range(KILLS):
            reported = max(reported, storm_and_kill(process, storm * 1000 + kill, chance.uniform(0, LONGEST_S)))
            with closing(GeoPackageStore.open(path)) as store:
                assert reported <= store.revision() <= reported + 1
                journal.follow(store)
                assert records_of(store) == journal.state
                if kill % 15 == 0:
                    assert store.problems() == []
                    _undo_and_redo_work(store)
                    journal.follow(store)
                reported = store.revision()
            assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert reported > KILLS // 2  # some die before their first step, others after many
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _undo_and_redo_work(store: GeoPackageStore) -> None:
    session = Session(store, "after")
    before = records_of(store)
    if session.undo() is not None:
        assert session.redo() is not None
    assert {key for key, record in records_of(store).items() if record != before.get(key)} == set()
    assert records_of(store).keys() == before.keys()
