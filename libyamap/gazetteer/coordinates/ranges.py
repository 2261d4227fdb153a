"""The one check that a pair of numbers is a place on the globe, with a sentence that helps where it is not."""

import math

from libyamap.domain.geometry import Position
from libyamap.errors import InvalidValue


def on_the_globe(lat: float, lon: float, shown: str) -> Position:
    """(lon, lat) if in range, else InvalidValue; longitudes of the second turn (180-360 east) are brought back."""
    if not (math.isfinite(lat) and math.isfinite(lon)):
        raise InvalidValue("geometry", f"“{shown[:60]}” has a coordinate that is not a number.")
    if abs(lat) > 90:
        swapped = f" Did you mean {lon:g}, {lat:g}?" if abs(lon) <= 90 and abs(lat) <= 180 else ""
        raise InvalidValue("geometry", f"A latitude lies between −90 and 90, not at {lat:g}.{swapped}")
    if lon > 180 and lon < 360:
        lon -= 360
    if abs(lon) > 180:
        raise InvalidValue("geometry", f"A longitude lies between −180 and 180, not at {lon:g}.")
    return lon, lat
