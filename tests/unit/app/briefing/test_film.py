"""Which days the pictures of a film show."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.briefing.briefing import Briefing
from libyamap.app.briefing.film import Film, checked_film, film_of, frame_briefing, windows_of, words_of
from libyamap.errors import InvalidValue


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_a_picture_a_month_has_whole_months_cut_to_the_film() -> None:
    film = film_of("2016-01-15/2016-03", step="month")
    assert windows_of(film) == [
        (day("2016-01-15"), day("2016-01-31")),
        (day("2016-02-01"), day("2016-02-29")),
        (day("2016-03-01"), day("2016-03-31")),
    ]
    said = ["15 January 2016 to 31 January 2016", "February 2016", "March 2016"]
    assert [words_of(film, window) for window in windows_of(film)] == said


def test_pictures_can_look_back() -> None:
    film = film_of("2016-01/2016-04", length=2)
    assert [first for first, _last in windows_of(film)] == [
        day("2016-01-01"), day("2016-01-01"), day("2016-02-01"), day("2016-03-01"),
    ]  # fmt: skip
    grown = film_of("2016-01/2016-04", length=0)
    assert {first for first, _last in windows_of(grown)} == {day("2016-01-01")}


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 380), st.sampled_from(["day", "week", "month"])
)
def test_every_day_is_in_exactly_one_picture(first: dt.date, days: int, step: str) -> None:
    last = first + dt.timedelta(days=days)
    windows = windows_of(film_of(f"{first}/{last}", step=step))
    assert windows[0][0] == first
    assert windows[-1][1] == last
    for (_start, end), (start, _end) in itertools.pairwise(windows):
        assert start == end + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("span", "fields", "field"),
    [
        ("", {}, "time"),
        ("2016/..", {}, "time"),
        ("1000/2016", {"step": "day"}, "step"),
        ("2016", {"seconds": 0.0}, "seconds"),
        ("2016", {"width": 9000}, "width"),
        ("2016", {"length": -1}, "length"),
    ],
)
def test_what_is_no_film_is_refused(span: str, fields: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        film_of(span, **fields)
    assert refused.value.field == field


def test_the_end_of_time_is_refused() -> None:
    with pytest.raises(InvalidValue):
        checked_film(Film(first=dt.date(9999, 12, 1), last=dt.date.max))


def test_a_picture_has_its_days_and_nothing_that_comes_and_goes() -> None:
    film = film_of("2016-05", step="month")
    made = frame_briefing(Briefing(title="Who", subtitle="replaced"), film, windows_of(film)[0])
    assert (made.title, made.subtitle, made.window) == ("Who", "May 2016", "2016-05-01/2016-05-31")
    assert not made.furniture.legend
    assert not made.furniture.sources
