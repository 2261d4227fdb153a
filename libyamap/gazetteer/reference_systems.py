"""Positions in a reference system that a person has named, as longitude and latitude. Imports pyproj."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from libyamap.domain.geometry import Position
from libyamap.errors import InvalidValue

if TYPE_CHECKING:
    from pyproj import Transformer


def to_degrees(crs: str, eastings: Sequence[float], northings: Sequence[float]) -> list[Position | None]:
    """(lon, lat) in WGS 84 (EPSG:4326); None for a position that is not in the reach of the system.

    `crs` is such as “EPSG:32633”, or its number alone. InvalidValue for one that is not known.
    """
    transformer = _transformer(crs)
    if not eastings:
        return []
    lons, lats = transformer.transform(list(eastings), list(northings))
    return [
        (lon, lat) if math.isfinite(lon) and math.isfinite(lat) and abs(lat) <= 90 and abs(lon) <= 180 else None
        for lon, lat in zip(lons, lats, strict=True)
    ]


def _transformer(crs: str) -> "Transformer":
    """Made anew each time: one that another thread has made, which has ended, ends the program (pyproj 3.7)."""
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    text = crs.strip()
    try:
        return Transformer.from_crs(f"EPSG:{text}" if text.isdecimal() else text, 4326, always_xy=True)
    except ProjError:
        raise InvalidValue(
            "crs", f"“{crs[:60]}” is no reference system that is known here; write its EPSG code, such as EPSG:32633."
        ) from None
