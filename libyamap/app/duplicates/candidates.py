"""Which events of a crowded cell can be alike at all: those that share an actor or a side, or whose titles are alike.

Nothing that `likeness` would find likely is left out; what is left out was not looked at one by one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from libyamap.app.duplicates.likeness import LEAST_ALIKE, TITLES_OF_OTHERS, Likenesses, spelling_cutoff
from libyamap.app.duplicates.sketch import Sketch

FEW: Final = 12
"""So few are compared each with each at once."""


def candidates(
    members: Sequence[int], sketches: Mapping[int, Sketch], likeness: Likenesses
) -> Iterable[tuple[int, Iterable[int]]]:
    """Each of these events (by number) with those before it that it can be alike."""
    if len(members) <= FEW:
        for number, at in enumerate(members):
            yield at, members[:number]
        return
    local = Counter(word for at in members for word in sketches[at].words)
    by_party: defaultdict[str, list[int]] = defaultdict(list)
    named = _Titles(likeness, local, TITLES_OF_OTHERS)
    named_loose, bare = (_Titles(likeness, local, LEAST_ALIKE) for _ in range(2))
    has_bare = not all(sketches[at].actors for at in members)
    for at in members:
        sketch = sketches[at]
        found: set[int] = set()
        for party in (*sketch.actors, *sketch.sides):
            found.update(by_party[party])
            by_party[party].append(at)
        if sketch.words:
            for titles in ([named] if sketch.actors else [named_loose]) + ([bare] if has_bare else []):
                found.update(titles.like(sketch))
            if not sketch.actors:
                bare.add(at, sketch)
            else:
                named.add(at, sketch)
                if has_bare:
                    named_loose.add(at, sketch)
        yield at, sorted(found)


class _Titles:
    """Titles that are at least so much alike to one of these: in spelling, or in the weight of the words in common.

    Of the lighter of two such titles, some words whose weight is more than what may be missing are in the other one:
    the rarest here are looked up.
    """

    def __init__(self, likeness: Likenesses, local: Mapping[str, int], least: float) -> None:
        self._likeness, self._local, self._least = likeness, local, least
        self._cutoff = spelling_cutoff(least)
        self._numbers: list[int] = []
        self._titles: list[str] = []
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_telling: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, at: int, sketch: Sketch) -> None:
        """Add one."""
        self._numbers.append(at)
        self._titles.append(sketch.title)
        for word in sketch.words:
            self._by_word[word].append(at)
        for word in self._telling(sketch):
            self._by_telling[word].append(at)

    def like(self, sketch: Sketch) -> set[int]:
        """Those that can be alike."""
        from rapidfuzz import fuzz, process

        if not self._titles:
            return set()
        spelled = process.extract(
            sketch.title, self._titles, scorer=fuzz.ratio, processor=None, score_cutoff=self._cutoff, limit=None
        )
        found = {self._numbers[at] for _, _, at in spelled}
        for word in self._telling(sketch):
            found.update(self._by_word.get(word, ()))
        for word in sketch.words:
            found.update(self._by_telling.get(word, ()))
        return found

    def _telling(self, sketch: Sketch) -> list[str]:
        weight = self._likeness.weight(sketch.words)
        missing, telling = (1 - self._least) * weight * (1 + 1e-9), list[str]()
        for word in sorted(sketch.words, key=lambda word: (self._local[word], word)):
            if missing < 0:
                break
            telling.append(word)
            missing -= self._likeness.weights[word]
        return telling
