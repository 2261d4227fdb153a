"""Rest for the garbage collector: while millions of objects are made, none of them in circles, and from what stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[None]:
    """Look for no circles in the block: among a million new objects that would double the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def take_for_granted() -> None:
    """Search what is there now no more: going through all that a window is made of holds it up for two pictures."""
    gc.freeze()


def search_everything() -> None:
    """Search again what was taken for granted: some of it is to go."""
    gc.unfreeze()
