"""Addresses copied from map sites: the position is read from the address itself, nothing is ever asked of the site."""

import re
from urllib.parse import unquote, urlsplit

from libyamap.domain.geometry import Position
from libyamap.errors import InvalidValue
from libyamap.gazetteer.coordinates.ranges import on_the_globe

_N = r"(-?\d{1,3}(?:\.\d{1,20})?)"
_LAT_LON, _LON_LAT = False, True

# Site (end of the host's name) -> patterns of the address in order, each with whether longitude comes first.
# A marker's place comes before the middle of the picture.
_SITES: dict[str, tuple[tuple[re.Pattern[str], bool], ...]] = {
    "google": (
        (re.compile(rf"!3d{_N}!4d{_N}"), _LAT_LON),
        (re.compile(rf"[?&](?:q|query|ll|center|destination)=(?:loc:)?{_N},\s*\+?{_N}"), _LAT_LON),
        (re.compile(rf"/(?:place|search)/{_N},\s*\+?{_N}"), _LAT_LON),
        (re.compile(rf"@{_N},{_N}"), _LAT_LON),
    ),
    "openstreetmap.org": (
        (re.compile(rf"[?&]mlat={_N}&mlon={_N}"), _LAT_LON),
        (re.compile(rf"#map=\d+(?:\.\d+)?/{_N}/{_N}"), _LAT_LON),
        (re.compile(rf"[?&]lat={_N}&lon={_N}"), _LAT_LON),
    ),
    "bing.com": (
        (re.compile(rf"sp=point\.{_N}_{_N}"), _LAT_LON),
        (re.compile(rf"[?&]cp={_N}~{_N}"), _LAT_LON),
    ),
    "apple.com": ((re.compile(rf"[?&](?:ll|q|coordinate|center)={_N},{_N}"), _LAT_LON),),
    "yandex": (
        (re.compile(rf"[?&](?:pt|whatshere\[point\])={_N},{_N}"), _LON_LAT),
        (re.compile(rf"[?&]ll={_N},{_N}"), _LON_LAT),
    ),
    "wikimapia.org": ((re.compile(rf"[#?&]lat={_N}&lon={_N}"), _LAT_LON),),
    "here.com": ((re.compile(rf"[?&]map={_N},{_N}"), _LAT_LON),),
    "copernicus.eu": ((re.compile(rf"[?&]lat={_N}&lng={_N}"), _LAT_LON),),
    "sentinel-hub.com": ((re.compile(rf"[?&]lat={_N}&lng={_N}"), _LAT_LON),),
    "zoom.earth": ((re.compile(rf"[#/]view={_N},{_N}"), _LAT_LON),),
    "mapillary.com": ((re.compile(rf"[?&]lat={_N}&lng={_N}"), _LAT_LON),),
    "satellites.pro": ((re.compile(rf"#{_N},{_N}"), _LAT_LON),),
    "liveuamap.com": ((re.compile(rf"[?&]ll={_N};{_N}"), _LAT_LON),),
    "geohack.toolforge.org": ((re.compile(rf"[?&]params={_N}[_;]{_N}"), _LAT_LON),),
}
_SHORTENED = ("goo.gl", "binged.it", "osm.org")


def read_address(text: str) -> Position | None:
    """(lon, lat) that the address names, None for a text that is no address; InvalidValue says why one has no place."""
    if not re.match(r"https?://", text, re.IGNORECASE):
        return None
    try:
        host = (urlsplit(text).hostname or "").lower()
    except ValueError:
        raise InvalidValue("geometry", f"“{text[:60]}” is not a complete address.") from None
    if any(host == short or host.endswith(f".{short}") for short in _SHORTENED):
        raise InvalidValue(
            "geometry",
            f"An address of {host} is shortened: open it in a browser and paste the long one (nothing was asked).",
        )
    plain = unquote(text)
    for site, patterns in _SITES.items():
        if not _belongs(host, site):
            continue
        for pattern, longitude_first in patterns:
            match = pattern.search(plain)
            if match:
                first, second = float(match[1]), float(match[2])
                return on_the_globe(second, first, text) if longitude_first else on_the_globe(first, second, text)
        raise InvalidValue("geometry", f"This address of {host} names no position; copy one that shows coordinates.")
    raise InvalidValue(
        "geometry", f"“{host[:60]}” is not a map site we can read; paste coordinates (nothing was asked)."
    )


def _belongs(host: str, site: str) -> bool:
    """Whether the host is the site's: its own name or under it; `google` and `yandex` stand under many countries."""
    if "." in site:
        return host == site or host.endswith(f".{site}")
    return re.fullmatch(rf"(?:[\w-]+\.)*{site}(?:\.[a-z]{{2,3}}){{1,2}}", host) is not None
