"""Picks the Arabic name of a GeoNames place out of its untagged alternate names.

The list mixes Arabic with Persian, Urdu, Kurdish and Uyghur spellings. Letters that Arabic does not use tell most of
them apart; of what is left, the plainest spelling wins.
"""

import re
from collections.abc import Iterable

_ARABIC = re.compile(r"^[\u0621-\u063a\u0641-\u064a '()\-]+$")
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640\u200c-\u200f]")
_WORDS_FOR_AREA = ("شعبية", "محافظة", "مدينة", "ولاية", "بلدية", "منطقة", "مديرية", "إقليم", "مقاطعة")


def arabic_name(alternates: Iterable[str]) -> str:
    """The best Arabic spelling, or nothing."""
    found = {_MARKS.sub("", name).strip() for name in alternates}
    return min((name for name in found if len(name) > 1 and _ARABIC.match(name)), key=_cost, default="")


def _cost(name: str) -> tuple[int, int, int, str]:
    """Names with a word for town or province come last, then loose spellings of the final letter, then long names."""
    loose = sum(word.endswith(("ى", "ه")) for word in name.split()) + name.startswith("ال ")
    return (name.startswith(_WORDS_FOR_AREA), loose, len(name), name)
