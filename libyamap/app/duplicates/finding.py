"""Looks through a project for events that are likely the same, told by different sources."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

import msgspec

from libyamap.app.duplicates.grid import pairs
from libyamap.app.duplicates.likeness import Likenesses
from libyamap.app.duplicates.sketch import Sketch, Sketcher
from libyamap.app.importing.rows import Progress, silent
from libyamap.app.ports import StoreReader
from libyamap.app.resting import collector_resting
from libyamap.domain.model import Actor, Event

_PIECE: Final = 5_000
_TOLD_EVERY: Final = 20_000
_READING: Final = 0.6
"""The share of the work that is done when all events are read."""


class LikelyPair(msgspec.Struct, frozen=True):
    """Two events (ids) that are likely the same: `keep` would stay, `join` become a claim on it.

    `score` is from 0.6 to 1, `metres` geodesic, `days` between them (0: they may be of one day), `words` say why.
    """

    keep: str
    join: str
    score: float
    metres: float
    days: int
    words: str


def likely_pairs(
    reader: StoreReader,
    *,
    within: bool = False,
    of_dataset: str = "",
    progress: Progress = silent,
    most: int | None = None,
) -> list[LikelyPair]:
    """The likely pairs of a project, surest first; the same project always gives the same list.

    Two rows of one data set are two events, as it says itself: such are compared only where asked (`within`).
    `of_dataset` asks for pairs with an event of that data set alone. At most `most` pairs.
    """
    with collector_resting():
        sketches = _sketches(reader, progress)
        likeness = Likenesses(sketches)
        found = []
        for looked_at, (one, other) in enumerate(pairs(sketches)):
            if not looked_at % _TOLD_EVERY:
                progress(len(sketches), _READING)
            if one.dataset and one.dataset == other.dataset and not within:
                continue
            if of_dataset and of_dataset not in {one.dataset, other.dataset}:
                continue
            if other.id in one.apart_from or one.id in other.apart_from:
                continue
            alike = likeness(one, other)
            if alike is not None:
                keep, join = sorted((one, other), key=_who_stays)
                found.append(LikelyPair(keep.id, join.id, *alike))
    found.sort(key=lambda pair: (-pair.score, pair.keep, pair.join))
    progress(len(sketches), 1.0)
    return found[:most]


def _who_stays(sketch: Sketch) -> tuple[bool, str]:
    """What somebody entered by hand stays rather than a row of a data set, then what was there first."""
    return bool(sketch.dataset), sketch.id


def _sketches(reader: StoreReader, progress: Progress) -> list[Sketch]:
    sketcher = Sketcher({actor.id: actor for actor in reader.all(Actor)})
    marks = reader.marks(Event, _PIECE)
    sketches: list[Sketch] = []
    for number, (after, until) in enumerate(pairwise(("", *marks, "")), 1):
        sketches += _made(sketcher, reader.between(Event, after, until))
        progress(len(sketches), _READING * number / (len(marks) + 1))
    return sketches


def _made(sketcher: Callable[[Event], Sketch | None], events: list[Event]) -> Iterator[Sketch]:
    return (sketch for event in events if (sketch := sketcher(event)) is not None)
