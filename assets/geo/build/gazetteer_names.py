"""Which of the many other names of a place are kept, and under which keys it can be found.

Names that sound like one that is kept already add nothing: the search finds them by their sound.
"""

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from assets.geo.build import overrides
from assets.geo.build.gazetteer_entry import Entry
from libyamap.app.folding import folded
from libyamap.domain.place import PlaceKind
from libyamap.gazetteer.gazetteer_file import LONGEST_SKELETON
from libyamap.gazetteer.kind_words import split_kind
from libyamap.gazetteer.romanisation import romanised
from libyamap.gazetteer.sounds import skeleton, sound, tails

WELL_KNOWN = 5.0  # weight from which a place keeps every name that sounds otherwise
KNOWN = 4.3  # weight from which it is found by its last words
KINDS_WITH_WORDS = frozenset(PlaceKind) - {PlaceKind.PLACE, PlaceKind.COUNTRY, PlaceKind.DISTRICT}
NEAR_HOME = overrides.FOCUS | {"UKR", "RUS", "BLR", "MDA", "AFG", "PAK", "GRC", "ITA"}
MOST, MOST_NEAR, MOST_KNOWN, MOST_FAR = 24, 12, 2, 1
SMALL = 3.7  # weight below which a place far away is known by its main name alone

TURKISH = frozenset({"TUR", "AZE"})
J_AS_Y = frozenset({
    "DEU", "AUT", "CHE", "POL", "CZE", "SVK", "SVN", "HRV", "BIH", "SRB", "MNE", "MKD", "HUN", "NLD", "BEL", "SWE",
    "NOR", "DNK", "FIN", "ISL", "EST", "LVA", "LTU", "ALB", "XKX",
})  # fmt: skip
J_AS_KH = frozenset({
    "ESP", "MEX", "GTM", "HND", "SLV", "NIC", "CRI", "PAN", "CUB", "DOM", "COL", "VEN", "ECU", "PER", "BOL", "CHL",
    "ARG", "PRY", "URY", "PRI",
})  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """Aliases to be stored, and the skeletons that lead to the place."""

    aliases: tuple[str, ...]
    skeletons: frozenset[str]


def kept_names(entry: Entry) -> Kept:
    """Chosen in the order given, so that the main name stands for all that sound like it."""
    main = sound(_read(entry.name, entry.iso3))
    sounds, skeletons, aliases = {main}, {skeleton(main)}, list[str]()
    if entry.name_ar:
        heard = sound(romanised(entry.name_ar))
        sounds.add(heard)
        skeletons.add(skeleton(heard))
    well_known = entry.weight >= WELL_KNOWN or entry.kind is not PlaceKind.PLACE
    near_home = entry.iso3 in NEAR_HOME or entry.kind is not PlaceKind.PLACE
    most = MOST if well_known else MOST_NEAR if near_home else MOST_KNOWN if entry.weight >= KNOWN else MOST_FAR
    for alias in entry.aliases if near_home or well_known or entry.weight >= SMALL else ():
        latin = romanised(alias)
        heard = sound(latin)
        key = skeleton(heard)
        new = heard not in sounds if near_home else key not in skeletons or (well_known and _is_far(heard, sounds))
        if not new or len(aliases) >= most or (not near_home and (main in heard or heard in main)):
            continue
        if well_known or near_home or alias.isascii() or (latin.isascii() and _is_latin(alias)):
            aliases.append(alias)
            sounds.add(heard)
            skeletons.add(key)
    names = (entry.name, entry.name_ar, *(aliases if entry.kind in KINDS_WITH_WORDS else ()))
    if entry.kind in KINDS_WITH_WORDS:
        skeletons |= {skeleton(sound(romanised(_bare(name)))) for name in names if name}
    elif entry.iso3 in NEAR_HOME or entry.weight >= KNOWN:
        last = [skeleton(sound(tail)) for name in names for tail in tails(romanised(name))]
        skeletons |= {key for key in last if len(key) > 1}
    return Kept(tuple(aliases), frozenset(key[:LONGEST_SKELETON] for key in skeletons))


def _is_latin(name: str) -> bool:
    return all(sign < "\u0250" for sign in name)


def _is_far(heard: str, sounds: set[str]) -> bool:
    return all(Levenshtein.distance(heard, known) > 1 for known in sounds)


def _bare(name: str) -> str:
    """Chad of Lake Chad."""
    return " ".join(split_kind(folded(name).split())[1])


def _read(name: str, iso3: str) -> str:
    """The main name as it is read in its own country."""
    latin = romanised(name, turkish=iso3 in TURKISH)
    if iso3 in J_AS_Y:
        return latin.replace("j", "y")
    return latin.replace("j", "kh") if iso3 in J_AS_KH else latin
