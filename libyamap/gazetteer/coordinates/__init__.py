"""Coordinates in the notations that people paste and type, both ways; all positions are WGS 84 (EPSG:4326).

`read(text)` gives the Position that a text names, or None where it does not look like coordinates at all; InvalidValue
says what is wrong with one that does. `write(position, notation)` is its counterpart, true to within a metre.
"""

import math
from collections.abc import Callable
from enum import StrEnum

from libyamap.domain.geometry import Position
from libyamap.gazetteer.coordinates import angles, geo_uri, map_sites, plus_codes
from libyamap.gazetteer.coordinates.grids import mgrs_side_m, mgrs_text, read_mgrs, read_utm, utm_text

MAX_LENGTH = 2_000
"""Longer texts are not looked at: no notation needs so much, and map sites' addresses stay below it."""

SQUARE_M = 1_000.0
"""Side in metres from which on a square of a grid is more than a place."""


class Notation(StrEnum):
    """The notations that the status bar offers."""

    DECIMAL = "decimal"
    DMS = "degrees, minutes, seconds"
    DM = "degrees, minutes"
    MGRS = "MGRS"
    UTM = "UTM"
    GEO_URI = "geo: link"
    PLUS_CODE = "plus code"


_WRITERS: dict[Notation, Callable[[Position], str]] = {
    Notation.DECIMAL: angles.decimal_text,
    Notation.DMS: angles.dms_text,
    Notation.DM: angles.dm_text,
    Notation.MGRS: mgrs_text,
    Notation.UTM: utm_text,
    Notation.GEO_URI: geo_uri.geo_text,
    Notation.PLUS_CODE: plus_codes.plus_code_text,
}
# The stricter ones first: a text that two of them could read belongs to the one that asks for more.
_READERS: tuple[Callable[[str], Position | None], ...] = (
    geo_uri.read_geo,
    map_sites.read_address,
    plus_codes.read_plus_code,
    read_mgrs,
    read_utm,
    angles.read_angles,
)


def read(text: str) -> Position | None:
    """The position that `text` names in whichever notation; None where it does not look like coordinates."""
    stripped = text.strip()
    if not stripped or len(stripped) > MAX_LENGTH:
        return None
    for reader in _READERS:
        position = reader(stripped)
        if position is not None:
            return position
    return None


def radius_m(text: str) -> float | None:
    """Half the diagonal of the square that a text names, in metres; None where it names a point.

    A square of the military grid of a kilometre or more is no exact place.
    """
    side = mgrs_side_m(text.strip()) if len(text) <= MAX_LENGTH else None
    return side / math.sqrt(2) if side is not None and side >= SQUARE_M else None


def write(position: Position, notation: Notation) -> str:
    """The position in the notation, precise enough to come back within one metre."""
    return _WRITERS[notation](position)
