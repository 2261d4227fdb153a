"""How much two sounds differ, weighed by what writers and typists really vary: vowels little, consonants more.

An optimal string alignment distance (neighbours may be swapped) with a cost for each pair of letters, which no library
gives; names are short, so that the plain table is fast enough for the few candidates that get this far.
"""

from libyamap.gazetteer.sounds import skeleton

VOWEL, OTHER_VOWEL, SAME_CLASS, AKIN, FAINT, OTHER = 0.35, 0.2, 0.2, 0.4, 0.5, 1.0
UNWRITTEN_VOWEL = 0.08
"""Where one side is written without its short vowels, as Arabic is."""
SWAPPED = 0.8
_AKIN = frozenset({
    "uv", "iJ", "hk", "hg", "Jg", "Jz", "Js", "JX", "JC", "Xs", "Cs", "Xk", "vf", "vb", "vp", "fp", "dz", "ts", "nm",
    "Xh", "Ch",
})  # fmt: skip
_VOWELS = frozenset("aiu")
_FAINT = frozenset("hv")
_LETTERS = "abcdefghijklmnopqrstuvwxyzJXC0123456789"
_CLASS = {letter: skeleton(letter) for letter in _LETTERS}


def _swap_cost(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if one in _VOWELS and other in _VOWELS:
        return OTHER_VOWEL
    if one + other in _AKIN or other + one in _AKIN:
        return AKIN
    if _CLASS[one] == _CLASS[other] != "":
        return SAME_CLASS
    return OTHER


def _loss(letter: str, vowel: float) -> float:
    return vowel if letter in _VOWELS else FAINT if letter in _FAINT else OTHER


_SWAPS = {one: {other: _swap_cost(one, other) for other in _LETTERS} for one in _LETTERS}
_LOSS = {letter: _loss(letter, VOWEL) for letter in _LETTERS}
_LOSS_UNWRITTEN = {letter: _loss(letter, UNWRITTEN_VOWEL) for letter in _LETTERS}


def distance(one: str, other: str, *, unvowelled: bool = False) -> float:
    """Sum of the costs of the cheapest way from one sound to the other; 0 for the same."""
    one, other = _differing(one, other)
    loss_of = _LOSS_UNWRITTEN if unvowelled else _LOSS
    losses = [loss_of[letter] for letter in other]
    before: list[float] = []
    row = [0.0]
    for loss in losses:
        row.append(row[-1] + loss)
    for at, letter in enumerate(one):
        loss, swaps = loss_of[letter], _SWAPS[letter]
        earlier, before = before, row
        last = row[0] + loss
        row = [last]
        for column, against in enumerate(other):
            best = before[column] + swaps[against]
            if (lost := before[column + 1] + loss) < best:
                best = lost
            if (gained := last + losses[column]) < best:
                best = gained
            if at and column and letter == other[column - 1] and one[at - 1] == against:
                best = min(best, earlier[column - 1] + SWAPPED)
            row.append(best)
            last = best
    return row[-1]


def _differing(one: str, other: str) -> tuple[str, str]:
    """Both without their common beginning and end, which cost nothing."""
    shorter = min(len(one), len(other))
    start = 0
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]
