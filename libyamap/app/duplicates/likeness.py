"""How alike two events are: near in place, near in time, and alike in actors or title. Symmetric, and in words."""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from libyamap.app.duplicates.sketch import Sketch
from libyamap.app.measure import distance_words
from libyamap.domain.geodesy import course

NEAR_M: Final = 10_000.0
"""How far apart two exact places may be: sources name the town or the crossing in it. Rings reach farther."""
NEAR_DAYS: Final = 2
"""Sources give the day of the event, or of the report."""
_EARTH_M: Final = 6_371_009.0
_SLACK: Final = 1.01  # the sphere differs from the ellipsoid by less
_SAME_PLACE_M: Final = 50.0
_LEAST_ALIKE: Final = 0.6
_SPELLED_APART: Final = 0.6
"""Two texts that have nothing to do with each other share about so much of their letters."""
_TITLES_OF_OTHERS: Final = 0.95
"""So alike must titles be where both events name actors and none in common: many data sets make titles by a rule."""
_OTHER_ACTORS: Final = 0.6
"""What such titles count for: data sets also call one party by different names."""
LEAST_SCORE: Final = 0.6


class Likeness(NamedTuple):
    """How sure (0-1), how far apart (metres, days), and why, in words."""

    score: float
    metres: float
    days: int
    words: str


class Likenesses:
    """Tells how alike two events of a project are; a word of a title weighs the more the fewer titles have it."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        counts = Counter(word for sketch in sketches for word in sketch.words)
        self._weights = {word: math.log1p(len(sketches) / count) for word, count in counts.items()}

    def __call__(self, one: Sketch, other: Sketch) -> Likeness | None:
        """How alike they are; None where they are not likely to be the same."""
        days = max(0, one.first - other.last, other.first - one.last)
        if days > NEAR_DAYS:
            return None
        limit = NEAR_M + one.reach_m + other.reach_m
        if _on_a_sphere_m(one.at, other.at) > limit * _SLACK:
            return None
        alike, why = self._alike(one, other)
        if alike < _OTHER_ACTORS * _TITLES_OF_OTHERS:
            return None
        metres = course(*sorted((one.at, other.at))).metres
        if metres > limit:
            return None
        score = _score(one, other, metres / limit, days, alike)
        if score < LEAST_SCORE:
            return None
        return Likeness(round(score, 3), metres, days, ", ".join((_when(one, other, days), _where(metres), why)))

    def _alike(self, one: Sketch, other: Sketch) -> tuple[float, str]:
        """In actors or title: 0 to 1, and the words for it."""
        titles = self._titles(one, other)
        said = "the same title" if one.title == other.title else "titles alike"
        if shared := len(one.actors & other.actors):
            named = f"{'one actor' if shared == 1 else f'{shared} actors'} in common"
            of_all = shared / min(len(one.actors), len(other.actors))
            return 0.3 + 0.3 * of_all + 0.4 * titles, f"{named}, {said}" if titles >= _LEAST_ALIKE else named
        if one.sides & other.actors or other.sides & one.actors or one.sides & other.sides:
            return 0.4 + 0.5 * titles, "actors of one side"
        if one.actors and other.actors:
            return (_OTHER_ACTORS * titles if titles >= _TITLES_OF_OTHERS else 0.0), f"{said}, but other actors"
        return titles, said

    def _titles(self, one: Sketch, other: Sketch) -> float:
        """The weight of the words in common, or spelling that is nearly the same."""
        from rapidfuzz import fuzz

        if not one.words or not other.words:
            return 0.0
        spelling = (fuzz.ratio(one.title, other.title) / 100 - _SPELLED_APART) / (1 - _SPELLED_APART)
        least = min(self._weight(one.words), self._weight(other.words))
        return max(spelling, self._weight(one.words & other.words) / least, 0.0)

    def _weight(self, words: frozenset[str]) -> float:
        weights = self._weights
        return math.fsum([weights[word] for word in words])  # exact, so that the order of the words does not matter


def _score(one: Sketch, other: Sketch, share_of_limit: float, days: int, alike: float) -> float:
    longest = max(one.last - one.first, other.last - other.first)
    when = (1 - days / (NEAR_DAYS + 1)) / (1 + longest / 31)
    vague = (one.reach_m + other.reach_m) / (NEAR_M + one.reach_m + other.reach_m)
    where = (1 - share_of_limit) * (1 - vague / 2)
    return 0.5 * alike + 0.25 * when + 0.25 * where


def _when(one: Sketch, other: Sketch, days: int) -> str:
    if days:
        return "one day apart" if days == 1 else f"{days} days apart"
    return "same day" if one.first == one.last == other.first == other.last else "times overlap"


def _where(metres: float) -> str:
    return "same place" if metres < _SAME_PLACE_M else f"{distance_words(metres)} apart"


def _on_a_sphere_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance (haversine), to leave out quickly what is far away."""
    lat, lat2 = math.radians(one[1]), math.radians(other[1])
    half = math.sin((lat2 - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(lat2) * math.sin(math.radians(other[0] - one[0]) / 2) ** 2
    return 2 * _EARTH_M * math.asin(min(1.0, math.sqrt(half)))
