"""What every tile archive offers, whichever format it is in."""

from abc import ABC, abstractmethod
from typing import Literal

import msgspec

from libyamap.domain.geometry import Bounds


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


class TileArchive(ABC):
    """A file with a pyramid of tiles (EPSG:3857, y from the north). Safe to ask from any thread until it is closed."""

    _info: TileInfo

    @property
    def info(self) -> TileInfo:
        """What the file says of itself."""
        return self._info

    @property
    def max_zoom(self) -> int:
        """The deepest zoom that has tiles."""
        return self._info.max_zoom

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """One tile, unpacked; None where there is none. WorldError if it is damaged or too large."""
        if not in_pyramid(z, x, y) or not self._info.min_zoom <= z <= self._info.max_zoom:
            return None
        return self._read_tile(z, x, y)

    @abstractmethod
    def close(self) -> None:
        """Let go of the file; harmless when called twice."""

    @abstractmethod
    def _read_tile(self, z: int, x: int, y: int) -> bytes | None:
        """One tile of the pyramid, unpacked; None where there is none."""


def in_pyramid(z: int, x: int, y: int) -> bool:
    """Whether such a tile can exist at all."""
    return 0 <= z <= 30 and 0 <= x < 1 << z and 0 <= y < 1 << z
