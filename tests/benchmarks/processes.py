"""Starts a program, times it until it says that its picture is there, and weighs it with all its children."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

PROC = Path("/proc")
SAMPLE_EVERY_S = 0.03
PATIENCE_S = 120


class Weight(NamedTuple):
    """Memory of a process and all below it, in bytes. PSS shares common pages out; RSS counts them in each process."""

    pss: int
    rss: int
    processes: int


class Started(NamedTuple):
    """A running program that has said its first line of JSON: the seconds that took, and what it said."""

    process: "subprocess.Popen[str]"
    seconds: float
    said: dict[str, Any]


@contextmanager
def started(module: str, arguments: Sequence[str], patience_s: float = PATIENCE_S) -> Iterator[Started]:
    """Run `python -m module` until the block ends; its noise on stderr is dropped unless it fails to say anything.

    After `patience_s` seconds it is killed.
    """
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    noise = _drain(process)
    watch = threading.Timer(patience_s, process.kill)
    watch.start()
    try:
        line = process.stdout.readline() if process.stdout else ""
        seconds = time.perf_counter() - begin
        if not line:
            process.wait()
            raise RuntimeError(f"{module} ended without a picture: {''.join(noise)[-2000:]}")
        yield Started(process, seconds, json.loads(line))
    finally:
        if process.stdin and process.poll() is None:
            process.stdin.close()  # what the program waits for to end
        process.wait()
        watch.cancel()
        if process.stdout:
            process.stdout.close()


def peak_while_starting(module: str, arguments: Sequence[str]) -> Weight | None:
    """The most that the program and its children weighed until a second after the picture; None away from Linux."""
    if not PROC.is_dir():
        return None
    samples: list[Weight] = []
    done = threading.Event()

    def watch() -> None:
        while not done.wait(SAMPLE_EVERY_S):
            samples.append(weight_below(os.getpid()))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        with started(module, arguments):
            done.wait(1)  # what is put off until after the picture counts too
    finally:
        done.set()
        watcher.join()
    return Weight(*(max(column) for column in zip(*samples, strict=True)))


def weight_below(parent: int) -> Weight:
    """What all processes below `parent` weigh now, without `parent` itself."""
    below = _children_of()
    waiting, pss, rss, count = list(below.get(parent, ())), 0, 0, 0
    while waiting:
        process = waiting.pop()
        waiting.extend(below.get(process, ()))
        try:
            rollup = (PROC / str(process) / "smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue  # it has ended
        sizes = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in rollup.splitlines()[1:]}
        pss, rss, count = pss + sizes.get("Pss", 0), rss + sizes.get("Rss", 0), count + 1
    return Weight(pss, rss, count)


def _children_of() -> dict[int, list[int]]:
    below: dict[int, list[int]] = {}
    for folder in PROC.iterdir():
        if not folder.name.isdigit():
            continue
        try:
            parent = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1]
        except OSError:
            continue
        below.setdefault(int(parent), []).append(int(folder.name))
    return below


def _drain(process: "subprocess.Popen[str]") -> list[str]:
    """Read stderr as it comes, so that a talkative program is not held up by a full pipe."""
    lines: list[str] = []
    threading.Thread(target=lambda: lines.extend(process.stderr or ()), daemon=True).start()
    return lines
