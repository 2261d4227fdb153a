"""Where other sources put a thing: the places that differ, drawn faintly and tied to the one that the feature has."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from libyamap.app.whereabouts import middle_of
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.model import Claim, Feature
from libyamap.web.marks import AreaMark, LineMark, Mark, RingMark, Stroke, SymbolMark
from libyamap.web.shape import AREAS
from libyamap.web.stacking import PER_TIER, TIERS

FAINT: Final = 0.45
"""Of the feature's own opacity: still seen, never taken for the place."""
TIE: Final = "1 4"
MOST: Final = 8
"""Further places of one feature; more would hide the map."""


def elsewhere(feature: Feature, marks: Sequence[Mark], claims: Iterable[Claim], tint: str) -> Iterator[Mark]:
    """Marks for the places that claims give instead of the feature's; they bear its id and no name.

    `marks` are the feature's own, `tint` is its colour (#RRGGBB).
    """
    main = next((mark for mark in marks if isinstance(mark, SymbolMark | RingMark | AreaMark)), None)
    if main is None:
        return
    others = dict.fromkeys(_key(claim.says_geometry) for claim in claims if claim.says_geometry is not None)
    if feature.geometry is not None:
        others.pop(_key(feature.geometry), None)
    for kind, coordinates in list(others)[:MOST]:
        geometry = Geometry(kind, coordinates)
        yield _tie(main, geometry, tint)
        yield from _there(main, geometry)


def _key(geometry: Geometry) -> tuple[GeometryType, object]:
    return geometry.type, geometry.coordinates


def _there(main: SymbolMark | RingMark | AreaMark, geometry: Geometry) -> Iterator[Mark]:
    opacity, at = round(main.opacity * FAINT, 3), middle_of(geometry)
    if not isinstance(main, AreaMark):
        yield msgspec.structs.replace(main, label="", opacity=opacity, at=at, aside=True)
    elif geometry.type in AREAS:
        polygons = [geometry.coordinates] if geometry.type is GeometryType.POLYGON else geometry.coordinates
        yield msgspec.structs.replace(main, label="", opacity=opacity, polygons=polygons, label_at=at, aside=True)


def _tie(main: SymbolMark | RingMark | AreaMark, geometry: Geometry, tint: str) -> LineMark:
    """A dotted line from the place that the feature has."""
    return LineMark(
        id=main.id,
        label="",
        tooltip=main.tooltip,
        order=TIERS[LineMark] * PER_TIER + main.order % PER_TIER,
        rank=main.rank,
        opacity=main.opacity,
        path=(main.label_at if isinstance(main, AreaMark) else main.at, middle_of(geometry)),
        stroke=Stroke(tint, 1.25, TIE),
        aside=True,
    )
