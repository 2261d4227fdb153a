"""A column in the making that grows piece by piece outside the memory, so that ten million rows need little of it."""

import tempfile
import weakref
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import numpy as np

from libyamap.store.index.columns.arrays import Column, bytes_of

_IN_MEMORY: Final = 1 << 16
"""A column of no more bytes makes no file."""
ROWS: Final = 1 << 18


class Spool:
    """Rows in a file without a name, which is gone with its process, however that ends. Read whole or in part."""

    def __init__(self, room: Path, dtype: Any, in_memory: int = _IN_MEMORY, *, width: int = 0) -> None:
        """`room`: a folder on the disk that has the room, never that of short-lived things, which may be memory.

        `width`: of how many numbers a row is; 0: it is one number, and the column has one dimension.
        """
        self.dtype: np.dtype[Any] = np.dtype(dtype)
        self._width = (width,) if width else ()
        self._row_bytes = self.dtype.itemsize * (width or 1)
        self._file = _unnamed(room, in_memory)
        self._forget = weakref.finalize(self, _close, self._file)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def shape(self) -> tuple[int, ...]:
        """That of the whole array."""
        return (self._count, *self._width)

    def append(self, rows: Column) -> None:
        """More rows, of whatever type can be turned into this one's."""
        self._file.seek(self._count * self._row_bytes)
        self._file.write(bytes_of(rows.astype(self.dtype, copy=False)))
        self._count += len(rows)

    def part(self, start: int, stop: int) -> Column:
        """Some rows. OSError where they cannot be read back."""
        rows = np.empty((stop - start, *self._width), self.dtype)
        self._file.seek(start * self._row_bytes)
        if self._file.readinto(bytes_of(rows)) != rows.nbytes:
            raise OSError("A temporary file of the index was cut short.")
        return rows

    def whole(self) -> Column:
        """All rows."""
        return self.part(0, self._count)

    def pieces(self, rows: int = 0) -> Iterator[Column]:
        """All rows, some (0: ROWS) at a time."""
        step = rows or ROWS
        for start in range(0, self._count, step):
            yield self.part(start, min(start + step, self._count))

    def close(self) -> None:
        """Forget the rows; harmless when called twice."""
        self._forget()
        self._count = 0


def whole(column: Column | Spool) -> Column:
    """All rows of a column, wherever they are."""
    return column.whole() if isinstance(column, Spool) else column


def pieces_of(column: Column | Spool) -> Iterator[Column]:
    """All rows of a column, some at a time where they are not in memory."""
    return column.pieces() if isinstance(column, Spool) else iter([column])


def _close(file: tempfile.SpooledTemporaryFile[bytes]) -> None:
    with suppress(OSError):  # that a full disk has no room for the rest matters no more
        file.close()


def _unnamed(room: Path, in_memory: int) -> tempfile.SpooledTemporaryFile[bytes]:
    return tempfile.SpooledTemporaryFile(in_memory, dir=str(room))
