"""How alike two events are: near in place, near in time, and alike in actors or title. Symmetric, and in words."""

import math
from collections.abc import Mapping
from functools import lru_cache
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
_TITLES_ALIKE: Final = 0.6
_ROUNDING: Final = 1e-6
_SPELLED_APART: Final = 0.6
"""Two texts that have nothing to do with each other share about so much of their letters."""
TITLES_OF_OTHERS: Final = 0.95
"""So alike must titles be where both events name actors and none in common: many data sets make titles by a rule."""
_OTHER_ACTORS: Final = 0.6
"""What such titles count for: data sets also call one party by different names."""
LEAST_SCORE: Final = 0.6
LEAST_ALIKE: Final = _OTHER_ACTORS * TITLES_OF_OTHERS


class Likeness(NamedTuple):
    """How sure (0-1), how far apart (metres, days), and why, in words."""

    score: float
    metres: float
    days: int
    words: str


class Likenesses:
    """Tells how alike two events of a project are; a word of a title weighs the more the fewer titles have it."""

    def __init__(self, counts: Mapping[str, int], titles: int) -> None:
        """`counts` says in how many of so many titles each word stands."""
        self.weights = {word: math.log1p(titles / count) for word, count in counts.items()}
        self.least = LEAST_SCORE
        """Whoever wants the surest alone may raise it."""
        self.weight = lru_cache(maxsize=20_000)(self._weight)

    def __call__(self, one: Sketch, other: Sketch) -> Likeness | None:
        """How alike they are; None where they are not likely to be the same."""
        days = max(0, one.first - other.last, other.first - one.last)
        if days > NEAR_DAYS:
            return None
        limit = NEAR_M + one.reach_m + other.reach_m
        about = _on_a_sphere_m(one.at, other.at) / _SLACK
        if about > limit:
            return None
        # Texts are compared only as far as they can still decide.
        needed = max(LEAST_ALIKE, (self.least - _score(one, other, about / limit, days, 0.0)) * 2 - _ROUNDING)
        alike, why = self._alike(one, other, needed)
        if alike < needed:
            return None
        metres = course(*sorted((one.at, other.at))).metres
        if metres > limit:
            return None
        score = _score(one, other, metres / limit, days, alike)
        if score < self.least:
            return None
        return Likeness(round(score, 3), metres, days, ", ".join((_when(one, other, days), _where(metres), why)))

    def _alike(self, one: Sketch, other: Sketch, needed: float) -> tuple[float, str]:
        """In actors or title: 0 to 1, and the words for it; 0 where it is less than needed."""
        base, share, words = 0.0, 1.0, ""
        if shared := len(one.actors & other.actors):
            words = f"{'one actor' if shared == 1 else f'{shared} actors'} in common"
            base, share = 0.3 + 0.3 * (shared / min(len(one.actors), len(other.actors))), 0.4
        elif one.sides & other.actors or other.sides & one.actors or one.sides & other.sides:
            words, base, share = "actors of one side", 0.4, 0.5
        elif one.actors and other.actors:
            words, share = "but other actors", _OTHER_ACTORS
        least = (needed - base) / share
        if least > 1:
            return 0.0, ""
        titles = self._titles(one, other, max(least, 0.0))
        said = "the same title" if one.title == other.title else "titles alike"
        if not words:
            return titles, said
        if share == _OTHER_ACTORS:
            return (share * titles if titles >= TITLES_OF_OTHERS else 0.0), f"{said}, {words}"
        return base + share * titles, f"{words}, {said}" if shared and titles >= _TITLES_ALIKE else words

    def _titles(self, one: Sketch, other: Sketch, needed: float) -> float:
        """The weight of the words in common, or spelling that is nearly the same; something less where not so much."""
        from rapidfuzz import fuzz

        if not one.words or not other.words:
            return 0.0
        common = self._weight(one.words & other.words) / min(self.weight(one.words), self.weight(other.words))
        ratio = fuzz.ratio(one.title, other.title, score_cutoff=spelling_cutoff(max(common, needed)))
        return max((ratio / 100 - _SPELLED_APART) / (1 - _SPELLED_APART), common, 0.0)

    def _weight(self, words: frozenset[str]) -> float:
        weights = self.weights
        return math.fsum([weights[word] for word in words])  # exact, so that the order of the words does not matter


def spelling_cutoff(titles: float) -> float:
    """The ratio of two spellings (0-100) from which on titles can be so much alike."""
    return min(100.0, 100 * (_SPELLED_APART + (1 - _SPELLED_APART) * titles) - _ROUNDING)


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
