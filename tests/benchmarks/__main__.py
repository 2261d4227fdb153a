"""`make bench`: measures the start, the memory, switching a layer, reading a project, searching places; prints JSON.

The two programs that are compared, the window and the bare page, take turns in the same run, so that whatever else the
machine does hits both alike.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from libyamap.bootstrap import EXAMPLE, asset, new_project, open_store
from libyamap.domain.model import RECORD_CLASSES, Project
from tests.benchmarks import briefing, edit, interchange, large, search
from tests.benchmarks.processes import Weight, peak_while_starting, started

BARE, WINDOW = "tests.benchmarks.bare", "tests.benchmarks.window"
PAIRS = 5
TIMES = 10
MEGABYTE = 1_000_000
WIDTH, HEIGHT = 1920, 1080
SCREEN = {"name": "bench", "x": 0, "y": 0, "width": WIDTH, "height": HEIGHT, "logicalDpi": 96, "dpr": 1}


def main() -> int:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=interchange.rows_asked, default=interchange.ROWS,
                        help="rows to import and export, events of the large project")  # fmt: skip
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _set_up_screen(Path(folder))
        _keep_bytecode(Path(folder))
        os.environ.update(dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), folder))
        project = Path(folder) / "example.gpkg"
        new_project(project, EXAMPLE, EXAMPLE)
        with started(WINDOW, [str(project)]) as first:  # a warm-up that also tells how large the map is
            frame = first.said
        bare = [str(asset("basemap.pmtiles")), _bounds(project), str(frame["width"]), str(frame["height"])]
        with started(BARE, bare):  # so that both have been started once
            pass
        document = {
            "conditions": _conditions(frame),
            "start": _start([str(project)], bare),
            "memory": {
                "window": _memory(peak_while_starting(WINDOW, [str(project)])),
                "bare": _memory(peak_while_starting(BARE, bare)),
            },
            "switch_layer_on_s": _spread(_switching(project)),
            "open_and_read_project_s": _spread(_times(lambda: _read(project))),
            "cli_info_s": _spread(_times(lambda: _info(project))),
            "edit": edit.measure(project),
            "edit_in_a_project_of_n": edit.measure_large(options.n, Path(folder)),
            "window_and_index_of_n": large.measure(options.n, Path(folder)),
            "search_places": search.measure(),
            "briefing": briefing.measure(project),
            "interchange": interchange.measure(options.n),
        }
    sys.stdout.write(f"{json.dumps(document, indent=2)}\n")
    return 0


def _set_up_screen(folder: Path) -> None:
    """A screen as people have them; the offscreen platform's own has 800 by 800 pixels."""
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        file = folder / "screen.json"
        file.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"


def _keep_bytecode(folder: Path) -> None:
    """Compiled Python, as any start but the first has it, whatever the surroundings or the installer left out."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")


def _start(window: list[str], bare: list[str]) -> dict[str, Any]:
    """From starting the process until its picture is there: the window with filled panels against the bare page."""
    seconds: dict[str, list[float]] = {WINDOW: [], BARE: []}
    for _ in range(PAIRS):
        for module, arguments in ((BARE, bare), (WINDOW, window)):
            with started(module, arguments) as run:
                seconds[module].append(run.seconds)
    ratios = [ours / theirs for ours, theirs in zip(seconds[WINDOW], seconds[BARE], strict=True)]
    return {
        "window_s": _spread(seconds[WINDOW]),
        "bare_s": _spread(seconds[BARE]),
        "ratio": _spread(ratios),
        "ratio_of_medians": round(statistics.median(seconds[WINDOW]) / statistics.median(seconds[BARE]), 3),
    }


def _switching(project: Path) -> list[float]:
    with started(WINDOW, [str(project), str(TIMES)]) as run:
        line = run.process.stdout.readline() if run.process.stdout else ""
        seconds: list[float] = json.loads(line)["seconds"]
        return seconds


def _read(project: Path) -> None:
    store = open_store(project, read_only=True)
    for record_type in RECORD_CLASSES:
        store.all(record_type)
    store.close()


def _info(project: Path) -> None:
    command = [sys.executable, "-m", "libyamap.cli", "info", str(project), "--json"]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def _times(work: Callable[[], None]) -> list[float]:
    seconds = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return seconds


def _bounds(project: Path) -> str:
    store = open_store(project, read_only=True)
    bounds = store.all(Project)[0].bounds
    store.close()
    return ",".join(map(str, bounds))


def _spread(values: Iterable[float]) -> dict[str, float]:
    known = sorted(values)
    middle = statistics.median(known)
    return {"median": round(middle, 4), "min": round(known[0], 4), "max": round(known[-1], 4), "n": len(known)}


def _memory(peak: Weight | None) -> dict[str, float] | None:
    if peak is None:
        return None
    pss, rss = round(peak.pss / MEGABYTE, 1), round(peak.rss / MEGABYTE, 1)
    return {"peak_pss_mb": pss, "peak_rss_mb": rss, "processes": peak.processes}


def _conditions(frame: dict[str, Any]) -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "qt": frame["qt"],
        "platform_plugin": os.environ["QT_QPA_PLATFORM"].split(":")[0],
        "screen_pixels": [WIDTH, HEIGHT],
        "packages": {name: version(name) for name in ("PySide6-WebEngine", "msgspec", "pmtiles")},
        "load_1_5_15_min": [round(load, 2) for load in os.getloadavg()] if hasattr(os, "getloadavg") else None,
        "map_pixels": [frame["width"], frame["height"]],
        "rows_in_table": frame["rows"],
    }


if __name__ == "__main__":
    sys.exit(main())
