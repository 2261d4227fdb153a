"""Parties that can be told apart by everybody: by colour where that is enough, else by a letter as well.

The letters stand in the legend, upon the lines and behind the names of the map. Zones need none: they bear the names
of who holds them. In greyscale each party's colour becomes a grey of its own, as far from the next as there is room.
"""

import re
import string
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from libyamap.app.briefing.briefing import SheetTheme
from libyamap.briefing.eyes import EYES, Eyes, grey_of, lab, told_apart
from libyamap.domain.vocabulary import Kind
from libyamap.web import swatch
from libyamap.web.marks import LegendEntry
from libyamap.web.worn import Worn

PREFIX: Final = "party:"
"""Of the keys of the legend's entries for parties; the colour follows."""
DARKEST, LIGHTEST = 6.0, 60.0
"""CIELAB lightness of the greys: the lightest keeps 3:1 against white."""
_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}\b")
_NAMED: Final = frozenset({Kind.EVENT, Kind.PRESENCE, Kind.SITE})


class Parties(NamedTuple):
    """`letters` by colour, none where colours are enough. `greys` by colour, none where colours stay."""

    letters: dict[str, str]
    greys: dict[str, str]


def parties_of(legend: Iterable[LegendEntry], worn: Iterable[Worn], theme: SheetTheme) -> Parties:
    """How the parties of this legend are told apart. `worn` says which colours of actors belong to which of them."""
    tints = [entry.key.removeprefix(PREFIX) for entry in legend if entry.key.startswith(PREFIX)]
    greys = _greys(tints) if theme == "greyscale" else {}
    eyes: Sequence[Eyes] = ("grey",) if greys else (*EYES, "grey") if theme == "print" else EYES
    needed = not told_apart([greys.get(tint, tint) for tint in tints], eyes)
    letters = dict(zip(tints, _letters(len(tints)), strict=True)) if needed else {}
    for each in worn:
        if each.tint in greys:
            greys.setdefault(each.colour.upper(), greys[each.tint])
    return Parties(letters, greys)


def lettered(legend: Iterable[LegendEntry], parties: Parties) -> tuple[LegendEntry, ...]:
    """The legend with the letters in the parties' samples."""
    return tuple(
        msgspec.structs.replace(entry, swatch=swatch.party(parties.greys.get(tint, tint), parties.letters[tint]))
        if (tint := entry.key.removeprefix(PREFIX)) in parties.letters
        else entry
        for entry in legend
    )


def notes_with_letters(numbers: Mapping[str, str], worn: Iterable[Worn], parties: Parties) -> dict[str, str]:
    """What stands behind each name: the letters of its parties, and the numbers of its sources."""
    letters: dict[str, list[str]] = {}
    for each in worn:
        letter = parties.letters.get(each.tint)
        if letter and each.kind in _NAMED and letter not in letters.setdefault(each.feature, []):
            letters[each.feature].append(letter)
    both = {feature: ("".join(letters.get(feature, ())), numbers.get(feature, "")) for feature in {*letters, *numbers}}
    return {feature: " ".join(filter(None, pair)) for feature, pair in sorted(both.items())}


def greyed(svg: str, greys: Mapping[str, str]) -> str:
    """A drawing with each colour as grey: a party's own one, else that of the colour's lightness."""
    return _COLOUR.sub(lambda found: greys.get(found[0].upper()) or grey_of(lab(found[0])[0]), svg)


def _greys(tints: Sequence[str]) -> dict[str, str]:
    """A grey for each colour, evenly apart; the darker colour has the darker grey."""
    order = sorted(set(tints), key=lambda tint: (lab(tint)[0], tint))
    step = (LIGHTEST - DARKEST) / max(1, len(order) - 1)
    return {tint: grey_of(DARKEST + index * step) for index, tint in enumerate(order)}


def _letters(count: int) -> list[str]:
    single = list(string.ascii_uppercase)
    return (
        single[:count]
        if count <= len(single)
        else [f"{single[index // 26]}{single[index % 26]}" for index in range(count)]
    )
