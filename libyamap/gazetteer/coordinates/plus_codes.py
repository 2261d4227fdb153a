"""Plus codes (Open Location Code) with Google's own library; only full codes, as a short one needs a place too."""

from openlocationcode import openlocationcode

from libyamap.domain.geometry import Position
from libyamap.errors import InvalidValue

DIGITS = 12
"""Of a code that is written: a cell of about 0.6 by 0.9 m."""


def plus_code_text(position: Position) -> str:
    """Such as `8F4Q93JR+2222`."""
    lon, lat = position
    lat = min(lat, 90 - 1e-6)  # the library goes wrong in the last cell below the pole
    return str(openlocationcode.encode(lat, lon, DIGITS))


def read_plus_code(text: str) -> Position | None:
    """The middle of the code's cell, None for other texts, InvalidValue for a short code."""
    if not openlocationcode.isValid(text):
        return None
    if not openlocationcode.isFull(text):
        raise InvalidValue("geometry", f"“{text}” is a short plus code; write the full one, such as 8F4Q93JR+22.")
    cell = openlocationcode.decode(text)
    return cell.longitudeCenter, cell.latitudeCenter
