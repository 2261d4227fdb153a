"""Latitude and longitude as angles: decimal degrees, degrees and minutes, or with seconds (ISO 6709 Annex D).

Reading is generous: signs or hemisphere letters before or after, Arabic-Indic digits, decimal commas, any degree mark.
Without letters the latitude comes first, as ISO 6709 says.
"""

import re
import unicodedata

from libyamap.domain.geometry import Position
from libyamap.errors import InvalidValue
from libyamap.gazetteer.coordinates.ranges import on_the_globe

_NUMBER = r"\d{1,3}(?:[.,]\d{1,15})?"
_ANGLE = re.compile(
    rf"""\s*(?P<before>[NSEWO])?\s*(?P<sign>[+-])?\s*
    (?P<degrees>{_NUMBER})\s*(?:[°ºd:*]|deg(?:rees)?)?\s*
    (?:(?P<minutes>{_NUMBER})\s*(?:['′’m:]|min(?:utes)?)?\s*
    (?:(?P<seconds>{_NUMBER})\s*(?:["″”s]|''|′′|’’|sec(?:onds)?)?)?)?
    \s*(?P<after>[NSEWO])?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_PAIR_SEPARATOR = re.compile(r"[;/|\t]|,\s|\s+(?=[NSEWO]?\s*[+-]?\d)|(?<=[NSEWO])[\s,]*(?=[+-]?\d)|,", re.IGNORECASE)
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "،": ",", "\N{ARABIC DECIMAL SEPARATOR}": "."})
_LABELS = re.compile(r"\b(?:lat(?:itude)?|lon(?:g(?:itude)?)?|lng)\b\s*[:=]?", re.IGNORECASE)
_WEST_IS_ALSO = {"O": "W"}  # ouest, oeste


def decimal_text(position: Position) -> str:
    """Such as `32.377500, 15.092000` (latitude, longitude; 6 decimals are 0.11 m)."""
    lon, lat = position
    return f"{lat:.6f}, {lon:.6f}"


def dms_text(position: Position) -> str:
    """Such as `32°22′39.00″N 15°05′31.20″E` (a hundredth of a second is 0.3 m)."""
    lon, lat = position
    return f"{_sexagesimal(lat, 'NS')} {_sexagesimal(lon, 'EW')}"


def dm_text(position: Position) -> str:
    """Such as `32°22.6500′N 15°05.5200′E` (a ten-thousandth of a minute is 0.2 m)."""
    lon, lat = position
    return f"{_degrees_minutes(lat, 'NS')} {_degrees_minutes(lon, 'EW')}"


def read_angles(text: str) -> Position | None:
    """(lon, lat) of a pair of angles, None if it is none, InvalidValue if it is off the globe or contradicts itself."""
    plain = _LABELS.sub(" ", unicodedata.normalize("NFKC", _digits(text)).translate(_MINUS)).strip(" ()[]")
    for cut in _PAIR_SEPARATOR.finditer(plain):
        left, right = _ANGLE.fullmatch(plain[: cut.start()]), _ANGLE.fullmatch(plain[cut.end() :])
        if left and right and _belong_together(left, right):
            return _pair(left, right, text)
    return None


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)


def _belong_together(left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether the text was cut where the writer meant: both sides as deep, and no letter on both sides of a number."""
    if any(angle["before"] and angle["after"] for angle in (left, right)):
        return False
    return all((left[part] is None) == (right[part] is None) for part in ("minutes", "seconds"))


def _pair(left: re.Match[str], right: re.Match[str], shown: str) -> Position:
    (first, first_axis), (second, second_axis) = _value(left, shown), _value(right, shown)
    if first_axis and first_axis == second_axis:
        raise InvalidValue("geometry", f"“{shown[:60]}” gives the same axis twice; one of the letters is wrong.")
    if first_axis == "lon" or second_axis == "lat":
        return on_the_globe(second, first, shown)
    return on_the_globe(first, second, shown)


def _value(angle: re.Match[str], shown: str) -> tuple[float, str]:
    """Decimal degrees and the axis its letter names (`lat`, `lon` or empty)."""
    degrees, minutes, seconds = (
        float((angle[part] or "0").replace(",", ".")) for part in ("degrees", "minutes", "seconds")
    )
    if minutes >= 60 or seconds >= 60:
        raise InvalidValue("geometry", f"“{shown[:60]}” has minutes or seconds of 60 or more.")
    letter = (angle["before"] or angle["after"] or "").upper()
    letter = _WEST_IS_ALSO.get(letter, letter)
    negative = (angle["sign"] == "-") != (letter in {"S", "W"})
    axis = {"N": "lat", "S": "lat", "E": "lon", "W": "lon"}.get(letter, "")
    value = degrees + minutes / 60 + seconds / 3600
    return (-value if negative else value), axis


def _sexagesimal(angle: float, letters: str) -> str:
    hundredths = round(abs(angle) * 360_000)
    seconds, hundredth = divmod(hundredths, 100)
    minutes, second = divmod(seconds, 60)
    degree, minute = divmod(minutes, 60)
    width = 2 if letters == "NS" else 3
    return f"{degree:0{width}d}°{minute:02d}′{second:02d}.{hundredth:02d}″{letters[angle < 0]}"


def _degrees_minutes(angle: float, letters: str) -> str:
    parts = round(abs(angle) * 600_000)
    degree, rest = divmod(parts, 600_000)
    minute, fraction = divmod(rest, 10_000)
    width = 2 if letters == "NS" else 3
    return f"{degree:0{width}d}°{minute:02d}.{fraction:04d}′{letters[angle < 0]}"
