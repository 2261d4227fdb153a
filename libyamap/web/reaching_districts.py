"""Districts that reach into a frame from beyond it: the index knows what is in them by a point and a ring of 50 km."""

from collections.abc import Callable
from typing import Final

from libyamap.app.named_areas import NamedArea, NamedAreas, district_of
from libyamap.app.viewport import ViewFound
from libyamap.app.whereabouts import METRES_PER_DEGREE
from libyamap.domain.geometry import Bounds
from libyamap.domain.precision import DISTRICT_RADIUS_M

MOST: Final = 12
"""Districts that are looked into, those that reach farthest beyond the frame first; each is a question to the index."""
_KNOWN_DEGREES: Final = DISTRICT_RADIUS_M / METRES_PER_DEGREE


def with_reaching_districts(
    found: ViewFound, bounds: Bounds, named: NamedAreas, view: Callable[[Bounds], ViewFound]
) -> ViewFound:
    """What a frame shows, with what is known by a district that lies across its edge, wherever its own point is.

    `view` answers for other bounds. Where that is gathered in cells, there is too much of it to be drawn as a district.
    """
    reaching = _reaching(bounds, named)
    if not reaching or found.cells:
        return found
    known = {feature.id: feature for feature in found.features}
    for area in reaching:
        inside = view(area.bounds)
        if not inside.cells:
            known.update((each.id, each) for each in inside.features if district_of(each, named) == area)
    return found._replace(features=sorted(known.values(), key=lambda feature: feature.id))


def _reaching(bounds: Bounds, named: NamedAreas) -> list[NamedArea]:
    beyond = ((_beyond(area.bounds, bounds), area) for area in named.all)
    far = [(by, area) for by, area in beyond if by > _KNOWN_DEGREES]
    return [area for _, area in sorted(far, key=lambda each: each[0], reverse=True)[:MOST]]


def _beyond(area: Bounds, frame: Bounds) -> float:
    """How many degrees a box that meets the frame reaches beyond it; 0 for one that does not meet it."""
    west, south, east, north = frame
    if west > east:  # across the antimeridian
        return max(_beyond(area, (west, south, 180.0, north)), _beyond(area, (-180.0, south, east, north)))
    if area[0] > east or area[2] < west or area[1] > north or area[3] < south:
        return 0.0
    return max(west - area[0], south - area[1], area[2] - east, area[3] - north)
