"""Whether a file that GDAL has written is whole: on a full disk it may close one that is cut short without a word."""

import errno
import os
import shutil
import struct
from pathlib import Path
from typing import Final

_SCARCE: Final = 16 << 20
"""Bytes that are left when a write that failed is taken to have failed for want of room."""
_FLATGEOBUF_MAGIC: Final = 8
_NODES: Final = 16
"""Entries of a node of the index that GDAL writes, each of 40 bytes."""
_ENTRY_BYTES: Final = 40
_LENGTH: Final = struct.Struct("<I")
_BUFFER: Final = 1 << 18


def check_room(folder: Path) -> None:
    """OSError (ENOSPC) where there is next to no room left: what failed did so for that."""
    if shutil.disk_usage(folder).free < _SCARCE:
        raise no_room()


def no_room() -> OSError:
    """The error of a full disk."""
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def is_whole_flatgeobuf(path: Path, count: int, *, indexed: bool) -> bool:
    """Whether so many features follow the header (and the packed R-tree), up to the end of the file (FlatGeobuf 3)."""
    with path.open("rb", buffering=_BUFFER) as file:
        size = os.fstat(file.fileno()).st_size
        if size < _FLATGEOBUF_MAGIC + 4:
            return False
        file.seek(_FLATGEOBUF_MAGIC)
        at = _FLATGEOBUF_MAGIC + 4 + int(_LENGTH.unpack(file.read(4))[0])
        at += _entries(count) * _ENTRY_BYTES if indexed else 0
        for _ in range(count):
            file.seek(at)
            length = file.read(4)
            if len(length) < 4:
                return False
            at += 4 + int(_LENGTH.unpack(length)[0])
    return at == size


def _entries(count: int) -> int:
    """Entries of a packed R-tree over so many features: those of every level, up to the root."""
    if not count:
        return 0
    level = -(-count // _NODES)
    total = count + level
    while level > 1:
        level = -(-level // _NODES)
        total += level
    return total


def is_whole_shapefile(path: Path, count: int) -> bool:
    """Whether the parts are as long as their headers say (ESRI Shapefile, dBASE), and hold so many records."""
    shapes, table = _head(path, 100), _head(path.with_suffix(".dbf"), 32)
    if len(shapes) < 100 or len(table) < 32:
        return False
    words = struct.unpack_from(">i", shapes, 24)[0]
    records, head, record = struct.unpack_from("<IHH", table, 4)
    return bool(
        path.stat().st_size == 2 * words
        and path.with_suffix(".shx").stat().st_size == 100 + 8 * count
        and records == count
        and path.with_suffix(".dbf").stat().st_size >= head + records * record
    )


def _head(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(size)
