"""How gazetteer.sqlite is laid out: what its build script and its reader have to agree on."""

import sys
import zlib
from array import array
from typing import TypeAlias

from libyamap.domain.place import PlaceKind

Numbers: TypeAlias = "array[int]"
VERSION = 2
PER_DEGREE = 10_000
"""Positions are kept as whole numbers of this part of a degree: about 11 m, less than a town's middle is known to."""

KINDS = tuple(PlaceKind)
LONGEST_SKELETON = 7
"""Skeletons are cut to this length; longer ones tell no more places apart."""

FACTS = {"lon": "i", "lat": "i", "province": "H", "kind": "B", "letters": "I"}
"""Columns that are kept as one list each, by the number of the place (`array` type codes, little-endian): they are
small and many, and choosing among thousands of places needs them at once. `letters`: see `letter_set.letters_of`."""
PACKED = frozenset({"lon", "lat", "kind"})
"""Facts that are kept compressed, as they become much smaller: first the lowest bytes of all numbers, then the next."""
LARGEST_PACKED = 16_000_000


def packed(numbers: Numbers) -> bytes:
    """The numbers for a fact of PACKED."""
    data, wide = _little(numbers).tobytes(), numbers.itemsize
    return zlib.compress(b"".join(data[start::wide] for start in range(wide)), 9)


def unpacked(data: bytes, code: str) -> Numbers:
    """The numbers of a fact of PACKED again; ValueError or zlib.error where they are damaged."""
    planes = zlib.decompressobj().decompress(data, LARGEST_PACKED)
    wide = array(code).itemsize
    count, rest = divmod(len(planes), wide)
    if rest:
        raise ValueError("not a whole count of numbers")
    joined = bytearray(len(planes))
    for start in range(wide):
        joined[start::wide] = planes[start * count : (start + 1) * count]
    return plain(joined, code)


def plain(data: bytes | bytearray, code: str) -> Numbers:
    """Numbers from their little-endian bytes; ValueError where the count of bytes is not right."""
    found = array(code)
    found.frombytes(data)
    return _little(found)


def _little(numbers: Numbers) -> Numbers:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers
