"""Plus codes (Open Location Code, specification of 2014-2019); full codes only, as a short one needs a place too.

Written here because the only library comes without a wheel and was last released in 2019; the scheme is two counters in
base 20 for ten digits, then cells of four columns and five rows for each digit more.
"""

import re
from typing import Final

from libyamap.domain.geometry import Position
from libyamap.errors import InvalidValue

_ALPHABET: Final = "23456789CFGHJMPQRVWX"
_PAIRS: Final = 5
_COLUMNS, _ROWS = 4, 5
_DIGITS: Final = 12
"""Of a code that is written: a cell of about 0.6 by 0.9 m."""

_PAIR_STEPS: Final = 20**3
"""Steps in a degree after five pairs: 20 degrees, 1, 1/20, 1/400, 1/8000."""

_CODE = re.compile(rf"([{_ALPHABET}]{{2,8}}0*)\+([{_ALPHABET}]{{0,7}})", re.IGNORECASE)


def plus_code_text(position: Position) -> str:
    """Such as `8F4Q93HV+2222`."""
    lon, lat = position
    extra = _DIGITS - 2 * _PAIRS
    rows, columns = _PAIR_STEPS * _ROWS**extra, _PAIR_STEPS * _COLUMNS**extra
    north = min(int((lat + 90) * rows), 180 * rows - 1)
    east = int((lon + 180) * columns) % (360 * columns)
    code = ""
    for _ in range(extra):
        (north, row), (east, column) = divmod(north, _ROWS), divmod(east, _COLUMNS)
        code = _ALPHABET[row * _COLUMNS + column] + code
    for _ in range(_PAIRS):
        (north, lat_digit), (east, lon_digit) = divmod(north, 20), divmod(east, 20)
        code = _ALPHABET[lat_digit] + _ALPHABET[lon_digit] + code
    return f"{code[:8]}+{code[8:]}"


def read_plus_code(text: str) -> Position | None:
    """The middle of the code's cell, None for other texts, InvalidValue for a short code or one off the globe."""
    match = _CODE.fullmatch(text)
    if not match:
        return None
    if len(match[1]) < 8:
        raise InvalidValue("geometry", f"“{text}” is a short plus code; write the full one, such as 8F4Q93HV+22.")
    digits = (match[1].rstrip("0") + match[2]).upper()
    if len(match[1]) > 8 or len(digits[:10]) % 2 or ("0" in match[1] and match[2]):
        return None
    south, west, height, width = -90.0, -180.0, 400.0, 400.0
    for lat_digit, lon_digit in zip(digits[:10:2], digits[1:10:2], strict=True):
        height, width = height / 20, width / 20
        south += _ALPHABET.index(lat_digit) * height
        west += _ALPHABET.index(lon_digit) * width
    for digit in digits[10:]:
        height, width = height / _ROWS, width / _COLUMNS
        row, column = divmod(_ALPHABET.index(digit), _COLUMNS)
        south += row * height
        west += column * width
    if south >= 90 or west >= 180:
        raise InvalidValue("geometry", f"“{text}” is not a plus code of a place on the globe.")
    return west + width / 2, south + height / 2
