"""Keeps the interpreter alive under PySide 6.12.0 on Python 3.11.

There each `signal.emit()` and each `disconnect()` drops one reference to True that it never took (counted: 100 calls,
100 references; PySide 6.11.3 and earlier do not). After some thousands of signals nothing holds True any more and the
interpreter aborts with “bool_dealloc: deallocating True or False”. None loses references too (seen: 2 s of drags and
scripts run in a page, then “none_dealloc: deallocating None” at the end). Python 3.12 made these objects immortal
(PEP 683), so there it does no harm; here we give them so many references that they last for years. Remove with the last
PySide or the last Python that needs it.
"""

import ctypes
import sys
from typing import Final

PLENTY: Final = 1 << 30


def make_true_last() -> None:
    """Add references to True, False and None, where references are counted at all; may be called more than once."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    # An object of CPython 3.11 begins with its count, unless the interpreter was built for tracing references.
    if hasattr(sys, "getobjects"):
        return
    for single in (True, False, None):
        if sys.getrefcount(single) < PLENTY // 2:
            ctypes.c_ssize_t.from_address(id(single)).value += PLENTY
