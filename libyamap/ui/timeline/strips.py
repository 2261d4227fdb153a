"""Zones and presences in the timeline: a thin strip each, as long as it is said to hold, in as few lanes as can be."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import msgspec

from libyamap.app.leading import leading_actor
from libyamap.app.ports import ViewportIndex
from libyamap.app.view_state import Theme
from libyamap.app.viewport import Selection
from libyamap.domain.model import Actor, Feature
from libyamap.domain.time import Span, in_words
from libyamap.domain.vocabulary import Kind
from libyamap.errors import InvalidValue
from libyamap.web import style

LASTING: Final = (Kind.ZONE, Kind.PRESENCE)
MOST_LANES: Final = 5
MOST_READ: Final = 200
LANE: Final = 5.0
"""Pixels of a lane, the gap below it included."""


class Strip(NamedTuple):
    """A feature that lasts; days are None where it is open. `lane` counts from the top."""

    feature: str
    words: str
    colour: str
    first: dt.date | None
    last: dt.date | None
    lane: int


def lasting(index: ViewportIndex, selection: Selection) -> list[Feature]:
    """The selected zones and presences, earliest first; of very many the first."""
    asked = selection.filter
    kinds = tuple(kind for kind in LASTING if not asked.kinds or kind in asked.kinds)
    if not kinds:
        return []
    chosen = msgspec.structs.replace(selection, filter=msgspec.structs.replace(asked, kinds=kinds))
    return index.order(chosen, (("time", False),)).features(0, MOST_READ)


def strips_of(features: Iterable[Feature], actors: Mapping[str, Actor], theme: Theme) -> list[Strip]:
    """Strips in lanes: each in the first lane where it overlaps none; what finds no lane is left out."""
    ends: list[dt.date] = []
    found = []
    dated = [(feature, span) for feature in features if any(span := _span(feature))]
    for feature, (first, last) in sorted(dated, key=lambda pair: pair[1].earliest or dt.date.min):
        start, end = first or dt.date.min, last or dt.date.max
        lane = next((place for place, before in enumerate(ends) if before < start), len(ends))
        if lane >= MOST_LANES:
            continue
        ends[lane : lane + 1] = [end]
        actor = actors.get(leading_actor(feature.actors))
        colour = style.colours([actor] if actor else [], theme)[0]
        found.append(Strip(feature.id, f"{feature.title}: {in_words(feature.time)}", colour, first, last, lane))
    return found


def lanes_in(strips: Iterable[Strip]) -> int:
    """How many lanes there are."""
    return max((strip.lane + 1 for strip in strips), default=0)


def _span(feature: Feature) -> Span:
    try:
        return feature.span
    except InvalidValue:
        return Span(None, None)
