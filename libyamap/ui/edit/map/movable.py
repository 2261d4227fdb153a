"""Which of the selected features the hand may drag: those that stand on one point, in a project that can be written."""

from collections.abc import Iterable

from libyamap.app.whereabouts import drawing_of
from libyamap.domain.geometry import GeometryType
from libyamap.domain.model import Feature
from libyamap.domain.precision import Drawing

MOST = 200
"""Of very many selected ones none needs to be dragged."""
_STANDING = {Drawing.POINT, Drawing.RING, Drawing.AREA}


def can_be_moved(feature: Feature) -> bool:
    """Whether it is drawn at a point of its own."""
    geometry = feature.geometry
    return geometry is not None and geometry.type is GeometryType.POINT and drawing_of(feature) in _STANDING


def movable(selected: Iterable[Feature], *, read_only: bool) -> tuple[str, ...]:
    """Ids of those that can be dragged."""
    found = [] if read_only else [feature.id for feature in selected if can_be_moved(feature)]
    return tuple(found) if len(found) <= MOST else ()
