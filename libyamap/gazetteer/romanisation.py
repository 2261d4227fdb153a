"""Writes any script in plain Latin letters, roughly as the name is heard: a step on the way to a search key.

Approximates ISO 233 and BGN/PCGN for Arabic (without its vowels, which are not written) and BGN/PCGN for Russian and
Ukrainian, both without diacritics; other scripts are left to the anyascii library. Good for comparing, not for print.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

_LETTERS_FILE = Path(__file__).with_name("letters.tsv")


def _letters() -> dict[int, str]:
    lines = _LETTERS_FILE.read_text(encoding="utf-8").splitlines()
    return str.maketrans(dict(line.split("\t") for line in lines if not line.startswith("# ")))


_LETTERS = _letters()
_TURKISH = str.maketrans({"ş": "sh", "ç": "ch", "ğ": "gh", "ö": "o", "ü": "u", "c": "j"})
_ARABIC_WORD = re.compile(r"[\u0621-\u06ff]+")
_ARTICLE = "ال"
_SHORTEST_WITH_ARTICLE = 5


@lru_cache(maxsize=10_000)
def romanised(text: str, *, turkish: bool = False) -> str:
    """Lower-case ASCII letters, digits and whatever separates words; `turkish` reads ş, ç, ğ and c as Turkish does."""
    lowered = text.casefold()
    if turkish:
        lowered = unicodedata.normalize("NFC", lowered).translate(_TURKISH)
    if lowered.isascii():
        return lowered.translate(_LETTERS)
    composed = _bare_arabic(unicodedata.normalize("NFKC", lowered)).translate(_LETTERS)
    if not composed.isascii():
        apart = unicodedata.normalize("NFKD", composed)
        composed = "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(_LETTERS)
    if not composed.isascii():
        from anyascii import anyascii

        composed = anyascii(composed).lower()
    return composed


def is_arabic(text: str) -> bool:
    """Whether the text has Arabic letters."""
    return not text.isascii() and _ARABIC_WORD.search(text) is not None


def _bare_arabic(text: str) -> str:
    """Each Arabic word without its article, and with its ending as it is heard."""
    return _ARABIC_WORD.sub(lambda found: _without_article(found.group()), text)


def _without_article(word: str) -> str:
    bare = "".join(sign for sign in word if not unicodedata.combining(sign))
    if bare.startswith((_ARTICLE, "أل", "إل")) and len(bare) >= _SHORTEST_WITH_ARTICLE:
        return bare[len(_ARTICLE) :]
    return bare
