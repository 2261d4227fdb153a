"""Colours for all eyes: known distances, and a second sign wherever colours say too little."""

import itertools

import pytest

from libyamap.app.briefing.briefing import SheetTheme
from libyamap.briefing.eyes import APART, EYES, distance, grey_of, lab, told_apart
from libyamap.briefing.palette import TEXT_CONTRAST, palette_for
from libyamap.briefing.parties import greyed, lettered, notes_with_letters, parties_of
from libyamap.domain.vocabulary import Kind
from libyamap.web import swatch
from libyamap.web.colour import contrast
from libyamap.web.marks import LegendEntry
from libyamap.web.worn import Worn

OKABE_ITO = ("#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7")


def legend_of(*tints: str) -> tuple[LegendEntry, ...]:
    return tuple(LegendEntry(f"party:{tint}", f"Party {tint}", swatch.party(tint), "Parties") for tint in tints)


@pytest.mark.parametrize(
    ("colour", "expected"), [("#FFFFFF", (100, 0, 0)), ("#000000", (0, 0, 0)), ("#FF0000", (53.24, 80.09, 67.20))]
)
def test_known_colours(colour: str, expected: tuple[float, float, float]) -> None:
    assert lab(colour) == pytest.approx(expected, abs=0.05)


def test_red_and_green_look_alike_to_some() -> None:
    red, green = "#B03030", "#4E7A2E"
    assert distance(red, green) > 60
    assert distance(red, green, "deutan") < distance(red, green) / 2
    assert not told_apart(["#B5476D", "#4C8C73"])


def test_a_palette_made_for_all_eyes_passes() -> None:
    assert told_apart(OKABE_ITO)
    assert parties_of(legend_of(*OKABE_ITO), (), "light").letters == {}


@pytest.mark.parametrize("theme", ["light", "dark", "print", "greyscale"])
@pytest.mark.parametrize("count", [1, 2, 4, 7, 12, 40])
def test_each_two_parties_differ_in_colour_or_in_letter(theme: SheetTheme, count: int) -> None:
    tints = [f"#{(index * 37) % 200:02X}{(index * 91) % 200:02X}{(index * 53) % 200:02X}" for index in range(count)]
    parties = parties_of(legend_of(*tints), (), theme)
    shown = [parties.greys.get(tint, tint) for tint in tints]
    eyes = ("grey",) if theme == "greyscale" else (*EYES, "grey") if theme == "print" else EYES
    for (one, first), (other, second) in itertools.combinations(zip(tints, shown, strict=True), 2):
        by_colour = all(distance(first, second, each) >= APART for each in eyes)
        assert by_colour or parties.letters[one] != parties.letters[other]


def test_few_parties_need_no_letter_in_grey() -> None:
    parties = parties_of(legend_of("#0072B2", "#AC7700", "#B5476D", "#419141"), (), "greyscale")
    assert parties.letters == {}
    greys = sorted(parties.greys.values())
    assert len(set(greys)) == 4
    assert all(contrast(grey, "#FFFFFF") >= 3 for grey in greys)


def test_letters_are_in_the_legend_and_behind_names() -> None:
    tints = ("#B5476D", "#4C8C73")
    worn = [
        Worn("site", Kind.SITE, tints[1], "#66BB99"),
        Worn("zone", Kind.ZONE, tints[0], "#B5476D"),
        Worn("both", Kind.EVENT, tints[0], "#B5476D"),
        Worn("both", Kind.EVENT, tints[1], "#66BB99"),
    ]
    parties = parties_of(legend_of(*tints), worn, "light")
    assert parties.letters == {tints[0]: "A", tints[1]: "B"}
    assert [">A</text>" in entry.swatch for entry in lettered(legend_of(*tints), parties)] == [True, False]
    assert notes_with_letters({"site": "1,2", "zone": "3"}, worn, parties) == {
        "both": "AB",
        "site": "B 1,2",
        "zone": "3",
    }


def test_grey_is_grey() -> None:
    greys = parties_of(legend_of("#0072B2", "#AC7700"), [Worn("x", Kind.SITE, "#AC7700", "#E69F00")], "greyscale").greys
    drawn = greyed('<rect fill="#0072b2"/><rect fill="#E69F00"/><rect fill="#AC7700"/><use href="#sign-1"/>', greys)
    colours = [part for part in drawn.split('"') if len(part) == 7 and part[0] == "#" and "sign" not in part]
    assert all(colour[1:3] == colour[3:5] == colour[5:] for colour in colours)
    assert colours[1] == colours[2] != colours[0]
    assert "#sign-1" in drawn
    assert grey_of(0) == "#000000"
    assert grey_of(100) == "#FFFFFF"


@pytest.mark.parametrize("theme", ["light", "dark", "print", "greyscale"])
@pytest.mark.parametrize("accent", ["", "#FFFF00", "#000033"])
def test_texts_can_be_read(theme: SheetTheme, accent: str) -> None:
    palette = palette_for(theme, accent)
    for colour in (palette.ink, palette.muted, palette.accent):
        assert contrast(colour, palette.paper) >= TEXT_CONTRAST
