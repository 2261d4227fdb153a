"""A workaround for PySide6 6.12.0 on Python 3.11: without it the program is ended after some two thousand signals.

There, each `emit()` from Python gives `True` back without owning a reference to it, so the count of references to True
falls by one each time; when it reaches zero, Python ends the process (“deallocating True or False”). PySide6 6.11.3 does
not do this, and from Python 3.12 on True cannot be deallocated (PEP 683). Remove this file when both are behind us.
"""

import sys

_MORE_THAN_A_LONG_DAY = 1 << 30
_given: list[int] = []


def keep_true() -> None:
    """Give True a supply of references that no number of signals uses up; once a process, harmless on later Pythons."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython" or _given:
        return
    import ctypes

    # The count is the first field of every object of CPython 3.11 (Include/object.h).
    ctypes.c_ssize_t.from_address(id(True)).value += _MORE_THAN_A_LONG_DAY
    _given.append(_MORE_THAN_A_LONG_DAY)
