"""`python -m tests.benchmarks.search`: how fast the search over all places is, as one JSON document.

`make bench` takes these figures into its own. The first search counts all that the program has not loaded before: the
modules of the search and its libraries, the file, the lists; in the window these are loaded when the Find box gets the
keyboard, before the first letter. Keys are all beginnings of each text, asked in turn as
somebody types them; of each, what the process itself has worked ("cpu") and what has gone by ("wall").
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from typing import Any, NamedTuple

from libyamap.bootstrap import asset

STARTS = 5
VIEW = (17.0, 28.0)
EVERY = 8
"""Only every so many texts of the labelled set are typed, to keep the run short."""
HOSTILE = (
    "", " ", "a", "ا", "z" * 10_000, "Misrata " * 2_000, "طرابلس " * 2_000, "\x00\x01", "'; DROP TABLE place; --",
    '" OR 1=1', "* AND NOT NEAR(a b)", "Misrata*", "%%%___", "\u202eمصراتة\u202c Misrata\u200f", "Misrata طرابلس Київ",
    "😀😀", "(((((", ",,,,", "near ", "\ud800", "tripoli," * 50, "ch" * 60, "libya " * 8, "A-B-C-D-E-F-G-H",
)  # fmt: skip
FIRST = """
import time
from pathlib import Path
from libyamap.app import session, view_state, whereabouts
from libyamap import bootstrap
from libyamap.domain import model
from libyamap.gazetteer import areas
from libyamap.store import project
begin = time.perf_counter()
from libyamap.gazetteer.search import PlaceSearch
search = PlaceSearch(bootstrap.asset("gazetteer.sqlite"))
if {prepared}:
    search.find("a", near=(17.0, 28.0), limit=1)
    begin = time.perf_counter()
search.find("Misurata", near=(17.0, 28.0))
print(time.perf_counter() - begin)
"""


class Took(NamedTuple):
    """Milliseconds of one search."""

    cpu: float
    wall: float


def measure() -> dict[str, Any]:
    """All figures, in milliseconds."""
    from libyamap.gazetteer.search import PlaceSearch
    from tests.unit.gazetteer.spelling_set import spellings

    texts = [spelling.text for spelling in spellings()][::EVERY]
    search = PlaceSearch(asset("gazetteer.sqlite"))
    search.find("Tripoli", near=VIEW)
    keys = [_timed(search, text[:size]) for text in texts for size in range(1, len(text) + 1)]
    hostile = [_timed(search, text) for text in HOSTILE]
    search.close()
    return {
        "gazetteer_mb": round(asset("gazetteer.sqlite").stat().st_size / 1e6, 1),
        "first_search_ms": _spread(_first(prepared=False) for _ in range(STARTS)),
        "first_search_in_the_window_ms": _spread(_first(prepared=True) for _ in range(STARTS)),
        "key_cpu_ms": _spread(took.cpu for took in keys),
        "key_wall_ms": _spread(took.wall for took in keys),
        "hostile_text_ms": _spread(took.cpu for took in hostile),
    }


def _timed(search: Any, text: str) -> Took:
    cpu, wall = time.thread_time(), time.perf_counter()
    search.find(text, near=VIEW)
    return Took((time.thread_time() - cpu) * 1e3, (time.perf_counter() - wall) * 1e3)


def _first(*, prepared: bool) -> float:
    """A new process that has loaded what the window loads at its start, or also what the Find box does when opened."""
    ran = subprocess.run(
        [sys.executable, "-c", FIRST.format(prepared=prepared)], capture_output=True, text=True, check=True
    )
    return float(ran.stdout) * 1e3


def _spread(values: Iterable[float]) -> dict[str, float]:
    known = sorted(values)
    places = {"median": statistics.median(known), "p95": known[int(len(known) * 0.95)], "max": known[-1]}
    return {name: round(value, 1) for name, value in places.items()} | {"n": len(known)}


if __name__ == "__main__":
    sys.stdout.write(f"{json.dumps(measure(), indent=2)}\n")
