"""`python -m tests.benchmarks.interchange [--n ROWS]`: import and export of a large table beside ogr2ogr, as JSON.

ogr2ogr of the system (gdal-bin) turns the same CSV into a GeoPackage with its spatial index, and the project's events
into GeoJSON and CSV. Ours validates every row, gives it an id, finds it in the data set, derives its days, writes
journal, spatial index and look-up indexes, and makes the index of the map and of the search, so that the next opening
finds it; `index_alone` tells what that part takes. The programs take turns, in pairs; seconds are of the wall and of
all processors, medians of the pairs. `peak_megabytes` is the most that one process held.
"""

import argparse
import csv
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

ROWS = 1_000_000
PAIRS = 3
_WORDS = (
    "clash", "shelling", "between", "forces", "near", "town", "reported", "checkpoint", "convoy", "attacked", "drone",
    "strike", "market", "civilians", "militia", "army", "police", "protest", "roadblock",
)  # fmt: skip
_COLUMNS = (
    "id", "date", "latitude", "longitude", "type", "title", "notes", "country", "precision", "fatalities",
)  # fmt: skip
_FIRST = date(2011, 1, 1)
_SEED = 1


def measure(rows: int = ROWS, pairs: int = PAIRS) -> dict[str, Any]:
    """All figures; those of ogr2ogr are left out where it is not installed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        table, project = folder / "table.csv", folder / "project.gpkg"
        _write_table(table, rows)
        document: dict[str, Any] = {"rows": rows, "pairs": pairs, "csv_megabytes": round(table.stat().st_size / 1e6)}
        ogr = shutil.which("ogr2ogr")

        def ours() -> dict[str, float]:
            project.unlink(missing_ok=True)
            _ours("new", str(project))
            return _ours("import", str(table), "--into", str(project), "--json")

        document["import_csv"] = _beside(
            ours,
            [
                *(ogr or "", "-f", "GPKG", str(folder / "ogr.gpkg"), str(table), "-a_srs", "EPSG:4326"),
                *("-oo", "X_POSSIBLE_NAMES=longitude", "-oo", "Y_POSSIBLE_NAMES=latitude", "-overwrite"),
            ],
            pairs,
        )
        indexing = [sys.executable, "-m", "libyamap.cli.indexing", str(project), str(folder / "index"), "bench"]
        document["index_alone"] = _run(indexing)
        for word, driver, ending in (("geojson", "GeoJSON", "geojson"), ("csv", "CSV", "csv")):
            layers = ("-lco", "GEOMETRY=AS_WKT") if driver == "CSV" else ()
            theirs = folder / f"ogr.{ending}"
            document[f"export_{word}"] = _beside(
                partial(_ours, "export", str(project), "--to", str(folder / f"ours.{ending}")),
                [ogr or "", "-f", driver, str(theirs), str(project), "events", *layers],
                pairs,
                theirs,
            )
    return document


def _write_table(path: Path, rows: int) -> None:
    """Ten columns as analysts have them: 285 MB for a million rows."""
    chance = random.Random(_SEED)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["id", "date", "latitude", "longitude", "type", "title", "notes", "country", "precision", "fatalities"]
        )
        for number in range(rows):
            writer.writerow(
                (
                    f"LBY{number}",
                    _FIRST + timedelta(days=chance.randrange(5000)),
                    f"{chance.uniform(20, 33):.4f}",
                    f"{chance.uniform(10, 25):.4f}",
                    chance.choice(("Battles", "Protests", "Explosions")),
                    " ".join(chance.choices(_WORDS, k=5)),
                    " ".join(chance.choices(_WORDS, k=25)),
                    "Libya",
                    chance.choice("123"),
                    chance.randrange(20),
                )
            )


def _beside(
    ours: Callable[[], dict[str, float]], theirs: list[str], pairs: int, made: Path | None = None
) -> dict[str, Any]:
    """Both in turn, `pairs` times; what the other has `made` is removed before it makes it again."""
    runs: dict[str, list[dict[str, float]]] = {"ours": [], "ogr2ogr": []}
    for _ in range(pairs):
        runs["ours"].append(ours())
        if theirs[0]:
            if made is not None:
                made.unlink(missing_ok=True)
            runs["ogr2ogr"].append(_run(theirs))
    figures: dict[str, Any] = {name: _medians(found) for name, found in runs.items() if found}
    if theirs[0]:
        for what, word in (("wall_s", "ratio_wall"), ("processor_s", "ratio_processor")):
            both = zip(runs["ours"], runs["ogr2ogr"], strict=True)
            figures[word] = round(statistics.median(one[what] / other[what] for one, other in both), 2)
    return figures


def _medians(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(statistics.median(run[name] for run in runs), 2) for name in runs[0]}


def _ours(*arguments: str) -> dict[str, float]:
    return _run([sys.executable, "-m", "libyamap.cli", *arguments])


def _run(command: list[str]) -> dict[str, float]:
    """Run a program: seconds, and the most memory that one of its processes held."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    # A standard input that stays open: the process that makes the index ends with it.
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "wall_s": round(wall, 3),
        "processor_s": round(spent, 3),
        "peak_megabytes": round(usage.ru_maxrss / 1000),
    }


def rows_asked(text: str) -> int:
    """A number of rows, also as `1e6`."""
    rows = int(float(text))
    if rows < 1:
        raise argparse.ArgumentTypeError("there must be at least one row")
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Import and export of a large table beside ogr2ogr.")
    parser.add_argument("--n", type=rows_asked, default=ROWS, help="rows of the table")
    parser.add_argument("--pairs", type=int, default=PAIRS, help="how often the two take turns")
    options = parser.parse_args()
    sys.stdout.write(f"{json.dumps(measure(options.n, options.pairs), indent=2)}\n")
