"""The numbered list of sources of what a map shows, and which numbers stand behind which name."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from libyamap.domain.model import Claim, Source
from libyamap.domain.time import in_words
from libyamap.domain.vocabulary import CREDIBILITY_WORDS, RELIABILITY_WORDS, Stance
from libyamap.errors import InvalidValue


class NumberedSource(NamedTuple):
    """A source as the list has it: what it is, and how far it can be trusted, in the words of the Admiralty code."""

    number: int
    title: str
    grade: str


class Sourcing(NamedTuple):
    """The list, and the numbers by feature: `1,3`."""

    sources: tuple[NumberedSource, ...]
    notes: dict[str, str]


def sourcing(features: Iterable[str], claims: Mapping[str, Sequence[Claim]], known: Mapping[str, Source]) -> Sourcing:
    """The sources of these features (ids): the one that says most is number 1, ties by title.

    Numbers are those among all `claims`, so that they are the same for what the frame holds, for what of it is shown,
    and on sheets that are compared; the list may pass some over.
    """
    numbers = _numbers(claims, known)
    shown = [(feature, claim) for feature in features for claim in claims.get(feature, ()) if claim.source in known]
    by_feature: dict[str, set[int]] = {}
    by_source: dict[str, list[Claim]] = {}
    for feature, claim in shown:
        by_feature.setdefault(feature, set()).add(numbers[claim.source])
        by_source.setdefault(claim.source, []).append(claim)
    listed = tuple(
        NumberedSource(numbers[source], _title(known[source]), _grade(known[source], by_source[source]))
        for source in sorted(by_source, key=lambda source: numbers[source])
    )
    return Sourcing(listed, {feature: ",".join(map(str, sorted(found))) for feature, found in by_feature.items()})


def _numbers(claims: Mapping[str, Sequence[Claim]], known: Mapping[str, Source]) -> dict[str, int]:
    """From 1, by how many of the features each source tells of."""
    telling = {(feature, claim.source) for feature, found in claims.items() for claim in found if claim.source in known}
    counts = Counter(source for _, source in telling)
    order = sorted(counts, key=lambda source: (-counts[source], known[source].title.casefold(), source))
    return {source: number for number, source in enumerate(order, 1)}


def _title(source: Source) -> str:
    made = ", ".join(part for part in (source.author, source.publisher, _day(source.published)) if part)
    return ". ".join(part.rstrip(".") for part in (source.title, made) if part) + "."


def _grade(source: Source, claims: Sequence[Claim]) -> str:
    """“Source: usually reliable (B). Statements shown: 12 possibly true (3), 2 doubtful (4).”"""
    letter = source.reliability
    counts = Counter(claim.credibility for claim in claims)
    spread = ", ".join(f"{counts[number]} {CREDIBILITY_WORDS[number]} ({number})" for number in sorted(counts))
    against = sum(claim.stance is Stance.DISPUTES for claim in claims)
    disputes = f" {against} of them {'disputes' if against == 1 else 'dispute'} what is shown." if against else ""
    return f"Source: {RELIABILITY_WORDS[letter]} ({letter.value}). Statements shown: {spread}.{disputes}"


def _day(edtf: str) -> str:
    try:
        return in_words(edtf)
    except InvalidValue:
        return ""
