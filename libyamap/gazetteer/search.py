"""Finds places by any spelling of their names, offline.

An answer counts by how well a name fits, then by how near it is to the view, then by how important the place is: the
score adds the three, so that a slight difference in spelling does not put a hamlet before a city.
"""

import math
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from libyamap.app.folding import folded
from libyamap.domain.geometry import Position
from libyamap.domain.place import Found, How, PlaceKind
from libyamap.gazetteer.candidates import Candidates
from libyamap.gazetteer.gazetteer_file import KINDS, PER_DEGREE
from libyamap.gazetteer.gazetteer_reader import GazetteerReader
from libyamap.gazetteer.kind_words import split_kind
from libyamap.gazetteer.question import Meant, cleaned, meanings, without_near
from libyamap.gazetteer.ranking import WORST, Asked, Fit, fit
from libyamap.gazetteer.romanisation import romanised

WEIGHT_OF_FIT = 30.0
NEARNESS, NEAR_KM = 6.0, 400.0
KIND_ASKED = 4.0
CUT_OFF = 0.5
"""What it costs to take the last words for a country without a comma."""
GOOD, FAIR = 0.985, 0.86
COMPARED = 60
MOST_READINGS = 4
_ARTICLE = re.compile(r"^(?:[AE](?:l|n|r|s|sh|t|d|z)|L[ea])[ -](?=\w)|^ال(?=\w{3})")
_AREAS = frozenset({PlaceKind.COUNTRY, PlaceKind.PROVINCE})


class PlaceSearch:
    """The open gazetteer. Safe to ask from any thread until it is closed."""

    def __init__(self, path: Path) -> None:
        """Remember where it lies; nothing is read before the first question."""
        self._reader = GazetteerReader(path)

    def close(self) -> None:
        """Let go of the file; harmless when called twice."""
        self._reader.close()

    def find(self, text: str, *, near: Position | None = None, limit: int = 20) -> list[Found]:
        """Places that `text` can mean, best first; any text is allowed. `near` is the middle of the view (lon, lat)."""
        asked = without_near(cleaned(text))
        if not folded(asked).strip():
            return []
        best: dict[int, tuple[float, Fit]] = {}
        for meant in meanings(asked):
            areas = self._areas_of(meant)
            if meant.where and areas is None:
                continue
            for number, score, found in self._search(meant.name, near, areas):
                score -= CUT_OFF if areas is not None and not meant.sure else 0.0
                if number not in best or score > best[number][0]:
                    best[number] = (score, found)
        order = sorted(best, key=lambda number: (-best[number][0], number))[:limit]
        return [self._found(number, *best[number]) for number in order]

    def _areas_of(self, meant: Meant) -> "Callable[[int], bool] | None":
        """A test for lying in the country or province named; None where no such area is known."""
        areas = self._reader.areas(folded(meant.where).strip()) if meant.where else []
        if not areas:
            return None
        whole = {iso3 for iso3, number in areas if number < 0}
        parts = {number for _, number in areas if number >= 0}
        facts, provinces = self._reader.facts["province"], self._reader.provinces
        return lambda number: provinces[facts[number]][0] in whole or facts[number] in parts

    def _search(
        self, name: str, near: Position | None, inside: "Callable[[int], bool] | None"
    ) -> list[tuple[int, float, Fit]]:
        kind, words = split_kind(folded(name).split())
        asked = [Asked(name)] + ([Asked(" ".join(words))] if kind else [])
        candidates = Candidates(self._reader, near)
        found: dict[int, Fit] = {}
        steps = ((candidates.same, 2.0), (candidates.beginning, 2.0), (candidates.one_change, GOOD),
                 (candidates.two_changes, FAIR))  # fmt: skip
        for choose, until in steps:
            if found and max(one.quality for one in found.values()) >= until:
                break
            for one in asked:
                numbers = [number for number in choose(one) if inside is None or inside(number)]
                self._compare(one, numbers, found)
        return [(number, self._score(number, one, kind, near), one) for number, one in found.items()]

    def _compare(self, asked: Asked, numbers: Iterable[int], found: dict[int, Fit]) -> None:
        """Add the fit of the names that resemble the asked one most, letter by letter."""
        names = self._reader.names(list(numbers))
        listed = [(number, at, name) for number, them in names.items() for at, name in enumerate(them) if name]
        texts = [_ARTICLE.sub("", name) for _, _, name in listed]
        chosen: set[int] = set()
        for wanted in dict.fromkeys([_ARTICLE.sub("", asked.text.title()), *(latin.title() for latin in asked.latin[:MOST_READINGS])]):
            close = process.extract(
                wanted, texts, scorer=JaroWinkler.similarity, limit=COMPARED, processor=None, score_cutoff=0.4
            )
            chosen.update(at for _, _, at in close)
        for at in chosen:
            number, place, name = listed[at]
            one = fit(asked, name, main=place < 2)
            if one.quality >= WORST and (number not in found or one.quality > found[number].quality):
                found[number] = one

    def _score(self, number: int, found: Fit, kind: PlaceKind | None, near: Position | None) -> float:
        facts = self._reader.facts
        score = WEIGHT_OF_FIT * found.quality + self._reader.weight(number)
        if kind and KINDS[facts["kind"][number]] is kind:
            score += KIND_ASKED
        if near:
            at = facts["lon"][number] / PER_DEGREE, facts["lat"][number] / PER_DEGREE
            score += NEARNESS * math.exp(-_km(near, at) / NEAR_KM)
        return score

    def _found(self, number: int, score: float, fitting: Fit) -> Found:
        facts, reader = self._reader.facts, self._reader
        kind = KINDS[facts["kind"][number]]
        iso3, province = reader.provinces[facts["province"][number]]
        name, name_ar, *_ = reader.names([number])[number]
        source = facts["source"][number]
        return Found(
            id=f"geonames:{source}" if source else f"{kind}:{reader.source(number)}",
            name=name,
            name_ar=name_ar,
            kind=kind,
            country=iso3,
            country_name=reader.countries.get(iso3, ""),
            province="" if kind in _AREAS else province,
            lat=facts["lat"][number] / PER_DEGREE,
            lon=facts["lon"][number] / PER_DEGREE,
            bounds=reader.bounds(number),
            population=facts["population"][number],
            matched=fitting.name,
            how=fitting.how,
            score=round(score, 3),
        )


def _km(one: Position, other: Position) -> float:
    """Kilometres on the sphere: for ordering answers, not for measuring."""
    lon, lat = map(math.radians, one)
    lon2, lat2 = map(math.radians, other)
    cosine = math.sin(lat) * math.sin(lat2) + math.cos(lat) * math.cos(lat2) * math.cos(lon - lon2)
    return 6371.0 * math.acos(max(-1.0, min(1.0, cosine)))
