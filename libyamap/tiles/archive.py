"""What every tile archive offers, whichever format it is in, and the door that picks the reader by content."""

from pathlib import Path
from typing import Literal, Protocol

import msgspec

from libyamap.domain.geometry import Bounds
from libyamap.errors import WorldError

SQLITE_MAGIC = b"SQLite format 3\0"
PMTILES_MAGIC = b"PMTiles"


class TileInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What an archive says of itself. `bounds` are WGS 84; `attribution` is plain text or HTML from the file: show it
    as text. `media_type` is that of the tiles as `tile` gives them (unpacked)."""

    kind: Literal["vector", "raster"]
    media_type: str
    min_zoom: int
    max_zoom: int
    bounds: Bounds
    name: str
    attribution: str


class TileArchive(Protocol):
    """A file with a pyramid of tiles (EPSG:3857, y from the north). Safe to ask from any thread until it is closed."""

    @property
    def info(self) -> TileInfo:
        """What the file says of itself."""
        ...

    @property
    def max_zoom(self) -> int:
        """The deepest zoom that has tiles."""
        ...

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """One tile, unpacked; None where there is none. WorldError if it is damaged or too large."""
        ...

    def close(self) -> None:
        """Let go of the file; harmless when called twice."""
        ...


def open_tiles(path: Path) -> TileArchive:
    """Open a .pmtiles (version 3) or .mbtiles (1.3) file, told apart by its first bytes. WorldError if neither."""
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise WorldError(f"The map file {path} cannot be read: {error.strerror or error}.") from None
    if head.startswith(PMTILES_MAGIC):
        from libyamap.tiles.pmtiles import PmTiles

        return PmTiles(path)
    if head == SQLITE_MAGIC:
        from libyamap.tiles.mbtiles import MbTiles

        return MbTiles(path)
    raise WorldError(f"{path} is neither a PMTiles nor an MBTiles file; choose another map file.")


def in_pyramid(z: int, x: int, y: int) -> bool:
    """Whether such a tile can exist at all."""
    return 0 <= z <= 30 and 0 <= x < 1 << z and 0 <= y < 1 << z
