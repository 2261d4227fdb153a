"""Memory in few pools and given back: for this process and for those that it starts."""

import os
import subprocess
import sys

import pytest

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the C library of Linux")
RELEASES = """
import os
from libyamap.machine import spare_memory
spare_memory()
def held():
    return int(next(line for line in open("/proc/self/status") if line.startswith("RssAnon")).split()[1])
before = held()
blocks = [bytearray(os.urandom(1)) * (8 << 20) for _ in range(20)]
full = held()
del blocks[:-1]
print(before, full, held(), os.environ["MALLOC_ARENA_MAX"])
"""


def run(environment: dict[str, str]) -> list[str]:
    """What the program above says."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    done = subprocess.run(
        [sys.executable, "-c", RELEASES], env={**kept, **environment}, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@LINUX
def test_what_is_freed_goes_back_though_something_behind_it_is_kept() -> None:
    before, full, after = map(int, run({})[:3])
    assert full - before > 150_000
    assert after - before < 16_000


@LINUX
def test_what_the_user_has_set_stays() -> None:
    assert run({"MALLOC_ARENA_MAX": "7"})[3] == "7"
    assert run({})[3] == "2"
