"""Bounds cut into plain boxes, so that nothing else has to think of the antimeridian."""

import math
from collections.abc import Iterable

from libyamap.domain.geometry import Bounds, Position

ROUND = 360.0


def boxes_of(bounds: Bounds) -> tuple[Bounds, ...]:
    """Cut bounds into boxes with -180 <= west <= east <= 180; none where a number is not finite."""
    west, south, east, north = bounds
    if not all(math.isfinite(side) for side in bounds):
        return ()
    width = east - west if east >= west else east - west + ROUND
    if width >= ROUND:
        return ((-180.0, south, 180.0, north),)
    if -180 <= west <= east <= 180:
        return (bounds,)  # as it is: no rounding
    start = (west + 180) % ROUND - 180
    if start + width <= 180:
        return ((start, south, start + width, north),)
    return ((start, south, 180.0, north), (-180.0, south, start + width - ROUND, north))


def with_edges(views: Iterable[Bounds]) -> tuple[Bounds, ...]:
    """The boxes, and a line on the other side for each that touches the antimeridian: 180 and -180 are one meridian."""
    more = []
    for west, south, east, north in views:
        more.append((west, south, east, north))
        if east == 180.0 and west > -180.0:
            more.append((-180.0, south, -180.0, north))
        if west == -180.0 and east < 180.0:
            more.append((180.0, south, 180.0, north))
    return tuple(more)


def meet(a: Bounds, b: Bounds) -> bool:
    """Whether two boxes have a place in common; 180 and -180 are one meridian."""
    if not (a[1] <= b[3] and b[1] <= a[3]):
        return False
    if a[0] <= b[2] and b[0] <= a[2]:
        return True
    return (a[2] == 180 and b[0] == -180) or (b[2] == 180 and a[0] == -180)


def holds(box: Bounds, place: Position) -> bool:
    """Whether the place is in the box or on its edge."""
    return meet(box, (place[0], place[1], place[0], place[1]))
