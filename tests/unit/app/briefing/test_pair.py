"""Pairs of sheets: their days, their texts, and what is said of the ground between them."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from libyamap.app.briefing.briefing import Briefing, checked_briefing, file_count
from libyamap.app.briefing.days import days_of
from libyamap.app.briefing.file_names import paths_of
from libyamap.app.briefing.film import film_of, frame_briefing, windows_of
from libyamap.app.briefing.keeping import briefing_from_json, briefing_of_view, briefing_to_json, saved_view_of
from libyamap.app.briefing.pair import BY_COUNTRY, HOW, NO_CHANGE, NO_ZONES, changed_words, half_of, known_words
from libyamap.app.release.rules import rules_from_text
from libyamap.errors import InvalidValue

DAYS = days_of("2016-01-15", "2016-05-15")
PAIR = Briefing(name="Coast", before="2016-01-15", after="2016-05-15", notes="Ours.", window="2016", density="heat")


def test_each_sheet_has_its_day_and_keeps_the_rest() -> None:
    for number, day in enumerate(("2016-01-15", "2016-05-15")):
        half = half_of(PAIR, DAYS, number)
        assert (half.window, half.as_of, half.days, half.density) == (day, day, None, "cells")
        assert (half.name, half.notes) == ("Coast", "Ours.")


def test_a_saved_view_keeps_its_days() -> None:
    kept = briefing_of_view(saved_view_of(PAIR, "one"))
    assert (kept.before, kept.after, kept.window) == (PAIR.before, PAIR.after, "2016")
    assert kept.days == DAYS
    assert briefing_from_json(briefing_to_json(PAIR)) == PAIR
    assert '"before"' not in briefing_to_json(Briefing(title="One sheet"))


def test_only_pictures_become_two_files() -> None:
    counts = {form: file_count(PAIR, form) for form in ("png", "jpg", "svg", "pdf", "pptx", "html")}
    assert counts == {"png": 2, "jpg": 2, "svg": 2, "pdf": 1, "pptx": 1, "html": 1}
    assert file_count(Briefing(), "png") == 1
    assert [path.name for path in paths_of(Path("a") / "x.y.png", 2)] == ["x.y-before.png", "x.y-after.png"]
    assert paths_of(Path("x.pdf"), 1) == [Path("x.pdf")]


def test_a_film_of_a_view_of_two_days_is_of_its_own_days() -> None:
    film = film_of("2016-01/2016-02")
    assert frame_briefing(PAIR, film, windows_of(film)[0]).days is None


def test_what_must_be_known_of_the_areas() -> None:
    assert changed_words(None, any_zones=True, any_change=True) == (HOW,)
    assert changed_words(None, any_zones=True, any_change=False) == (NO_CHANGE,)
    assert changed_words(None, any_zones=False, any_change=False) == (NO_ZONES,)
    coarse = changed_words(rules_from_text("grid:50km"), any_zones=True, any_change=True)
    assert "whole cells of a grid of 50 km" in coarse[1]
    assert "whole provinces" in changed_words(rules_from_text("province"), any_zones=True, any_change=True)[1]
    assert changed_words(rules_from_text("country"), any_zones=False, any_change=False) == (BY_COUNTRY,)
    assert changed_words(rules_from_text("no-sources"), any_zones=True, any_change=True) == (HOW,)


def test_when_it_was_known_is_said_where_it_is_another_day() -> None:
    assert known_words("about May 2016", DAYS.before) == "Drawn from what was known as of about May 2016"
    assert known_words("15 January 2016", DAYS.before) == known_words("", DAYS.before) == ""


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        ("2016-05-15", "2016-01-15", "after"),
        ("2016-05-15", "2016-05-15", "after"),
        ("2016-05", "2017-01-01", "before"),
        ("2016-01-01", "2016-02~", "after"),
        ("", "2016-01-01", "before"),
        ("2016-01-01", "", "after"),
    ],
)
def test_days_that_are_no_pair_are_refused(before: str, after: str, field: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        checked_briefing(msgspec.structs.replace(PAIR, before=before, after=after))
    assert refused.value.field == field


def test_days_beside_each_other_are_a_pair() -> None:
    assert days_of("2016-01-15", "2016-01-16").after == dt.date(2016, 1, 16)
    assert Briefing().days is None
