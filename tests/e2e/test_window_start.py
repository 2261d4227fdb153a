"""The program as a person starts it: a process of its own that draws the map, and ends cleanly."""

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60
FIRST_PICTURE = "libyamap: first picture"


class Started:
    """`main.py -v` with what it says, line by line."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), "-v", *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path.home(),
        )
        self.heard: list[str] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, name="reader")
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._lines.put(line.rstrip())
        self._lines.put(None)

    def wait_for(self, wanted: str) -> bool:
        """Whether this line comes before the end."""
        while (line := self._lines.get(timeout=PATIENCE_S)) is not None:
            self.heard.append(line)
            if line == wanted:
                return True
        return False

    def end(self) -> int:
        """Wait for the end and give the exit code."""
        code = self.process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        while not self._lines.empty():
            self.heard.append(self._lines.get() or "")
        assert self.process.stderr is not None
        self.process.stderr.close()
        return code


@pytest.fixture
def started() -> Iterator[list[Started]]:
    """Processes of the test; what still runs at its end is killed."""
    processes: list[Started] = []
    yield processes
    for each in processes:
        if each.process.poll() is None:
            each.process.kill()
            each.end()


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot ask a process to end")
def test_it_shows_the_example_and_ends_cleanly(started: list[Started]) -> None:
    program = Started()
    started.append(program)
    assert program.wait_for(FIRST_PICTURE), program.heard
    program.process.send_signal(signal.SIGTERM)
    assert program.end() == 0, program.heard
    assert not [line for line in program.heard if "Traceback" in line or ("Error" in line and "libyamap" in line)]
    left = sorted(path.name for path in Path.home().rglob("*.gpkg*"))
    assert left == ["libya-2016.gpkg"]
    assert not list(Path.home().rglob("crash-*")) + list(Path.home().rglob("fault-*"))


def test_a_missing_project_is_one_sentence_and_exit_1() -> None:
    missing = Path.home() / "missing.gpkg"
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), str(missing)], check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    lines = [line for line in done.stderr.splitlines() if "missing.gpkg" in line]
    assert len(lines) == 1
    assert "Traceback" not in done.stderr
    assert not missing.exists()


def test_wrong_usage_is_exit_2() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--nonsense"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
