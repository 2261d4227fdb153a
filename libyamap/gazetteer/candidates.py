"""Chooses, out of all places, the few hundred that an asked name could mean; comparing comes after.

First the places whose key is the asked name's, or begins with it; then, where nothing fits well, those whose key is one
change away, and at last two.
"""

import heapq
from collections.abc import Iterable, Iterator
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from libyamap.gazetteer.gazetteer_file import LONGEST_SKELETON, Numbers
from libyamap.gazetteer.gazetteer_reader import GazetteerReader
from libyamap.gazetteer.letter_set import letters_of, most_bits
from libyamap.gazetteer.ranking import Asked

LETTERS = "BTKHJSXFRLMN"
MOST_SAME, MOST_BEGINNING, MOST_CHANGED = 300, 120, 300
MOST_NEAR = 120
SHORTEST_CHANGED, SHORTEST_MISTYPED = 2, 4
"""Consonants, and letters, from which on a name is looked for with a slip; fewer are a beginning."""
FEW = 40
MOST_ALIKE = 200
LONG = 7
"""Letters from which on a name is looked for with two slips."""
MOST_SLIPS = 2
SCANNED = 20_000
MOST_READINGS = 4


class Candidates:
    """Numbers of places, most important first within each step."""

    def __init__(self, reader: GazetteerReader, around: frozenset[int]) -> None:
        """`around` are the places of which small ones count, too: those about the middle of the view."""
        self._reader = reader
        self._around = around

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
        if len(asked.bare) < SHORTEST_MISTYPED:
            return []
        keys = [key[:LONGEST_SKELETON] for key in asked.skeletons[:2] if len(key) >= SHORTEST_CHANGED]
        lists = self._reader.with_skeletons({changed for key in keys for changed in _changed(key)})
        slips = 1 if len(asked.bare) < LONG else MOST_SLIPS
        letters, mine, most = self._reader.facts["letters"], letters_of(asked.bare), most_bits(slips)
        close = [number for part in lists for number in part if (letters[number] ^ mine).bit_count() <= most]
        alike = heapq.nsmallest(MOST_ALIKE, set(close))
        return list(dict.fromkeys([*alike, *self._chosen((part[:FEW] for part in lists), MOST_CHANGED, lists)]))

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
        alike: list[int] = []
        if len(asked.bare) >= LONG:
            first, mine, most = self._reader.facts["letters"][:SCANNED], letters_of(asked.bare), most_bits(MOST_SLIPS)
            alike = [number for number, its in enumerate(first) if (its ^ mine).bit_count() <= most][:MOST_ALIKE]
        return list(dict.fromkeys([*alike, *self._chosen((part[:FEW] for part in found), MOST_CHANGED, found)]))

    def _chosen(self, lists: Iterable[Numbers], most: int, whole: Iterable[Numbers] | None = None) -> list[int]:
        parts = list(lists)
        known = set[int]().union(*parts)
        chosen = heapq.nsmallest(most, known)
        if self._around and (whole is not None or len(known) > most):
            near = self._around.intersection(known) if whole is None else self._around.intersection(chain(*whole))
            chosen += heapq.nsmallest(MOST_NEAR, near)
        return list(dict.fromkeys(chosen))


def _changed(key: str) -> Iterator[str]:
    for at in range(len(key) + 1):
        left, right = key[:at], key[at:]
        yield from (left + letter + right for letter in LETTERS)
        if right:
            yield left + right[1:]
            yield from (left + letter + right[1:] for letter in LETTERS)
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
