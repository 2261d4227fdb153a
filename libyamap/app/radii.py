"""Reads radii as people type them: “10, 50, 100 km”, “500 m; 2 nm”."""

import math
import re

from libyamap.errors import InvalidValue

METRES = {"m": 1.0, "km": 1_000.0, "mi": 1_609.344, "nm": 1_852.0, "nmi": 1_852.0, "ft": 0.3048}
MOST = 20
SHORTEST_M, LONGEST_M = 1.0, 10_000_000.0
HINT = "Type radii such as “10, 50, 100 km”; units are m, km, mi, nm and ft."
_RADIUS = re.compile(r"(\d{1,9}(?:\.\d{1,6})?|\.\d{1,6})\s*([a-z]*)")


def read_radii(text: str) -> tuple[float, ...]:
    """Radii in metres, smallest first, each once; a number without unit takes the next one's. InvalidValue if none.

    The comma separates, so a fraction is written with a point; without any unit kilometres are meant.
    """
    parts = [part.strip().lower() for part in re.split(r"[,;،/]|\band\b", text) if part.strip()]
    if not parts:
        raise InvalidValue("radius_m", HINT)
    if len(parts) > MOST:
        raise InvalidValue("radius_m", f"At most {MOST} rings can be drawn at once, not {len(parts)}.")
    unit = "km"
    radii: set[float] = set()
    for part in reversed(parts):
        match = _RADIUS.fullmatch(part)
        if not match or (match[2] and match[2] not in METRES):
            raise InvalidValue("radius_m", f"“{part[:30]}” is not a radius. {HINT}")
        unit = match[2] or unit
        metres = float(match[1]) * METRES[unit]
        if not (math.isfinite(metres) and SHORTEST_M <= metres <= LONGEST_M):
            raise InvalidValue("radius_m", f"“{part[:30]}” is no radius that can be drawn: 1 m to 10,000 km.")
        radii.add(metres)
    return tuple(sorted(radii))
