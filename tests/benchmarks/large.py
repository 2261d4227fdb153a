"""A project of many events: its index alone (`scale`), and the whole window on it (`peer`), opened twice."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

PATIENCE_S = 1800


def measure(count: int, folder: Path) -> dict[str, Any]:
    """Figures for `folder`/events-`count`.gpkg, which is made if it is not there."""
    project = folder / f"events-{count}.gpkg"
    if not project.exists():
        from tests.benchmarks.scale_project import make

        make(project, count)
    asked = ["--n", str(count), "--project", str(project), "--cache", str(folder / "cache")]
    return {
        "n": count,
        "index": json.loads(_said("tests.benchmarks.scale", *asked)),
        "window_first_opening": _window(count, folder),
        "window_second_opening": _window(count, folder),
    }


def _window(count: int, folder: Path) -> dict[str, Any]:
    """One run of the program: the first makes its index, which is kept for the second."""
    begin = time.time()
    given = ["--data", os.devnull, "--n", str(count), "--out", str(folder)]
    lines = [json.loads(line) for line in _said("tests.benchmarks.peer", *given).splitlines() if line.startswith("{")]
    told = {name: value for line in lines if line["ev"] == "info" for name, value in line.items() if name != "ev"}
    return {
        "first_picture_s": round(next(_of(lines, "first", "at")) - begin, 2),
        "step_ms": _spread(_of(lines, "step", "ms")),
        "filter_ms": _spread(_of(lines, "filter", "ms")),
        **{name: told.get(name) for name in ("film_per_s", "weight_mb", "held_up_while_loading")},
    }


def _of(lines: list[dict[str, Any]], event: str, field: str) -> Iterator[float]:
    return (line[field] for line in lines if line["ev"] == event)


def _spread(values: Iterable[float]) -> dict[str, float]:
    known = sorted(values)
    p95 = known[max(0, round(len(known) * 0.95) - 1)]
    return {"median": statistics.median(known), "p95": p95, "max": known[-1], "n": len(known)}


def _said(module: str, *arguments: str) -> str:
    """What a program of its own prints. RuntimeError where it fails."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{module} failed: {done.stderr[-2000:]}")
    return done.stdout
