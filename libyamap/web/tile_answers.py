"""Answers requests for tiles: one, or many in one answer."""

import logging
from collections.abc import Mapping
from typing import Final

from libyamap.app.ports import TileSource
from libyamap.errors import WorldError
from libyamap.web.query import BadQuery, tile_key, whole_number
from libyamap.web.response import MIME_TYPES, NOT_FOUND, Response

log = logging.getLogger(__name__)

DEEPEST_ZOOM: Final = 24
MOST_TILES: Final = 64
TILE_SUFFIXES: Final = {"basemap": ".mvt", "relief": ".webp"}


class TileAnswers:
    """What is answered below `tiles/`."""

    def __init__(self, tiles: Mapping[str, TileSource]) -> None:
        self._tiles = tiles
        self._damaged: set[str] = set()

    def answer(self, path: str, query: Mapping[str, str]) -> Response:
        """`SOURCE/z/x/y` and its ending, or `SOURCE/pack`. BadQuery where a number is none, or too large."""
        parts = path.split("/")
        source = self._tiles.get(parts[0])
        if source is not None and parts[1:] == ["pack"]:
            return self._pack(parts[0], source, query)
        suffix = TILE_SUFFIXES.get(parts[0], "")
        if source is None or len(parts) != 4 or not parts[3].endswith(suffix):
            return NOT_FOUND
        z = whole_number(parts[1], DEEPEST_ZOOM)
        x, y = (whole_number(text, 2**z - 1) for text in (parts[2], parts[3].removesuffix(suffix)))
        body = self._body(parts[0], source, z, x, y)
        if body is None and parts[0] != "basemap":
            return NOT_FOUND
        return Response(200, MIME_TYPES[suffix], body or b"")

    def _pack(self, name: str, source: TileSource, query: Mapping[str, str]) -> Response:
        """Many tiles in one answer: each its length, in four bytes with the lowest first, and its bytes."""
        asked = query.get("t", "").split(",")
        if len(asked) > MOST_TILES:
            raise BadQuery("t")
        parts = bytearray()
        for key in asked:
            z, x, y = tile_key(key, DEEPEST_ZOOM)
            body = self._body(name, source, z, x, y) or b""
            parts += len(body).to_bytes(4, "little") + body
        return Response(200, "application/octet-stream", bytes(parts))

    def _body(self, name: str, source: TileSource, z: int, x: int, y: int) -> bytes | None:
        """A tile; where it cannot be read the map shows a gap instead of nothing, and the log says so once."""
        try:
            return source.tile(z, x, y)
        except WorldError as error:
            if name not in self._damaged:
                self._damaged.add(name)
                log.warning("A part of the map cannot be drawn: %s", error)
            return None
