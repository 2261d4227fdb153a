"""What the timeline draws: bars in parts, their key, strips of what lasts, and the labels of its axis."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from libyamap.app.viewport import Histogram, Unit
from libyamap.domain.model import Actor, Zone
from libyamap.ui.timeline.bars import MOST_PARTS, NOBODY, OTHERS, bars_of, tip_words
from libyamap.ui.timeline.key import CHIP, GAP, SIDE, SPACE, Key
from libyamap.ui.timeline.scale import TimeScale
from libyamap.ui.timeline.strips import strips_of

DAY = dt.date
JANUARY = 2016 * 12
"""Months are counted from the year 0."""


def test_many_parts_are_gathered() -> None:
    categories = tuple(f"type {number}" for number in range(12))
    found = Histogram("month", DAY(2016, 1, 1), categories, [tuple(range(12)), (1,) * 12], [0, 3], 0)
    bars = bars_of(found, "type", {}, "light")
    assert bars is not None
    assert bars.parts[-1].name == f"5 {OTHERS}"
    assert bars.parts[-1].stands_for == categories[7:]
    assert [sum(row) for row in bars.counts] == [66, 12]
    assert len({part.colour for part in bars.parts}) == len(bars.parts)
    assert "3 more may be in it" in tip_words(bars, JANUARY + 1)
    nobody = bars_of(Histogram("month", DAY(2016, 1, 1), ("",), [(1,)], [0], 0), "actor", {}, "dark")
    assert nobody is not None
    assert nobody.parts[0].name == f"{NOBODY} an actor"


def test_parties_of_one_colour_are_one_part_as_in_the_legend() -> None:
    actors = {str(at): Actor(id=str(at), name=f"A{at}", colour=("#0072B2", "#E69F00")[at % 2]) for at in range(5)}
    found = Histogram("month", DAY(2016, 1, 1), (*actors, ""), [(1, 2, 3, 4, 5, 6), (0,) * 6], [0, 0], 0)
    bars = bars_of(found, "actor", actors, "light")
    assert bars is not None
    assert [part.name for part in bars.parts] == ["A0 +2", "A1, A3", f"{NOBODY} an actor"]
    assert bars.parts[0].stands_for == ("A0", "A2", "A4")
    assert bars.counts == [(9, 6, 6), (0, 0, 0)]
    assert tip_words(bars, JANUARY).splitlines() == [
        "January 2016: 21", f"{NOBODY} an actor: 6", "A4: 5", "A3: 4", "A2: 3", "A1: 2", "A0: 1",
    ]  # fmt: skip
    assert tip_words(bars, JANUARY + 1) == "February 2016: 0"


@given(st.lists(st.sampled_from(["#0072B2", "#E69F00", "#123456", "#654321", *(f"#00{n}0{n}0" for n in range(1, 9))])))
def test_nothing_is_lost_when_colours_are_put_together(colours: list[str]) -> None:
    actors = {str(at): Actor(id=str(at), name=f"A{at}", colour=colour) for at, colour in enumerate(colours)}
    row = tuple(range(1, len(actors) + 1))
    bars = bars_of(Histogram("day", DAY(2016, 1, 1), tuple(actors), [row], [0], 0), "actor", actors, "dark")
    assert bars is not None
    assert [sum(counts) for counts in bars.counts] == [sum(row)]
    assert len(bars.parts) <= MOST_PARTS + 1
    assert len({part.colour for part in bars.parts}) == len(bars.parts)
    assert sum(len(part.stands_for) or 1 for part in bars.parts) == len(actors)


def test_the_key_says_how_many_parties_it_does_not_name(qtbot: QtBot) -> None:
    categories = tuple(f"a type with a long name {number}" for number in range(12))
    found = Histogram("month", DAY(2016, 1, 1), categories, [(1,) * 12], [3], 0)
    key = Key()
    qtbot.addWidget(key)
    key.show_parts(bars_of(found, "type", {}, "light"))
    for width in (key.whole_width(), key.whole_width() // 2, 260, 60):
        key.resize(width, 24)
        parts, more = key.shown()
        assert more == (f"+{9 - len(parts)} more" if len(parts) < 9 else "")
        metrics = key.fontMetrics()
        taken = sum(CHIP + GAP + metrics.horizontalAdvance(part.name) + SPACE for part in parts)
        assert width < 100 or SIDE + taken + metrics.horizontalAdvance(more) <= width + (0 if more else SPACE)
    assert key.shown()[0] == ()
    assert all(name in key.toolTip() for name in categories)


def test_what_lasts_is_a_strip_in_as_few_lanes_as_it_takes() -> None:
    times = ("2016-01/2016-03", "2016-04/..", "2016-02", "", "../2015", "2016-01/2016-02")
    zones = [Zone(id=str(place), layer="", title=f"Zone {place}", time=time) for place, time in enumerate(times)]
    strips = strips_of(zones, {}, "light")
    assert {strip.feature: strip.lane for strip in strips} == {"4": 0, "0": 0, "5": 1, "2": 2, "1": 0}
    assert strips[-1].words == "Zone 1: from April 2016"
    for one in strips:
        for other in strips:
            if one.lane == other.lane and one.feature < other.feature:
                early, late = sorted((one, other), key=lambda each: each.first or dt.date.min)
                assert (early.last or dt.date.max) < (late.first or dt.date.min)


@pytest.mark.parametrize("width", [240.0, 900.0, 1900.0])
@pytest.mark.parametrize(("unit", "bins"), [("day", 100), ("month", 7), ("month", 200), ("year", 60), ("year", 2000)])
def test_labels_of_the_axis_do_not_run_into_each_other(width: float, unit: Unit, bins: int) -> None:
    first = {"day": DAY(2016, 1, 20).toordinal(), "month": 1997 * 12 + 4, "year": 1}[unit]
    scale = TimeScale(unit, first, first + bins - 1, 12, width)
    ticks = scale.ticks()
    assert ticks
    assert all(later.x - earlier.x >= 40 for earlier, later in pairwise(ticks))
    assert all(scale.bin_at(scale.x_of(number) + scale.bin_width / 2) == number for number in (first, first + bins - 1))
