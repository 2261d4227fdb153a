"""Finds places by any spelling of their names, offline.

An answer counts by how well a name fits, then by how near it is to the view, then by how important the place is and
whether its country is in the news: the score adds them up, so that a slight difference in spelling does not put a
hamlet before a city.
"""

import math
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from libyamap.app.folding import folded
from libyamap.domain.geometry import Bounds, Position
from libyamap.domain.place import Found, How, PlaceKind
from libyamap.gazetteer.candidates import Candidates
from libyamap.gazetteer.gazetteer_file import KINDS, PER_DEGREE
from libyamap.gazetteer.gazetteer_reader import GazetteerReader
from libyamap.gazetteer.in_the_news import IN_THE_NEWS, LEANING
from libyamap.gazetteer.kind_words import split_kind
from libyamap.gazetteer.question import Meant, cleaned, meanings, without_near
from libyamap.gazetteer.ranking import EXACT, WORST, Asked, Fit, fit
from libyamap.gazetteer.sphere import km_between
from libyamap.gazetteer.surroundings import Neighbourhood, nearest

WEIGHT_OF_FIT = 30.0
NEARNESS, NEAR_KM = 6.0, 400.0
KIND_ASKED = 4.0
CUT_OFF = 0.5
"""What it costs to take the last words for a country without a comma."""
GOOD, FAIR = 0.985, 0.9
FAR_BEHIND = 0.15
"""Answers whose name fits so much worse than the best one's are left out, unless it only has not been typed out."""
IMPORTANT, ANY = 5.5, 0.0
NEVER = 2.0
COMPARED, LEAST_ALIKE, LEAST_ALIKE_MISTYPED = 60, 0.5, 0.72
MOST_READINGS = 3
_ARTICLE = re.compile(r"^(?:[AE](?:l|n|r|s|sh|t|d|z)|L[ea])[ -](?=\w)|^ال(?=\w{3})")
_BEGINS_ARTICLE = "AELا"
_AREAS = frozenset({PlaceKind.COUNTRY, PlaceKind.PROVINCE})


class PlaceSearch:
    """The open gazetteer. Safe to ask from any thread until it is closed."""

    def __init__(self, path: Path) -> None:
        """Remember where it lies; nothing is read before the first question."""
        self._reader = GazetteerReader(path)
        self._neighbourhood = Neighbourhood(self._reader)

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
            cost = CUT_OFF if areas is not None and not meant.sure else 0.0
            for number, full, found in self._search(meant.name, near, areas):
                score = full - cost
                if number not in best or score > best[number][0]:
                    best[number] = (score, found)
        order = sorted(best, key=lambda number: (-best[number][0], number))[:limit]
        return self._answers({number: best[number] for number in order})

    def nearest(self, position: Position, limit: int) -> list[Found]:
        """Inhabited places around a position (lon, lat), nearest first; their scores are kilometres below nought."""
        chosen: dict[int, tuple[float, Fit]] = {}
        names = self._reader.names(numbers := nearest(self._reader, position, limit))
        for number in numbers:
            chosen[number] = (-km_between(position, self._at(number)), Fit(EXACT, How.EXACT, names[number][0]))
        return self._answers(chosen)

    def _answers(self, chosen: dict[int, tuple[float, Fit]]) -> list[Found]:
        numbers = list(chosen)
        reader = self._reader
        names, bounds, origins = reader.names(numbers), reader.bounds(numbers), reader.origins(numbers)
        return [
            self._found(number, score, found, names[number], bounds.get(number), origins[number])
            for number, (score, found) in chosen.items()
        ]

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
        candidates = Candidates(self._reader, self._neighbourhood.around(near) if near else frozenset())
        found: dict[int, Fit] = {}
        seen: list[set[int]] = [set() for _ in asked]
        steps = (
            (candidates.same, NEVER, ANY, LEAST_ALIKE),
            (candidates.beginning, NEVER, ANY, LEAST_ALIKE),
            (candidates.one_change, GOOD, IMPORTANT, LEAST_ALIKE_MISTYPED),
            (candidates.two_changes, FAIR, ANY, LEAST_ALIKE_MISTYPED),
        )
        for choose, until, weight, least in steps:
            for one, before in zip(asked, seen, strict=True):
                if self._is_answered(found, until, weight, near):
                    break
                numbers = [
                    number for number in choose(one) if number not in before and (inside is None or inside(number))
                ]
                before.update(numbers)
                self._compare(one, numbers, found, least)
        worst = max((one.quality for one in found.values()), default=0.0) - FAR_BEHIND
        good = [(number, one) for number, one in found.items() if one.quality >= worst or one.how is How.BEGINNING]
        return [(number, self._score(number, one, kind, near), one) for number, one in good]

    def _is_answered(self, found: dict[int, Fit], until: float, weight: float, near: Position | None) -> bool:
        """Whether a name fits so well, and its place is so important or near, that nothing else can be meant."""
        return any(
            fitting.quality >= until
            and (self._reader.weight(number) >= weight or (near and km_between(near, self._at(number)) < NEAR_KM))
            for number, fitting in found.items()
        )

    def _at(self, number: int) -> Position:
        facts = self._reader.facts
        return facts["lon"][number] / PER_DEGREE, facts["lat"][number] / PER_DEGREE

    def _compare(self, asked: Asked, numbers: Sequence[int], found: dict[int, Fit], least: float) -> None:
        """Add the fit of the names that resemble the asked one most, letter by letter."""
        names = self._reader.names(numbers)
        listed = [(number, at, name) for number, them in names.items() for at, name in enumerate(them) if name]
        texts = [_ARTICLE.sub("", name) if name[0] in _BEGINS_ARTICLE else name for _, _, name in listed]
        chosen: set[int] = set()
        written = [_ARTICLE.sub("", asked.text.title()), *(latin.title() for latin in asked.latin[:MOST_READINGS])]
        for wanted in dict.fromkeys(written):
            close = process.extract(
                wanted, texts, scorer=JaroWinkler.similarity, limit=COMPARED, processor=None, score_cutoff=least
            )
            chosen.update(place for _, _, place in close)
        for at in chosen:
            number, place, name = listed[at]
            one = fit(asked, name, main=place < 2)
            if one.quality >= WORST and (number not in found or one.quality > found[number].quality):
                found[number] = one

    def _score(self, number: int, found: Fit, kind: PlaceKind | None, near: Position | None) -> float:
        facts = self._reader.facts
        score = WEIGHT_OF_FIT * found.quality + self._reader.weight(number)
        if self._reader.provinces[facts["province"][number]][0] in IN_THE_NEWS:
            score += LEANING
        if kind and KINDS[facts["kind"][number]] is kind:
            score += KIND_ASKED
        if near:
            score += NEARNESS * math.exp(-km_between(near, self._at(number)) / NEAR_KM)
        return score

    def _found(
        self,
        number: int,
        score: float,
        fitting: Fit,
        names: list[str],
        bounds: Bounds | None,
        origin: tuple[int | str, int],
    ) -> Found:
        facts, reader = self._reader.facts, self._reader
        kind = KINDS[facts["kind"][number]]
        iso3, province = reader.provinces[facts["province"][number]]
        source, population = origin
        return Found(
            id=f"{kind}:{source}" if isinstance(source, str) else f"geonames:{source}",
            name=names[0],
            name_ar=names[1],
            kind=kind,
            country=iso3,
            country_name=reader.countries.get(iso3, ""),
            province="" if kind in _AREAS else province,
            lat=facts["lat"][number] / PER_DEGREE,
            lon=facts["lon"][number] / PER_DEGREE,
            bounds=bounds,
            population=population,
            matched=fitting.name,
            how=fitting.how,
            score=round(score, 3),
        )
