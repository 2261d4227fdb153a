"""Limits for tile archives: a file from anywhere must not be able to fill the memory or keep a thread busy."""

import zlib

from libyamap.errors import WorldError

MAX_TILE = 8 * 1024 * 1024
"""Bytes of one tile, packed or unpacked."""

MAX_DIRECTORY = 16 * 1024 * 1024
"""Bytes of one unpacked directory of a PMTiles file; the specification's writers stay far below."""

MAX_METADATA = 4 * 1024 * 1024
"""Bytes of the unpacked descriptive JSON."""

MAX_ZOOM = 24
"""Deeper tiles than this are of no use to a map of a conflict, and their numbers grow past 64 bits."""

_GZIP = 16 + zlib.MAX_WBITS


def gunzip(packed: bytes, limit: int, what: str) -> bytes:
    """Unpack gzip data of at most `limit` bytes; `what` names the thing in the sentence of a WorldError."""
    unpacker = zlib.decompressobj(wbits=_GZIP)
    try:
        data = unpacker.decompress(packed, limit + 1)
    except zlib.error:
        raise WorldError(f"{what} is damaged and cannot be unpacked; get the file again.") from None
    if len(data) > limit:
        raise WorldError(f"{what} unpacks to more than {limit // 1024 // 1024} MB; the file is damaged or hostile.")
    if not unpacker.eof:
        raise WorldError(f"{what} ends too early; get the file again.")
    return data
