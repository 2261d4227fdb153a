"""How well a name answers what was asked: exactly, as another spelling, as its beginning, or with slips of a hand."""

from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.distance import OSA

from libyamap.app.folding import folded
from libyamap.domain.place import How
from libyamap.gazetteer.kind_words import split_kind
from libyamap.gazetteer.resemblance import distance
from libyamap.gazetteer.romanisation import is_arabic, romanised
from libyamap.gazetteer.sounds import bare, readings, skeleton, sound, tails

EXACT, BARE, ALIAS, BARE_ALIAS, SOUND = 1.0, 0.995, 0.975, 0.97, 0.98
OTHER_NAME = 0.965
"""What resembling a name counts that is not the place's usual one."""
LETTERS_COUNT = 0.13
OTHER_READING = 0.02
"""What it costs to read a letter as another language does."""
WITHOUT_KIND = 0.95
UNWRITTEN = 0.95
"""What a likeness counts that Arabic's unwritten vowels leave open."""
BEGINNING, MORE_OF_BEGINNING = 0.78, 0.17
LAST_WORDS = 0.9
SLIP = 0.45
MOST_SLIPS = 2
SHORTEST = 4
MOST_APART = 0.33
LONGEST_CODE = 4
WORST = 0.6
"""What resembles the asked text less than this is no answer."""


class Fit(NamedTuple):
    """How good (0 to 1), in what way, and by which name."""

    quality: float
    how: How
    name: str


@dataclass(frozen=True)
class Asked:
    """A name that is looked for, prepared once for all comparisons."""

    text: str
    plain: str = field(init=False)
    latin: tuple[str, ...] = field(init=False)
    bare: str = field(init=False)
    sounds: tuple[str, ...] = field(init=False)
    arabic: bool = field(init=False)

    def __post_init__(self) -> None:
        """Fill in what follows from the text."""
        found = readings(self.text)
        object.__setattr__(self, "plain", folded(self.text).strip())
        object.__setattr__(self, "latin", tuple(found))
        object.__setattr__(self, "bare", bare(found[0]))
        object.__setattr__(self, "sounds", tuple(dict.fromkeys(filter(None, map(sound, found)))))
        object.__setattr__(self, "arabic", is_arabic(self.text))

    @property
    def skeletons(self) -> tuple[str, ...]:
        """The keys of all readings, the plainest first."""
        return tuple(dict.fromkeys(map(skeleton, self.sounds)))


def fit(asked: Asked, name: str, *, main: bool) -> Fit:
    """Compare with one name of a place; `main` is its usual name in English or Arabic."""
    plain = folded(name)
    if plain == asked.plain:
        return Fit(EXACT if main else ALIAS, How.EXACT if main else How.ALIAS, name)
    if is_code(name):
        return Fit(0.0, How.ALIAS, name)
    latin = romanised(name)
    if asked.arabic == is_arabic(name) and bare(latin) == asked.bare:
        return Fit(BARE if main else BARE_ALIAS, How.EXACT if main else How.ALIAS, name)
    words = plain.split()
    left = split_kind(words)[1] if len(words) > 1 else words
    if left != words and " ".join(left) == asked.plain:
        return Fit(WITHOUT_KIND, How.ALIAS, name)
    best = _alike(asked, name, latin)
    if plain.startswith(asked.plain):
        share = len(asked.plain) / len(plain)
        best = max(best, Fit(BEGINNING + MORE_OF_BEGINNING * share, How.BEGINNING, name))
    elif best.quality < BEGINNING:
        best = max(best, _heard_beginning(asked, name, latin))
    if best.quality < SOUND * LAST_WORDS and (len(words) > 1 or "-" in plain):
        for tail in tails(latin):
            last = _alike(asked, name, tail)
            best = max(best, last._replace(quality=last.quality * LAST_WORDS))
    return best if main else best._replace(quality=best.quality * OTHER_NAME)


def is_code(name: str) -> bool:
    """Whether a name is a code (ISO, ICAO, IATA), which is meant only when it is typed as it is."""
    return len(name) <= LONGEST_CODE and name.isascii() and name.isalnum() and name.isupper()


def _alike(asked: Asked, name: str, latin: str) -> Fit:
    """By sound; the letters decide between names that sound alike, and see through slips of a hand."""
    heard = sound(latin)
    if not heard or not asked.sounds:
        return Fit(0.0, How.TYPING_ERROR, name)
    apart, nearest = min((OSA.distance(mine, heard), mine) for mine in asked.sounds)
    length = max(len(nearest), len(heard), SHORTEST)
    mine, theirs = _unaspirated(asked.bare), _unaspirated(bare(latin))
    slips = OSA.distance(mine, theirs)
    letters = max(len(mine), len(theirs), SHORTEST)
    typed = SOUND * (1 - SLIP * slips / letters) if slips <= MOST_SLIPS else 0.0
    if apart > 1 + length * MOST_APART:
        return Fit(typed, How.TYPING_ERROR, name)
    unwritten = asked.arabic != is_arabic(name)
    cost = distance(nearest, heard, unvowelled=unwritten)
    best = UNWRITTEN if unwritten else SOUND
    quality = best * max(0.0, 1 - cost / length) - LETTERS_COUNT * min(1.0, slips / letters)
    quality -= 0.0 if nearest == asked.sounds[0] else OTHER_READING
    if typed > quality:
        return Fit(typed, How.SPELLING if slips == 0 else How.TYPING_ERROR, name)
    alike = cost <= 1.0 and skeleton(nearest) == skeleton(heard)
    return Fit(quality, How.SPELLING if alike else How.TYPING_ERROR, name)


def _unaspirated(letters: str) -> str:
    """Raqqa for Raqqah: the h that some write for an ending that others leave out."""
    return letters[:-1] if letters.endswith(("ah", "eh", "ih")) else letters


def _heard_beginning(asked: Asked, name: str, latin: str) -> Fit:
    """Typed so far in another spelling: the beginning of the sound."""
    heard = sound(latin)
    mine = asked.sounds[0] if asked.sounds else ""
    begun = heard[: len(mine)]
    if len(mine) < SHORTEST - 1 or len(heard) <= len(mine) or OSA.distance(mine, begun) > 1 + len(mine) * MOST_APART:
        return Fit(0.0, How.BEGINNING, name)
    cost = distance(mine, begun, unvowelled=asked.arabic != is_arabic(name))
    share = len(mine) / len(heard)
    return Fit(0.95 * (BEGINNING + MORE_OF_BEGINNING * share) * (1 - cost / len(mine)), How.BEGINNING, name)
