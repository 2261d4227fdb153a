"""Areas that remember what had a part in them: the same lines and zones are asked for at each move of the map."""

from functools import lru_cache
from typing import Final

from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.inside import is_inside
from libyamap.domain.meeting import Ground

_MOST_KEPT: Final = 5_000
_AREAS_KEPT: Final = 4


class AskedGround:
    """An area with its latest answers. Safe to ask from any thread."""

    def __init__(self, area: Geometry) -> None:
        self.ground = Ground(area)
        self._known: dict[int, tuple[Geometry, bool]] = {}

    def meets(self, geometry: Geometry) -> bool:
        """Whether a part of the geometry lies in the area; of a point, whether it does."""
        if geometry.type is GeometryType.POINT:
            return is_inside(self.ground.area, *geometry.coordinates)
        known = self._known.get(id(geometry))
        if known is not None and known[0] is geometry:  # and not another that has got its number since
            return known[1]
        answer = self.ground.meets(geometry)
        if len(self._known) >= _MOST_KEPT:
            self._known.clear()
        self._known[id(geometry)] = geometry, answer
        return answer


@lru_cache(maxsize=_AREAS_KEPT)
def drawn_ground(area: Geometry) -> AskedGround:
    """The area of a filter, which is asked again with each question of a map, a table and a timeline."""
    return AskedGround(area)
