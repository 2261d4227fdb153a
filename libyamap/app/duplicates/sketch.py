"""What of an event decides whether another one is likely to be the same: small, so that a million fit into memory."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from libyamap.app.duplicates.apart import kept_apart
from libyamap.app.folding import folded, words
from libyamap.app.matching import names_of
from libyamap.app.whereabouts import drawing_of
from libyamap.domain.geometry import GeometryType, Position
from libyamap.domain.model import Actor, Event
from libyamap.domain.precision import Drawing, ring_radius_m
from libyamap.errors import InvalidValue

WIDEST_REACH_M: Final = 100_000.0
"""A ring that is wider says so little of the place that the event is compared as if it were this wide."""
LONGEST_DAYS: Final = 62
"""An event that may have been at any time of a longer span is not compared: it would be like everything."""


class Sketch(NamedTuple):
    """One event: its point (EPSG:4326), how far from it the source allows it to have been (metres), its first and last
    day (ordinals), its title's words, and its actors with what they are part of (`sides`).
    """

    id: str
    dataset: str
    at: Position
    reach_m: float
    first: int
    last: int
    title: str
    words: frozenset[str]
    actors: frozenset[str]
    sides: frozenset[str]
    apart_from: frozenset[str]


class Sketcher:
    """Makes sketches; actors that share a name or an alias count as one."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self._one = _made_one(actors.values())
        self._above = {each: _above(each, actors) for each in actors}
        self._parties = lru_cache(maxsize=10_000)(self._parties_of)

    def __call__(self, event: Event) -> Sketch | None:
        """The sketch; None for an event that cannot be compared: without a place of its own or without a day."""
        if event.geometry is None or event.geometry.type is not GeometryType.POINT:
            return None
        drawing = drawing_of(event)
        if drawing is Drawing.RING:
            reach = min(WIDEST_REACH_M, ring_radius_m(event.where_prec or 2, event.radius_m))
        elif drawing in {Drawing.POINT, Drawing.AREA}:
            reach = 0.0
        else:
            return None
        try:
            first, last = event.span
        except InvalidValue:
            return None
        if first is None or last is None or (last - first).days >= LONGEST_DAYS:
            return None
        actors, sides = self._parties(tuple([part.actor for part in event.actors]))
        said = words(event.title)
        return Sketch(
            event.id, event.dataset, event.geometry.coordinates, reach, first.toordinal(), last.toordinal(),
            " ".join(sorted(said)), frozenset(said), actors, sides, kept_apart(event),
        )  # fmt: skip

    def _parties_of(self, named: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
        one = self._one
        actors = frozenset([one.get(each, each) for each in named])
        sides = frozenset([one.get(each, each) for part in named for each in self._above.get(part, ())])
        return actors, sides - actors


def _made_one(actors: Iterable[Actor]) -> dict[str, str]:
    """For each actor the least id of those that it shares a name with."""
    by_name: dict[str, str] = {}
    one: dict[str, str] = {}

    def first_of(each: str) -> str:
        while one[each] != each:
            each = one[each]
        return each

    for actor in sorted(actors, key=lambda each: each.id):
        one[actor.id] = actor.id
        for name in filter(None, map(folded, names_of(actor))):
            other = by_name.setdefault(name, actor.id)
            low, high = sorted((first_of(actor.id), first_of(other)))
            one[high] = low
    return {each: first_of(each) for each in one}


def _above(actor: str, actors: Mapping[str, Actor]) -> frozenset[str]:
    """What the actor is part of, directly or not; circles, which a damaged file may hold, do no harm."""
    found: set[str] = set()
    parent = actors[actor].parent
    while parent and parent not in found and parent != actor:
        found.add(parent)
        parent = actors[parent].parent if parent in actors else ""
    return frozenset(found)
