"""Metric grids: MGRS (NGA.SIG.0012) with the `mgrs` library, UTM and, beyond 84°N and 80°S, UPS with pyproj.

UTM letters are the latitude bands of MGRS, as on military maps: `33S` is band S, 32°N to 40°N. Who means the southern
hemisphere writes `33 south`.
"""

import math
import re
import warnings
from typing import Final

import mgrs

from libyamap.domain.geometry import Position
from libyamap.domain.reference_systems import from_degrees, to_degrees
from libyamap.errors import InvalidValue
from libyamap.gazetteer.coordinates.ranges import on_the_globe

_MGRS = re.compile(r"(?:(\d{1,2})\s*)?([A-HJ-NP-Z])\s*([A-HJ-NP-Z])\s*([A-HJ-NP-V])\s*(\d[\d\s]*)?", re.IGNORECASE)
_UTM = re.compile(
    r"""(?:UTM\s*)?(?:zone\s*)?(?P<zone>\d{1,2})?\s*(?P<letter>[A-HJ-NP-Z]|north|south)\s*[,;]?\s*
    (?P<east>\d{5,7}(?:\.\d{1,6})?)\s*(?:m)?\s*E?\s*[,;]?\s*(?P<north>\d{1,8}(?:\.\d{1,6})?)\s*(?:m)?\s*N?""",
    re.VERBOSE | re.IGNORECASE,
)
_BANDS: Final = "CDEFGHJKLMNPQRSTUVWX"
UPS_NORTH, UPS_SOUTH = 32661, 32761


def mgrs_text(position: Position) -> str:
    """Such as `33S VR 46785 82560`: the one-metre square that holds the position."""
    lon, lat = position
    # The library has no square for the antimeridian itself; west of it is the same place.
    text = mgrs.MGRS().toMGRS(lat, -180.0 if lon >= 180 else lon, MGRSPrecision=5)
    zone, square, digits = text[:-12], text[-12:-10], text[-10:]
    return f"{zone} {square} {digits[:5]} {digits[5:]}"


def read_mgrs(text: str) -> Position | None:
    """The middle of the square that the reference names (so a 1 km reference is its middle, not its corner)."""
    match = _MGRS.fullmatch(text)
    if not match:
        return None
    digits = re.sub(r"\s", "", match[5] or "")
    if len(digits) > 10:
        return None
    if len(digits) % 2:
        raise InvalidValue("geometry", f"“{text[:60]}” needs as many digits east as north after the square's letters.")
    zone, band, square = (match[1] or ""), match[2].upper(), f"{match[3]}{match[4]}".upper()
    found = _in_band(zone, band, square, digits)
    if found is None:
        meant = next((near for near in _neighbours(band) if zone and _in_band(zone, near, square, digits)), "")
        reference = " ".join(filter(None, (zone + meant, square, match[5])))
        asked = f" Did you mean {reference}?" if meant else ""
        raise InvalidValue("geometry", f"“{text[:60]}” names no square of the military grid (MGRS).{asked}")
    lat, lon = found
    return on_the_globe(lat, lon, text)


def mgrs_side_m(text: str) -> float | None:
    """The side in metres of the square that a text names: 100 km without digits, 1 m with ten; None for no MGRS."""
    match = _MGRS.fullmatch(text)
    return 10.0 ** (5 - len(re.sub(r"\s", "", match[5] or "")) // 2) if match else None


def _in_band(zone: str, band: str, square: str, digits: str) -> tuple[float, float] | None:
    """Latitude and longitude; None where there is no such square, or it lies outside its band of latitude."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # what lies outside its band is told by us
            lat, lon = mgrs.MGRS().toLatLon(f"{zone}{band}{square}{digits}")
    except mgrs.core.MGRSError:
        return None
    south = -80.0 + 8.0 * _BANDS.find(band)
    north = 84.0 if band == "X" else south + 8.0
    beyond = 10.0 ** -(len(digits) // 2)  # degrees: a square at the edge reaches over it
    return (lat, lon) if not zone or south - beyond <= lat <= north + beyond else None


def _neighbours(band: str) -> str:
    """The bands south and north of one."""
    at = _BANDS.find(band)
    return _BANDS[max(0, at - 1) : at] + _BANDS[at + 1 : at + 2]


def utm_text(position: Position) -> str:
    """Such as `33S 320578.5 3583772.2` (metres east, north)."""
    lon, lat = position
    zone_and_band = mgrs_text(position).split(" ", 1)[0]
    number, letter = int(zone_and_band[:-1] or 0), zone_and_band[-1]
    east, north = _project(_epsg(number, letter, ""), lon, lat)
    return f"{zone_and_band} {east:.1f} {max(0.0, north):.1f}"  # on the equator itself it may come out as -0.0


def read_utm(text: str) -> Position | None:
    """(lon, lat) of a UTM or UPS position; InvalidValue for a zone that does not exist."""
    match = _UTM.fullmatch(text)
    if not match:
        return None
    letter = match["letter"].upper()
    if letter in {"NORTH", "SOUTH"}:
        letter = "N" if letter == "NORTH" else "M"
    epsg = _epsg(int(match["zone"] or 0), letter, text)
    lon, lat = _unproject(epsg, float(match["east"]), float(match["north"]))
    return on_the_globe(lat, lon, text)


def _epsg(zone: int, letter: str, shown: str) -> int:
    """EPSG code of the projection: UTM by zone and band, UPS for the letters A, B, Y and Z without a zone."""
    if not zone and letter in "ABYZ":
        return UPS_SOUTH if letter in "AB" else UPS_NORTH
    if not 1 <= zone <= 60 or letter not in _BANDS:
        raise InvalidValue("geometry", f"“{shown[:60]}” names no zone of the grid: 1 to 60 and a band from C to X.")
    return (32600 if letter >= "N" else 32700) + zone


def _project(epsg: int, lon: float, lat: float) -> tuple[float, float]:
    ((east, north),) = from_degrees(f"EPSG:{epsg}", (lon,), (lat,))
    return east, north


def _unproject(epsg: int, east: float, north: float) -> Position:
    (position,) = to_degrees(f"EPSG:{epsg}", (east,), (north,))
    return position or (math.inf, math.inf)
