"""`python -m tests.benchmarks.interchange [ROWS]`: import and export of a large table beside ogr2ogr, as JSON.

ogr2ogr of the system (gdal-bin) turns the same CSV into a GeoPackage with its spatial index, and the project's events
into GeoJSON and CSV. Ours validates every row, gives it an id, finds it in the data set, derives its days and writes
journal, spatial index and look-up indexes. The programs take turns; seconds are of the wall and of all processors.
"""

import csv
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROWS = 1_000_000
_WORDS = (
    "clash", "shelling", "between", "forces", "near", "town", "reported", "checkpoint", "convoy", "attacked", "drone",
    "strike", "market", "civilians", "militia", "army", "police", "protest", "roadblock",
)  # fmt: skip
_COLUMNS = (
    "id", "date", "latitude", "longitude", "type", "title", "notes", "country", "precision", "fatalities",
)  # fmt: skip
_FIRST = date(2011, 1, 1)
_SEED = 1


def measure(rows: int = ROWS) -> dict[str, Any]:
    """All figures; those of ogr2ogr are left out where it is not installed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table, project = folder / "table.csv", folder / "project.gpkg"
        _write_table(table, rows)
        document: dict[str, Any] = {"rows": rows, "csv_megabytes": round(table.stat().st_size / 1e6)}
        ogr = shutil.which("ogr2ogr")
        document["import_csv"] = _beside(
            lambda: _ours("new", str(project)) and _ours("import", str(table), "--into", str(project), "--json"),
            [
                *(ogr or "", "-f", "GPKG", str(folder / "ogr.gpkg"), str(table), "-a_srs", "EPSG:4326"),
                *("-oo", "X_POSSIBLE_NAMES=longitude", "-oo", "Y_POSSIBLE_NAMES=latitude"),
            ],
        )
        for word, driver, ending in (("geojson", "GeoJSON", "geojson"), ("csv", "CSV", "csv")):
            layers = ("-lco", "GEOMETRY=AS_WKT") if driver == "CSV" else ()
            document[f"export_{word}"] = _beside(
                lambda ending=ending: _ours("export", str(project), "--to", str(folder / f"ours.{ending}")),
                [ogr or "", "-f", driver, str(folder / f"ogr.{ending}"), str(project), "events", *layers],
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


def _beside(ours: Any, theirs: list[str]) -> dict[str, Any]:
    """Both, one after the other."""
    figures: dict[str, Any] = {"ours": ours()}
    if theirs[0]:
        figures["ogr2ogr"] = _run(theirs)
        figures["ratio_wall"] = round(figures["ours"]["wall_s"] / figures["ogr2ogr"]["wall_s"], 2)
        figures["ratio_processor"] = round(figures["ours"]["processor_s"] / figures["ogr2ogr"]["processor_s"], 2)
    return figures


def _ours(*arguments: str) -> dict[str, float]:
    return _run([sys.executable, "-m", "libyamap.cli", *arguments])


def _run(command: list[str]) -> dict[str, float]:
    """Run a program: seconds, and the most memory that one of its processes held."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "wall_s": round(wall, 1),
        "processor_s": round(spent, 1),
        "peak_megabytes": round(usage.ru_maxrss / 1000),
    }


if __name__ == "__main__":
    figures = measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
    sys.stdout.write(f"{json.dumps(figures, indent=2)}\n")
