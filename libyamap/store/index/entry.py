"""What the plain index knows of one feature: where it can be seen, when it was, how good the best source is."""

from collections.abc import Iterable
from typing import NamedTuple

from libyamap.app.leading import leading_actor
from libyamap.app.matching import Subject, grades_of
from libyamap.app.ports import AreaGazetteer
from libyamap.app.viewport import GatherKey
from libyamap.app.whereabouts import drawing_of, extent_of
from libyamap.domain.geometry import Bounds, GeometryType, Position
from libyamap.domain.model import Claim, Feature
from libyamap.domain.precision import Drawing
from libyamap.domain.time import Span, span_of
from libyamap.errors import InvalidValue
from libyamap.store.index.boxes import boxes_of

_POINTS = frozenset({Drawing.POINT, Drawing.RING, Drawing.AREA})


class Entry(NamedTuple):
    """A feature and the boxes it can be seen in: none, one, or two where it crosses the antimeridian.

    `spot` is the position of what is drawn from one point; `gather` says of what is known by its province or country
    alone which that is. At most one of the two is set; neither is for lines and areas.
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
    elif drawing in _POINTS and feature.geometry is not None and feature.geometry.type is GeometryType.POINT:
        spot = feature.geometry.coordinates[0], feature.geometry.coordinates[1]
    return Entry(feature, boxes, spot, gather, _days(feature), leading_actor(feature.actors), grades_of(claims))


def _days(feature: Feature) -> Span:
    """The days that the record's time spans; a text that another program wrote wrongly counts as no date."""
    try:
        return span_of(feature.time)
    except InvalidValue:
        return Span(None, None)
