"""Two keys for comparing names as they are heard: the sound (with coarse vowels) and its skeleton of consonants.

What newspapers write differently should give the same key, or nearly so: Misrata, Misurata, Misratah, مصراتة all have
the skeleton MSRT. The classes follow what the usual transliterations of one letter differ in (ALA-LC, BGN/PCGN, ISO
233 and the French, Italian, German, Spanish and Turkish press): q/k/g/gh/c, t/d, s/z/ts, sh/sch/ch, h/kh, b/p. Vowels,
v, w and y carry no weight in the skeleton; articles are left out of both keys.
"""

import re
from functools import lru_cache

from libyamap.gazetteer.romanisation import romanised

ARTICLES = frozenset({
    "al", "el", "ul", "il", "an", "en", "ar", "er", "as", "es", "ash", "esh", "ech", "ach", "at", "et", "ad", "ed",
    "az", "ez", "adh", "ath", "le", "la", "les", "the",
})  # fmt: skip
CACHED = 10_000
"""Names remembered: those of a few keystrokes. More would make Python's collector pause for longer."""
_WORD = re.compile(r"[a-z0-9]+")
_LONG = (
    ("shch", "C"), ("tsch", "C"), ("dsch", "J"), ("sch", "X"), ("tch", "C"), ("dzh", "J"), ("dj", "J"), ("ssh", "X"),
    ("sh", "X"), ("cz", "C"), ("ch", "C"), ("zh", "J"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"),
    ("ph", "f"), ("ck", "k"), ("gue", "ge"), ("gui", "gi"), ("que", "ke"), ("qui", "ki"), ("q", "k"), ("tz", "s"),
    ("ts", "s"), ("scia", "Xa"), ("sciu", "Xu"), ("scio", "Xo"), ("gia", "Ja"), ("giu", "Ju"), ("gio", "Jo"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("x", "ks"), ("j", "J"),
    ("ouw", "u"), ("ou", "u"), ("oo", "u"), ("ow", "u"), ("aw", "au"), ("w", "u"),
    ("ei", "i"), ("ai", "i"), ("ay", "i"), ("ey", "i"), ("ee", "i"), ("ie", "i"), ("y", "i"),
    ("e", "a"), ("o", "u"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_ASIDE = re.compile(r"(?<=[aiu])h+$")
_CLASSES = str.maketrans({
    "a": None, "i": None, "u": None, "v": None,
    "b": "B", "p": "B", "t": "T", "d": "T", "k": "K", "g": "K", "h": "H", "J": "J", "s": "S", "z": "S", "X": "X",
    "C": "X", "f": "F", "r": "R", "l": "L", "m": "M", "n": "N",
})  # fmt: skip


@lru_cache(maxsize=CACHED)
def sound(latin: str) -> str:
    """The sound of a romanised name: its words without articles, run together."""
    found = _WORD.findall(latin)
    kept = [word for word in found if word not in ARTICLES] or found
    return _TWICE.sub(r"\1", "".join(map(_word, kept)))


@lru_cache(maxsize=CACHED)
def _word(word: str) -> str:
    for letters, heard in _LONG:
        if letters in word:
            word = word.replace(letters, heard)
    return _ASIDE.sub("", _TWICE.sub(r"\1", word))


@lru_cache(maxsize=CACHED)
def skeleton(heard: str) -> str:
    """The consonants of a sound by class, in capitals, without vowels; digits stay."""
    return heard.translate(_CLASSES)


@lru_cache(maxsize=CACHED)
def bare(latin: str) -> str:
    """The letters of a romanised name without its articles, run together."""
    found = _WORD.findall(latin)
    return "".join([word for word in found if word not in ARTICLES] or found)


def tails(latin: str) -> list[str]:
    """What follows the first, the second ... word of a name: Walid of Bani Walid. Articles do not count."""
    found = [word for word in _WORD.findall(latin) if word not in ARTICLES]
    return [" ".join(found[start:]) for start in range(1, len(found))]


# How one letter is read in other orthographies than the English one that `sound` takes for granted.
_OTHERWISE = (
    (re.compile("(?<![st])ch"), "kh"),  # German
    (re.compile("(?<![st])ch"), "k"),  # Italian
    (re.compile("(?<!d)j"), "y"),  # German, Slavic
    (re.compile("(?<!d)j"), "kh"),  # Spanish
    (re.compile("g(?=[eiy])"), "j"),  # French, Italian
    (re.compile(r"\by(?=[aeou])|(?<=[aeou])y(?=[aeou])"), "j"),  # Spanish
    (re.compile("dh"), "z"),
    (re.compile("th"), "s"),
    (re.compile(r"\b[ae]l(?=[^aeiou\W]\w{3})"), ""),  # the article written together with its word
    (re.compile("(?<!s)c(?![hk])"), "j"),  # Turkish without its signs
)
_MOST = 10


def readings(text: str) -> list[str]:
    """The ways in which a text can be meant, romanised, the plainest first: at most ten."""
    first = romanised(text)
    found = [first]
    if re.search("[şçğŞÇĞ]", text):
        found.append(romanised(text, turkish=True))
    for pattern, letters in _OTHERWISE:
        found += [pattern.sub(letters, known) for known in found[:2] if pattern.search(known)]
    return list(dict.fromkeys(found))[:_MOST]
