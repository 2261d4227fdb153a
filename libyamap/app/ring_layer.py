"""Keeps measured rings: a layer of their own on top of the others, and a zone for each ring, as one step."""

from collections.abc import Iterable

from libyamap.app.commands import Put, Together
from libyamap.app.measure import range_rings
from libyamap.app.places import Places
from libyamap.domain.geodesy import course
from libyamap.domain.geometry import Position
from libyamap.domain.ids import new_id
from libyamap.domain.model import Layer

RINGS_AROUND = "Range rings around "
"""What the title of such a layer begins with; what they are around follows."""
NAMED_WITHIN_M = 15_000.0
"""A ring's middle is named after a town no farther than this."""


def keep_rings(
    middle: Position, radii_m: Iterable[float], place: str, layers: Iterable[Layer]
) -> tuple[Layer, Together]:
    """The new layer and the command that makes it."""
    top = min((layer.position for layer in layers), default=0) - 1
    layer = Layer(id=new_id(), title=f"{RINGS_AROUND}{place}", position=top)
    # The largest first: what was made later lies above, and the inner rings shall be the ones that a click meets.
    zones = [
        zone for radius in sorted(radii_m, reverse=True) for zone in range_rings(middle, [radius], layer.id, place)
    ]
    puts = [Put(layer), *map(Put, zones)]
    return layer, Together(f"Keep range rings around {place}", tuple(puts), "keep-range-rings")


def name_for(middle: Position, places: Places | None, words: str) -> str:
    """The nearest town's name where one is near, else the coordinates as `words`."""
    for found in places.nearest(middle, 1) if places else ():
        way = course((found.lon, found.lat), middle)
        if way.metres <= NAMED_WITHIN_M:
            return found.name if way.metres < 1_000 else f"a place {way.metres / 1000:.0f} km from {found.name}"
    return words
