"""What the plain index knows of one feature: where it can be seen, when it was, how good the best source is."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from libyamap.app.leading import leading_actor
from libyamap.app.matching import Subject, grades_of
from libyamap.app.ports import AreaGazetteer
from libyamap.app.viewport import GatherKey
from libyamap.app.whereabouts import drawing_of, extent_of
from libyamap.domain.geometry import Bounds, GeometryType, Position
from libyamap.domain.model import Claim, Feature
from libyamap.domain.precision import DISTRICT_RADIUS_M, Drawing, ring_radius_m
from libyamap.domain.time import Span, span_of
from libyamap.errors import InvalidValue
from libyamap.store.index.boxes import boxes_of

WIDEST_RING_M: Final = DISTRICT_RADIUS_M
"""A ring that reaches farther is an area like any other."""
_POINTS: Final = frozenset({Drawing.POINT, Drawing.RING, Drawing.AREA})


class Entry(NamedTuple):
    """A feature and the boxes it can be seen in: none, one, or two where it crosses the antimeridian.

    `spot` is the position of what is drawn from one point; `gather` says of what is known by its province or country
    alone which that is. At most one of the two is set; neither is for lines, areas and rings that are as large as such.
    """

    feature: Feature
    boxes: tuple[Bounds, ...]
    spot: Position | None
    gather: GatherKey | None
    days: Span
    lead: str
    grades: tuple[int, ...]

    @property
    def subject(self) -> Subject:
        """As the filter sees it."""
        return Subject(self.feature, self.days, self.grades, bool(self.boxes))


def entry_of_feature(feature: Feature, grades: tuple[int, ...]) -> Entry:
    """What a feature is sorted by; where it can be seen is left out."""
    return Entry(feature, (), None, None, _days(feature), leading_actor(feature.actors), grades)


def entry_of(feature: Feature, claims: Iterable[Claim], areas: AreaGazetteer) -> Entry:
    """Everything that the questions ask of a feature."""
    drawing, extent = drawing_of(feature), extent_of(feature, areas)
    boxes = boxes_of(extent) if extent is not None else ()
    spot: Position | None = None
    gather: GatherKey | None = None
    if not boxes:
        pass
    elif drawing is Drawing.PROVINCE:
        gather = GatherKey("province", feature.province)
    elif drawing is Drawing.BADGE:
        gather = GatherKey("country", feature.country)
    elif drawing in _POINTS and pad_of(feature) <= WIDEST_RING_M:
        spot = _point_of(feature)
    return Entry(feature, boxes, spot, gather, _days(feature), leading_actor(feature.actors), grades_of(claims))


def _point_of(feature: Feature) -> Position | None:
    if feature.geometry is None or feature.geometry.type is not GeometryType.POINT:
        return None
    lon, lat = feature.geometry.coordinates
    return lon, lat


def pad_of(feature: Feature) -> float:
    """How far in metres the feature's ring reaches from its point; 0 where it has none."""
    if feature.where_prec not in {2, 3}:
        return 0.0
    return ring_radius_m(feature.where_prec, feature.radius_m)


def _days(feature: Feature) -> Span:
    """The days that the record's time spans; a text that another program wrote wrongly counts as no date."""
    try:
        return span_of(feature.time)
    except InvalidValue:
        return Span(None, None)
