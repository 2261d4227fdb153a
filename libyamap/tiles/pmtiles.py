"""Reads PMTiles archives (specification version 3): a file mapped into memory, of which only what is asked is read."""

import json
import mmap
from functools import lru_cache
from pathlib import Path
from typing import Any

from pmtiles.tile import (
    Compression,
    HeaderDict,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_header,
    zxy_to_tileid,
)

from libyamap.errors import WorldError
from libyamap.tiles.archive import TileArchive, TileInfo
from libyamap.tiles.directory import Directory
from libyamap.tiles.limits import MAX_DIRECTORY, MAX_METADATA, MAX_TILE, MAX_ZOOM, gunzip

HEADER_SIZE = 127
MAX_DEPTH = 4  # a root and up to three leaves, as the specification's readers go
MEDIA_TYPES = {
    TileType.MVT: "application/vnd.mapbox-vector-tile",
    TileType.PNG: "image/png",
    TileType.JPEG: "image/jpeg",
    TileType.WEBP: "image/webp",
    TileType.AVIF: "image/avif",
}


class PmTiles(TileArchive):
    """An open PMTiles file."""

    def __init__(self, path: Path) -> None:
        """Open the file and read its header and root directory; WorldError if they are damaged or not supported."""
        self._name = path.name
        try:
            with path.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise WorldError(f"The map file {path} cannot be read: {error}.") from None
        self._leaf = lru_cache(maxsize=64)(self._directory)
        try:
            self._header = self._read_header()
            self._root = self._directory(self._header["root_offset"], self._header["root_length"])
            self._info = self._read_info()
        except WorldError:
            self.close()
            raise

    def _read_tile(self, z: int, x: int, y: int) -> bytes | None:
        directory, tile_id = self._root, zxy_to_tileid(z, x, y)
        for _ in range(MAX_DEPTH):
            entry = directory.find(tile_id)
            if entry is None:
                return None
            if entry.run_length:
                packed = self._bytes(self._header["tile_data_offset"] + entry.offset, entry.length, MAX_TILE)
                return self._unpacked(packed, self._header["tile_compression"], MAX_TILE)
            directory = self._leaf(self._header["leaf_directory_offset"] + entry.offset, entry.length)
        raise WorldError(f"The index of {self._name} is nested too deeply; the file is damaged or hostile.")

    def close(self) -> None:
        """Let go of the file."""
        self._leaf.cache_clear()
        self._data.close()

    def _read_header(self) -> HeaderDict:
        try:
            header = deserialize_header(self._bytes(0, HEADER_SIZE, HEADER_SIZE))
        except (MagicNumberNotFound, SpecVersionUnsupported, ValueError):
            raise WorldError(f"{self._name} is not a PMTiles file of version 3; choose another map file.") from None
        for use in (header["internal_compression"], header["tile_compression"]):
            if use not in {Compression.NONE, Compression.GZIP}:
                word = use.name.lower()
                raise WorldError(f"{self._name} is packed with {word}, which cannot be read; convert it to gzip.")
        if header["tile_type"] not in MEDIA_TYPES:
            raise WorldError(f"{self._name} holds tiles of an unknown kind; choose another map file.")
        return header

    def _read_info(self) -> TileInfo:
        header = self._header
        text = self._metadata()
        return TileInfo(
            kind="vector" if header["tile_type"] is TileType.MVT else "raster",
            media_type=MEDIA_TYPES[header["tile_type"]],
            min_zoom=min(header["min_zoom"], MAX_ZOOM),
            max_zoom=min(header["max_zoom"], MAX_ZOOM),
            bounds=(
                header["min_lon_e7"] / 1e7,
                header["min_lat_e7"] / 1e7,
                header["max_lon_e7"] / 1e7,
                header["max_lat_e7"] / 1e7,
            ),
            name=str(text.get("name", "")),
            attribution=str(text.get("attribution", "")),
        )

    def _metadata(self) -> dict[str, Any]:
        """The descriptive JSON; an archive without a readable one is still a map."""
        header = self._header
        try:
            packed = self._bytes(header["metadata_offset"], header["metadata_length"], MAX_METADATA)
            found = json.loads(self._unpacked(packed, header["internal_compression"], MAX_METADATA))
        except (WorldError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def _directory(self, offset: int, length: int) -> Directory:
        packed = self._bytes(offset, length, MAX_DIRECTORY)
        return Directory(self._unpacked(packed, self._header["internal_compression"], MAX_DIRECTORY), self._name)

    def _unpacked(self, packed: bytes, compression: Compression, limit: int) -> bytes:
        return gunzip(packed, limit, f"A part of {self._name}") if compression is Compression.GZIP else packed

    def _bytes(self, offset: int, length: int, limit: int) -> bytes:
        if offset < 0 or length > limit or offset + length > len(self._data):
            raise WorldError(f"{self._name} is damaged: it points outside itself; get the file again.")
        return self._data[offset : offset + length]
