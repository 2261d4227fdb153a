"""How texts are compared in a search: without case and accents, the ways to write one Arabic letter made one."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"\w+")
_ARTICLE = "ال"
_SHORTEST_WITH_ARTICLE = 5

# What Unicode's decomposition leaves apart. Arabic: alef maqsura, teh marbuta, alef wasla, Persian yeh and kaf,
# tatweel; Latin: letters with a stroke; the signs that transliteration writes for hamza and ayn.
_SAME = str.maketrans(
    {
        "ى": "ي", "ة": "ه", "ٱ": "ا", "ی": "ي", "ک": "ك", "ـ": None,
        "ø": "o", "ł": "l", "đ": "d", "\N{LATIN SMALL LETTER DOTLESS I}": "i", "æ": "ae", "œ": "oe",
        "ʿ": None, "ʾ": None, "'": None, "’": None, "‘": None, "`": None,
    }
)  # fmt: skip


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """The text as it is compared: case folded, no marks, Arabic spelling variants made one, digits ASCII."""
    if text.isascii():  # most texts; the same result, without a look at each letter
        return text.lower().replace("'", "").replace("`", "")
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    plain = bare.translate(_SAME)
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in plain)


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order, without the Arabic article."""
    found = _WORD.findall(folded(text))
    return tuple(found) if text.isascii() else tuple(_without_article(word) for word in found)


def _without_article(word: str) -> str:
    return word[len(_ARTICLE) :] if word.startswith(_ARTICLE) and len(word) >= _SHORTEST_WITH_ARTICLE else word
