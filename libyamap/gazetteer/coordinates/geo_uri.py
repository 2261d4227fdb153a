"""`geo:` links (RFC 5870)."""

import re

from libyamap.domain.geometry import Position
from libyamap.errors import InvalidValue
from libyamap.gazetteer.coordinates.ranges import on_the_globe

_NUMBER = r"-?\d{1,3}(?:\.\d{1,15})?"
_GEO = re.compile(rf"geo:({_NUMBER}),({_NUMBER})(?:,-?\d{{1,6}}(?:\.\d{{1,6}})?)?((?:[;?][^\s]*)?)", re.IGNORECASE)


def geo_text(position: Position) -> str:
    """Such as `geo:32.377500,15.092000`."""
    lon, lat = position
    return f"geo:{lat:.6f},{lon:.6f}"


def read_geo(text: str) -> Position | None:
    """(lon, lat) of a geo: link, None for other texts; a reference system other than WGS 84 is refused."""
    if not text.lower().startswith("geo:"):
        return None
    match = _GEO.fullmatch(text)
    if not match:
        raise InvalidValue("geometry", f"“{text[:60]}” is not a geo: link such as geo:32.3775,15.092.")
    system = re.search(r";crs=([^;?]*)", match[3], re.IGNORECASE)
    if system and system[1].lower() != "wgs84":
        raise InvalidValue("geometry", f"The link's reference system “{system[1][:20]}” is not WGS 84.")
    return on_the_globe(float(match[1]), float(match[2]), text)
