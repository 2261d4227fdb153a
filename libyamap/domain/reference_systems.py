"""Positions in any reference system as longitude and latitude. Imports pyproj, and only on a thread of its own.

pyproj 3.7 keeps what it allocates for a thread in two places, by the thread of the system and by that of Python. Qt's
threads are forgotten by Python between two pieces of work: the second one then used what had been freed, and the
program ended.
"""

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Final

from libyamap.domain.geometry import Position
from libyamap.errors import InvalidValue

if TYPE_CHECKING:
    from pyproj import Transformer

THREAD: Final = "reference systems"
"""The name of the thread that pyproj works on; it lasts as long as the program."""


def to_degrees(crs: str, eastings: Sequence[float], northings: Sequence[float]) -> list[Position | None]:
    """(lon, lat) in WGS 84 (EPSG:4326); None for a position that is not in the reach of the system.

    `crs` is such as “EPSG:32633”, its number alone, or well-known text. InvalidValue for one that is not known.
    """
    return _thread().submit(_to_degrees, crs, eastings, northings).result()


def from_degrees(crs: str, lons: Sequence[float], lats: Sequence[float]) -> list[tuple[float, float]]:
    """Easting and northing in the system of positions in WGS 84 (EPSG:4326); infinite where it does not reach."""
    return _thread().submit(_from_degrees, crs, lons, lats).result()


@cache
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, THREAD)


def _to_degrees(crs: str, eastings: Sequence[float], northings: Sequence[float]) -> list[Position | None]:
    transformer = _transformer(crs)
    if not eastings:
        return []
    lons, lats = transformer.transform(list(eastings), list(northings))
    return [
        (lon, lat) if math.isfinite(lon) and math.isfinite(lat) and abs(lat) <= 90 and abs(lon) <= 180 else None
        for lon, lat in zip(lons, lats, strict=True)
    ]


def _from_degrees(crs: str, lons: Sequence[float], lats: Sequence[float]) -> list[tuple[float, float]]:
    from pyproj.enums import TransformDirection

    eastings, northings = _transformer(crs).transform(list(lons), list(lats), direction=TransformDirection.INVERSE)
    return list(zip(eastings, northings, strict=True))


@cache
def _transformer(crs: str) -> "Transformer":
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    text = crs.strip()
    try:
        return Transformer.from_crs(f"EPSG:{text}" if text.isdecimal() else text, 4326, always_xy=True)
    except (ProjError, UnicodeError):  # the second for half a character
        name = crs[:60].encode("utf-8", "replace").decode()
        raise InvalidValue(
            "crs", f"“{name}” is no reference system that is known here; write its EPSG code, such as EPSG:32633."
        ) from None
