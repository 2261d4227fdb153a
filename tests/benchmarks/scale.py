"""`python -m tests.benchmarks.scale --n 1e6`: the index of a large project, without window and page; prints JSON.

The project is made by `scale_project`, or given by --project; the index is made, closed, and opened again. Times are
milliseconds of the thread that asks (its own work, `cpu`) and of the clock (`wall`): on a machine that does other
things too, only the first says something of the index.
"""

import argparse
import datetime as dt
import json
import math
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from libyamap.app.filter import Filter
from libyamap.app.viewport import EVERYTHING, CellKey, Selection, Sorting, ViewQuery
from libyamap.bootstrap import areas, asset
from libyamap.domain.geometry import Bounds, Geometry, GeometryType
from libyamap.domain.model import Actor
from libyamap.domain.vocabulary import Reliability
from libyamap.store.index import FeatureIndex
from libyamap.store.index.cache import Cache
from libyamap.store.index.growing import Making
from libyamap.store.project import GeoPackageStore
from tests.benchmarks.peer import HEIGHT, STEPS, WIDTH

TILE = 256
FRAMES = 60
PLACE = (20.0, 15.0)
AREA = Geometry(GeometryType.POLYGON, (((10.0, 20.0), (25.0, 18.0), (30.0, 33.0), (12.0, 34.0), (10.0, 20.0)),))


def measure(count: int, project: Path | None = None, cache: Path | None = None) -> dict[str, Any]:
    """All figures for a project of so many events."""
    with tempfile.TemporaryDirectory() as folder:
        path = project or Path(folder) / "events.gpkg"
        if not path.exists():
            from tests.benchmarks.scale_project import make

            make(path, count)
        making = Making(
            Cache(cache or Path(folder) / "cache", str(asset("areas.sqlite").stat().st_size)),
            (sys.executable, "-m", "libyamap.cli.indexing"),
        )
        first = _opened(path, making, lambda _index, _store: {})
        return {"n": count, "conditions": _conditions(), "first": first, "second": _opened(path, making, _questions)}


def _opened(
    path: Path, making: Making, ask: Callable[[FeatureIndex, GeoPackageStore], dict[str, Any]]
) -> dict[str, Any]:
    ground, store = areas(), GeoPackageStore.open(path)
    begin = time.perf_counter()
    index = FeatureIndex(ground, making)
    index.refresh(store, None)
    answered = time.perf_counter() - begin
    index.wait()
    found: dict[str, Any] = {"until_it_returns_s": round(answered, 3), "ready_s": round(time.perf_counter() - begin, 3)}
    if index.progress().problem:
        raise SystemExit(index.progress().problem)
    found |= ask(index, store)
    found["memory_mb"] = _memory()
    found["makers_peak_mb"] = round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000)
    index.close()
    store.close()
    index.remember()
    ground.close()
    return found


def _questions(index: FeatureIndex, store: GeoPackageStore) -> dict[str, Any]:
    actors = [actor.id for actor in store.all(Actor)]
    narrowed = Selection(filter=Filter(types=("battle", "protest"), time="2016/2019"))
    filters = [
        Filter(types=("battle",)),
        Filter(actors=(actors[3],)),
        Filter(time="2017"),
        Filter(time="2017-03", time_match="certainly"),
        Filter(reliability=Reliability.B, credibility=3),
        Filter(types=("battle", "talks"), actors=tuple(actors[:2]), time="2016/2018"),
    ]
    begin = dt.date(2015, 1, 1)
    months = [begin + dt.timedelta(days=30 * number) for number in range(FRAMES)]
    film = [Selection(window=(day, day + dt.timedelta(days=90))) for day in months]
    by_title: Sorting = (("title", False),)
    return {
        "step": _spread(_views(index, [(place, EVERYTHING) for place in STEPS])),
        "step_narrowed": _spread(_views(index, [(place, narrowed) for place in STEPS])),
        "filter_change": _spread(_views(index, [((*PLACE, 4), Selection(filter=each)) for each in filters])),
        "film_frame": _spread(_views(index, [((*PLACE, 4), each) for each in film])),
        "heat": _once(lambda: index.density(ViewQuery(bounds=_frame(*PLACE, 4), zoom=4, cell_pixels=8))),
        "count": _once(lambda: index.count(narrowed)),
        "histogram_by_month": _once(lambda: index.histogram(EVERYTHING, "month")),
        "order_by_title": _once(lambda: index.order(EVERYTHING, by_title)),
        "order_by_actors_and_time": _once(lambda: index.order(EVERYTHING, (("actors", False), ("time", True)))),
        "fifty_rows": _once(lambda: index.order(EVERYTHING).features(index.count(EVERYTHING).total // 2, 50)),
        "members_of_a_cell": _once(lambda: index.members(EVERYTHING, CellKey(5, 17, 13))),
        "drawn_area": _once(lambda: index.order(Selection(filter=Filter(area=AREA)))),
        "text_two_common_words": _once(lambda: index.order(Selection(filter=Filter(text="near town")))),
        "text_rare_word": _once(lambda: index.order(Selection(filter=Filter(text="4711")))),
        **_checked(index),
    }


def _checked(index: FeatureIndex) -> dict[str, Any]:
    """The cells of the whole world add up to what is placed."""
    found = index.view(ViewQuery(bounds=(-180.0, -90.0, 180.0, 90.0), zoom=2))
    in_cells = sum(cell.count for cell in found.cells) + sum(sign.count for sign in found.gathered)
    counted = index.count(EVERYTHING)
    if in_cells + len(found.features) != found.total or found.total + counted.not_located != counted.total:
        raise SystemExit("The counts do not add up.")
    return {"located": found.total, "not_located": counted.not_located}


def _views(
    index: FeatureIndex, asked: Iterable[tuple[tuple[float, float, int], Selection]]
) -> Iterator[tuple[float, float]]:
    """What each view takes, the first one aside, which opens the files."""
    queries = [
        ViewQuery(bounds=_frame(lon, lat, zoom), zoom=zoom, selection=selection)
        for (lon, lat, zoom), selection in asked
    ]
    index.view(ViewQuery(bounds=_frame(*PLACE, 4), zoom=4))
    for query in queries:
        yield _timed(partial(index.view, query))


def _once(work: Callable[[], object]) -> dict[str, float]:
    cpu, wall = _timed(work)
    return {"cpu_ms": round(cpu, 1), "wall_ms": round(wall, 1)}


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of the thread and of the clock."""
    cpu, wall = time.thread_time(), time.perf_counter()
    work()
    return (time.thread_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000


def _spread(times: Iterable[tuple[float, float]]) -> dict[str, float]:
    cpu, wall = (sorted(side) for side in zip(*times, strict=True))
    last = math.ceil(len(cpu) * 0.95) - 1
    return {
        "cpu_median_ms": round(statistics.median(cpu), 1),
        "cpu_p95_ms": round(cpu[last], 1),
        "wall_median_ms": round(statistics.median(wall), 1),
        "wall_p95_ms": round(wall[last], 1),
        "n": len(cpu),
    }


def _frame(lon: float, lat: float, zoom: int) -> Bounds:
    """What a map of WIDTH by HEIGHT pixels shows around a place."""
    side = TILE * 2**zoom
    x = (lon + 180) / 360 * side
    y = (0.5 - math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)) * side

    def latitude(at: float) -> float:
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * at / side))))

    west, east = ((x + way * WIDTH / 2) / side * 360 - 180 for way in (-1, 1))
    return west, latitude(y + HEIGHT / 2), east, latitude(y - HEIGHT / 2)


def _memory() -> dict[str, int]:
    """Of this process, in megabytes; the columns' pages count as far as they have been looked at."""
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return {}
    lines = (line.split() for line in rollup.read_text(encoding="ascii").splitlines()[1:])
    return {line[0].rstrip(":").lower(): int(line[1]) // 1000 for line in lines if line[0] in {"Rss:", "Anonymous:"}}


def _conditions() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "load_1_5_15_min": [round(load, 2) for load in os.getloadavg()],
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=float, default=1e5)
    parser.add_argument("--project", type=Path, help="a project made before by tests.benchmarks.scale_project")
    parser.add_argument("--cache", type=Path, help="where the index is kept from one run to the next")
    options = parser.parse_args()
    sys.stdout.write(json.dumps(measure(int(options.n), options.project, options.cache), indent=2) + "\n")
