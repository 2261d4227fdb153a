"""Looks through a project for events that are likely the same, told by different sources."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

import msgspec

from libyamap.app.duplicates.candidates import candidates
from libyamap.app.duplicates.grid import Meeting, meetings
from libyamap.app.duplicates.likeness import LEAST_SCORE, Likenesses
from libyamap.app.duplicates.sketch import Sketch, Sketcher
from libyamap.app.duplicates.sketches import Sketches
from libyamap.app.importing.rows import Progress, silent
from libyamap.app.ports import StoreReader
from libyamap.app.resting import collector_resting
from libyamap.domain.model import Actor, Event

_PIECE: Final = 5_000
_READING: Final = 0.6
"""The share of the work that is done when all events are read."""
_DECIDES: Final = frozenset(
    {
        "layer", "title", "time", "geometry", "where_prec", "radius_m", "country", "province", "actors", "attributes",
        "dataset",
    }
)  # fmt: skip
_SPARE: Final = 1_000
_ROUNDED_BY: Final = 0.0006
"""More than a score changes when it is rounded."""


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
        asked = _Asked(sketches, within, of_dataset, most)
        for meeting in meetings(sketches):
            progress(len(sketches), _READING + (1 - _READING) * meeting.done)
            asked.look_at(meeting)
        progress(len(sketches), 1.0)
        return asked.best()


class _Asked:
    """Looks at what meets in cells, for the pairs that are asked for."""

    def __init__(self, sketches: Sketches, within: bool, of_dataset: str, most: int | None) -> None:
        self._sketches = sketches
        self._likeness = Likenesses(sketches.counts, len(sketches))
        self._within, self._most = within, most
        self._by_hand = sketches.datasets.number("")
        self._of = sketches.datasets.number(of_dataset) if of_dataset else None
        self._found: list[LikelyPair] = []
        self._words: dict[str, str] = {}

    def look_at(self, meeting: Meeting) -> None:
        """Compare those that can be a pair."""
        members, dataset = meeting.members, self._sketches.dataset
        there = {dataset[at] for at in members}
        if self._of is not None and self._of not in there:
            return
        if not self._within and len(there) == 1 and self._by_hand not in there:
            return
        here = {at: self._sketches.lately(at) for at in members}
        for at, others in candidates(members, here, self._likeness):
            for other in others:
                if self._is_asked(dataset[at], dataset[other]) and meeting.is_first(at, other):
                    self._compare(here[other], here[at])

    def best(self) -> list[LikelyPair]:
        """The pairs that were found, surest first, as many as are asked for."""
        self._found.sort(key=_surest_first)
        if self._most is not None:
            del self._found[self._most :]
        return self._found

    def _is_asked(self, one: int, other: int) -> bool:
        if one == other and one != self._by_hand and not self._within:
            return False
        return self._of is None or self._of in {one, other}

    def _compare(self, one: Sketch, other: Sketch) -> None:
        if other.id in one.apart_from or one.id in other.apart_from:
            return
        alike = self._likeness(one, other)
        if alike is None:
            return
        keep, join = sorted((one, other), key=_who_stays)
        words = self._words.setdefault(alike.words, alike.words)  # few different ones
        self._found.append(LikelyPair(keep.id, join.id, alike.score, alike.metres, alike.days, words))
        if self._most is not None and len(self._found) >= 2 * self._most + _SPARE:
            self._likeness.least = max(LEAST_SCORE, self.best()[-1].score - _ROUNDED_BY)


def _surest_first(pair: LikelyPair) -> tuple[float, str, str]:
    return -pair.score, pair.keep, pair.join


def _who_stays(sketch: Sketch) -> tuple[bool, str]:
    """What somebody entered by hand stays rather than a row of a data set, then what was there first."""
    return bool(sketch.dataset), sketch.id


def _sketches(reader: StoreReader, progress: Progress) -> Sketches:
    sketcher = Sketcher({actor.id: actor for actor in reader.all(Actor)})
    marks = reader.marks(Event, _PIECE)
    sketches = Sketches()
    for number, (after, until) in enumerate(pairwise(("", *marks, "")), 1):
        for event in _events(reader, after, until):
            sketch = sketcher(event)
            if sketch is not None:
                sketches.add(sketch)
        progress(len(sketches), _READING * number / (len(marks) + 1))
    return sketches


def _events(reader: StoreReader, after: str, until: str) -> Iterable[Event]:
    """The events of a piece, with what decides here alone where the store can give it as columns."""
    columns = reader.columns_between(Event, after, until)
    if columns is None:
        return reader.between(Event, after, until)
    fields = {"id": columns.ids, **{name: values for name, values in columns.fields.items() if name in _DECIDES}}
    names = tuple(fields)
    return (Event(**dict(zip(names, values, strict=True))) for values in zip(*fields.values(), strict=True))
