"""Texts that tell no place more exactly than the map does: coordinates in them are blanked, and names that are given.

What looks like coordinates is found by its form, in the notations that `gazetteer.coordinates` reads; where a form
could be something else (a number with three decimals), it is blanked all the same.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

WITHHELD: Final = "…"
_SIGN, _SIDE = r"[-+−]?", r"(?:\s*°)?(?:\s*[NSEW]\b)?"
_NUMBER = rf"{_SIGN}\d{{1,3}}(?:[.,٫]\d+)?"
_DECIMAL = rf"{_SIGN}\d{{1,3}}\.\d+{_SIDE}"
_NOTATIONS: Final = (
    r"(?i:geo:\S+)",
    rf"{_SIGN}\d{{1,3}}(?:\.\d{{3,}}|[,٫]\d{{4,}}){_SIDE}",  # 31.2156; a comma before three digits is a thousand's
    rf"{_DECIMAL}\s*[,;/ ]\s*{_DECIMAL}",  # 31.2, 16.6
    rf"{_NUMBER}\s*[°º]\s*(?:{_NUMBER}\s*['′’]\s*)?(?:{_NUMBER}\s*(?:[\"″”]|'')\s*)?[NSEWO]?",  # 31°12′30″N
    r"\b\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}\b",  # MGRS
    r"(?i:\b\d{1,2}[C-HJ-NP-X][A-HJ-NP-Z]{2}\d{4,10}\b)",  # MGRS without capitals, in one word: “18 May 2016” is none
    r"(?i:\b\d{1,2}\s?[C-HJ-NP-X]\s+\d{5,6}(?:\.\d+)?\s*m?\s*E?\s+\d{1,8}(?:\.\d+)?\s*m?\s*N?\b)",  # UTM
    r"(?i:\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,7}\b)",  # plus codes
)
_FORMS: Final = re.compile("|".join(_NOTATIONS))


def without_coordinates(text: str) -> str:
    """The text with whatever looks like coordinates blanked."""
    found = _FORMS.search(_with_ascii_digits(text))
    if found is None:
        return text
    parts, end = [], 0
    for match in _FORMS.finditer(_with_ascii_digits(text)):
        parts += [text[end : match.start()], WITHHELD]
        end = match.end()
    return "".join((*parts, text[end:]))


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with these names blanked, whole words, however they are written in capitals."""
    wanted = sorted({name.strip() for name in names if len(name.strip()) > 1}, key=len, reverse=True)
    if not wanted:
        return text
    form = "|".join(map(re.escape, wanted))
    return re.sub(rf"(?<!\w)(?:{form})(?!\w)", WITHHELD, text, flags=re.IGNORECASE)


def tells_place(text: str) -> bool:
    """Whether anything in it looks like coordinates."""
    return _FORMS.search(_with_ascii_digits(text)) is not None


def _with_ascii_digits(text: str) -> str:
    """The same letters in the same places, digits of other scripts as 0-9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isascii() else sign for sign in text)
