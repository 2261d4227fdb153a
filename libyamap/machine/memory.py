"""How the C library hands out memory, on Linux: in few places, and given back at once.

As it comes, it makes each thread a pool of its own and keeps what was freed: with a million events that was a quarter
of all that the program and the page hold.
"""

import ctypes
import os
import sys
from typing import Final

POOLS: Final = 2
LARGE: Final = 6 << 20
"""Bytes from which a block is a mapping of its own, which goes back to the system when it is freed.

A column of a million numbers is one; a mask of a million is not: a film makes several for each picture, and pages that
the system clears each time made it a quarter slower.
"""
KEPT: Final = 16 << 20
"""Bytes at a pool's end that are kept for the next time."""
_SETTINGS: Final = (
    ("MALLOC_ARENA_MAX", -8, POOLS),
    ("MALLOC_MMAP_THRESHOLD_", -3, LARGE),
    ("MALLOC_TRIM_THRESHOLD_", -1, KEPT),
)
"""Name in the environment, number in malloc.h, value."""


def spare_memory() -> None:
    """For this process from now on; what the user has set in the environment stays.

    Processes that it starts have few pools too, but keep what they free: the page makes large pictures all the time.
    """
    if sys.platform != "linux":
        return
    adjust = getattr(ctypes.CDLL(None), "mallopt", None)  # other C libraries have none
    for name, number, value in _SETTINGS:
        if name not in os.environ and adjust is not None:
            adjust(number, value)
    os.environ.setdefault("MALLOC_ARENA_MAX", str(POOLS))
