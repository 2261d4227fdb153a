"""The door to all tile archives: picks the reader by the file's content."""

from pathlib import Path

from libyamap.errors import WorldError
from libyamap.tiles.archive import TileArchive

SQLITE_MAGIC = b"SQLite format 3\0"
PMTILES_MAGIC = b"PMTiles"


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
