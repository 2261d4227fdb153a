"""Names for the arrays that are used all through, and the grid's arithmetic on whole columns."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from libyamap.app.cells import FINEST, STEPS

Mask = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint64]
Column = npt.NDArray[Any]

_AT_ONCE: Final = 1 << 16
_SPREAD: Final = (
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)


def smallest(count: int) -> type[np.unsignedinteger[Any]]:
    """The smallest unsigned type that holds 0 to count - 1."""
    return np.uint8 if count <= 1 << 8 else np.uint16 if count <= 1 << 16 else np.uint32


def fine_columns(lon: Floats, lat: Floats) -> tuple[Ints, Ints]:
    """`app.cells.fine` for whole columns: the same numbers for the same positions."""
    x = np.rint((lon + 180.0) / 360.0 * STEPS).astype(np.int64) % STEPS
    y = np.rint((0.5 - np.arcsinh(np.tan(np.radians(lat))) / (2 * np.pi)) * STEPS)
    return x, np.clip(y, 0, STEPS - 1).astype(np.int64)


def interleaved(x: Column, y: Column) -> Codes:
    """Z-order codes (Morton): the bits of x and y in turn, y's first, so that each cell is one run of codes."""
    return _spread(x) | (_spread(y) << np.uint64(1))


def parted(codes: Codes) -> tuple[Ints, Ints]:
    """Columns and rows of Z-order codes."""
    return _gathered(codes).astype(np.int64), _gathered(codes >> np.uint64(1)).astype(np.int64)


def code_at(codes: Codes, level: int) -> Codes:
    """Codes of the cells of a level from those of the finest."""
    return codes >> np.uint64(2 * (FINEST - level))


def bytes_of(column: Column) -> memoryview:
    """What an array is in memory, row by row; a copy only where its rows do not follow each other."""
    return np.ascontiguousarray(column).reshape(-1).view(np.uint8).data


def looked_up(table: Mask, numbers: Column) -> Mask:
    """What a table says of each number. Some at a time: numpy widens what it indexes with to eight bytes each."""
    found = np.empty(len(numbers), np.bool_)
    for at in range(0, len(numbers), _AT_ONCE):
        np.take(table, numbers[at : at + _AT_ONCE], out=found[at : at + _AT_ONCE], mode="clip")
    return found


def aranges(starts: Column, stops: Column) -> Ints:
    """All numbers of several ranges, one range after the other."""
    lengths = (stops - starts).astype(np.int64)
    total = int(lengths.sum())
    if total == 0:
        return np.empty(0, np.int64)
    ends = np.cumsum(lengths)
    found: Ints = np.arange(total, dtype=np.int64) + np.repeat(starts.astype(np.int64) - (ends - lengths), lengths)
    return found


def _spread(values: Column) -> Codes:
    spread = values.astype(np.uint64)
    for shift, mask in _SPREAD:
        spread = (spread | (spread << np.uint64(shift))) & np.uint64(mask)
    return spread


def _gathered(codes: Codes) -> Codes:
    bits = codes & np.uint64(_SPREAD[-1][1])
    for (shift, _), (_, mask) in zip(_SPREAD[::-1], (*_SPREAD[-2::-1], (32, 0x00000000FFFFFFFF)), strict=True):
        bits = (bits | (bits >> np.uint64(shift))) & np.uint64(mask)
    return bits
