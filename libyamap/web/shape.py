"""The sort of mark that a feature becomes: decided once, for the map and for its legend."""

from typing import Final, Literal

from libyamap.domain.geometry import GeometryType
from libyamap.domain.model import Feature
from libyamap.domain.precision import Drawing

Shape = Literal["symbol", "ring", "line", "area", "card", "nothing"]

LINES: Final = {GeometryType.LINESTRING, GeometryType.MULTILINESTRING}
AREAS: Final = {GeometryType.POLYGON, GeometryType.MULTIPOLYGON}
_OF_DRAWING: Final[dict[Drawing, Shape]] = {
    Drawing.RING: "ring",
    Drawing.PROVINCE: "area",
    Drawing.BADGE: "card",
    Drawing.NOWHERE: "nothing",
}


def shape_of(feature: Feature, drawing: Drawing) -> Shape:
    """What is drawn of the feature. A point that stands for something larger is a ring, never a pin."""
    fixed = _OF_DRAWING.get(drawing)
    if fixed is not None:
        return fixed
    if feature.geometry is None:
        return "nothing"
    if feature.geometry.type in LINES:
        return "line"
    if feature.geometry.type in AREAS:
        return "area"
    return "ring" if drawing is Drawing.AREA else "symbol"
