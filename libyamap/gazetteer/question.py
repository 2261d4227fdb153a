"""What somebody means who types “near X”, “X, country” or “X Libya”: the name, and where it should lie."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from libyamap.app.folding import folded

LONGEST = 120
"""Characters that are looked at; no place has a longer name, and a longer text must not cost time."""

_NEAR = re.compile(
    r"^(?:near|close to|outside|around|pres de|a proximite de|autour de|vicino a|presso|nahe|bei|in der nahe von|"
    r"cerca de|cercano a|yakininda|بالقرب من|قرب|بجوار|قرب مدينه|біля|поблизу|возле|около|под)\s+(?=\S)"
)
_COMMA = re.compile(r"\s*[,;،؛()]\s*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
MOST_WORDS_OF_AREA = 4


class Meant(NamedTuple):
    """One way to take the text: a name, and the words after it that may say where; `sure` after a comma."""

    name: str
    where: str
    sure: bool


def cleaned(text: str) -> str:
    """One line without control and direction characters, not too long."""
    return " ".join(_CONTROL.sub(" ", text[: 4 * LONGEST]).split())[:LONGEST]


def without_near(text: str) -> str:
    """X of “near X”. The signs are folded only to see whether there is such a word; X is left as it was typed."""
    plain = folded(text)
    found = _NEAR.match(plain)
    if not found:
        return text
    words = found.group().split()
    return " ".join(text.split()[len(words) :]) or text


def meanings(text: str) -> Iterator[Meant]:
    """The whole as a name, then each way to cut words off its end."""
    name, *rest = [part for part in _COMMA.split(text) if part] or [""]
    if rest:
        yield Meant(name, rest[-1], True)
        yield Meant(text, "", False)
        return
    yield Meant(text, "", False)
    words = text.split()
    for count in range(1, min(len(words), MOST_WORDS_OF_AREA + 1)):
        yield Meant(" ".join(words[:-count]), " ".join(words[-count:]), False)
