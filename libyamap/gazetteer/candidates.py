"""Chooses, out of all places, the few hundred that an asked name could mean; comparing comes after.

First the places whose key is the asked name's, or begins with it; then, where nothing fits well, those whose key is one
change away, and at last two.
"""

import heapq
import math
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from libyamap.domain.geometry import Position
from libyamap.gazetteer.gazetteer_file import LONGEST_SKELETON, PER_DEGREE
from libyamap.gazetteer.gazetteer_reader import GazetteerReader, Numbers
from libyamap.gazetteer.ranking import Asked

LETTERS = "BTKHJSXFRLMN"
MOST_SAME, MOST_BEGINNING, MOST_CHANGED = 300, 200, 300
MOST_NEAR = 120
AROUND = 6.0
"""Degrees around the middle of the view within which small places count, too."""
SHORTEST_CHANGED = 2
FEW = 40
MOST_READINGS = 4


class Candidates:
    """Numbers of places, most important first within each step."""

    def __init__(self, reader: GazetteerReader, near: Position | None) -> None:
        """`near` is the middle of the view, longitude and latitude."""
        self._reader = reader
        self._near = near

    def same(self, asked: Asked) -> list[int]:
        """Places with the same key."""
        lists = self._reader.with_skeletons(key[:LONGEST_SKELETON] for key in asked.skeletons)
        return self._chosen(lists, MOST_SAME)

    def beginning(self, asked: Asked) -> list[int]:
        """Places whose key goes on where the asked text ends."""
        lists = [self._reader.beginning_with_letters(asked.plain[:2])]
        keys = [key for key in asked.skeletons[:MOST_READINGS] if len(key) > 1]
        lists += [self._reader.beginning_with(key[:LONGEST_SKELETON]) for key in keys]
        return self._chosen(lists, MOST_BEGINNING)

    def one_change(self, asked: Asked) -> list[int]:
        """Places whose key has one consonant more, less, other or swapped."""
        keys = [key[:LONGEST_SKELETON] for key in asked.skeletons[:2] if len(key) >= SHORTEST_CHANGED]
        lists = self._reader.with_skeletons({changed for key in keys for changed in _changed(key)})
        return self._chosen((part[:FEW] for part in lists), MOST_CHANGED, lists)

    def two_changes(self, asked: Asked) -> list[int]:
        """Places whose key is two changes away and begins with the same consonant."""
        found: list[Numbers] = []
        for key in asked.skeletons[:1]:
            if len(key) > SHORTEST_CHANGED + 1:
                short = key[:LONGEST_SKELETON]
                known = self._reader.skeletons_from(short[0])
                close = process.extract(
                    short, known, scorer=Levenshtein.distance, score_cutoff=2, limit=MOST_CHANGED, processor=None
                )
                found += self._reader.with_skeletons(skeleton for skeleton, _, _ in close)
        return self._chosen((part[:FEW] for part in found), MOST_CHANGED, found)

    def _chosen(self, lists: Iterable[Numbers], most: int, whole: Iterable[Numbers] | None = None) -> list[int]:
        parts = list(lists)
        known = {number for part in parts for number in part}
        chosen = heapq.nsmallest(most, known)
        if self._near and (whole is not None or len(known) > most):
            chosen += self._around(known if whole is None else {one for part in whole for one in part})
        return list(dict.fromkeys(chosen))

    def _around(self, numbers: Iterable[int]) -> list[int]:
        lon, lat = self._near or (0.0, 0.0)
        lons, lats = self._reader.facts["lon"], self._reader.facts["lat"]
        high = AROUND * PER_DEGREE
        wide = high / max(math.cos(math.radians(lat)), 0.2)
        x, y = lon * PER_DEGREE, lat * PER_DEGREE
        near = [one for one in numbers if abs(lats[one] - y) < high and abs(lons[one] - x) < wide]
        return heapq.nsmallest(MOST_NEAR, near)


def _changed(key: str) -> Iterator[str]:
    for at in range(len(key) + 1):
        left, right = key[:at], key[at:]
        yield from (left + letter + right for letter in LETTERS)
        if right:
            yield left + right[1:]
            yield from (left + letter + right[1:] for letter in LETTERS)
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
