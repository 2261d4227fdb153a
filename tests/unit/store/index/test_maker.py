"""The process that makes the index ends when it is told to, but not in the middle of what it is writing."""

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from libyamap.domain.geometry import point
from libyamap.store.index.cache import read_state
from libyamap.store.index.columns import maker
from libyamap.store.index.columns.files import damaged, read_manifest
from libyamap.store.index.columns.maker import Maker, command_for
from libyamap.store.project import GeoPackageStore
from tests.unit.store.samples import event, fill

SECONDS = 60.0
SLOW_TO_WRITE = """
import sys, time
from libyamap.cli.indexing import main
from libyamap.store.index.columns import worker
write = worker.write_folder
def slowly(*what):
    time.sleep(0.5)
    write(*what)
worker.write_folder = slowly
sys.exit(main(sys.argv[1:]))
"""
DEAF = "import time; print('{}', flush=True); time.sleep(600)"


class Heard:
    """What a maker says, with an event for one word."""

    def __init__(self, word: str) -> None:
        self.lines: list[dict[str, Any]] = []
        self.said = threading.Event()
        self._word = word

    def __call__(self, line: dict[str, Any]) -> None:
        self.lines.append(line)
        if self._word in line:
            self.said.set()


def test_what_is_being_written_is_written_whole(path: Path, tmp_path: Path) -> None:
    store = GeoPackageStore.create(path)
    fill(store, *(event(f"Clash {number}", point(number / 4, 30)) for number in range(20)))
    store.close()
    folder, heard = tmp_path / "index", Heard("writing")
    making = Maker(command_for((sys.executable, "-c", SLOW_TO_WRITE), path, folder, "test"), heard)
    assert heard.said.wait(SECONDS)
    making.stop()
    assert "ended" in heard.lines[-1]
    assert {"done": "columns", "revision": 0} in heard.lines
    assert {"done": "texts"} not in heard.lines
    state = read_state(folder)
    assert state is not None
    assert state.stamp == "test"
    assert damaged(folder / "columns", read_manifest(folder / "columns")) == []
    assert sorted(each.name for each in folder.iterdir()) == ["columns", "state.json"]


def test_a_deaf_process_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maker, "_SECONDS_TO_STOP", 0.05)
    heard = Heard("ended")
    Maker((sys.executable, "-c", DEAF), heard).stop()
    assert heard.said.is_set()
    assert heard.lines[-1]["ended"] != 0


def test_one_that_is_cancelled_is_not_waited_for_and_heard_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    dying, over = threading.Event(), threading.Event()
    plain = subprocess.Popen.wait

    def slow(process: subprocess.Popen[str], timeout: float | None = None) -> int:
        assert dying.wait(60)  # as one does that has much in memory
        return plain(process, timeout)

    monkeypatch.setattr(subprocess.Popen, "wait", slow)
    heard = Heard("ended")
    made = Maker((sys.executable, "-c", DEAF), heard)
    made.cancel(over.set)
    assert not over.is_set()  # yet we are here
    dying.set()
    made.wait()
    assert over.is_set()
    assert not any("ended" in line for line in heard.lines)
    again: list[bool] = []
    made.cancel(lambda: again.append(True))
    assert again == [True]  # it is over already
