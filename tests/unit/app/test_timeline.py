"""Bins of days, months and years, and windows that are moved along them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.timeline import (
    bins_between,
    days_of,
    moved,
    next_frame,
    number_of,
    snapped,
    stretched,
    unit_for,
)
from libyamap.app.viewport import Unit

DAY = dt.date
UNITS: tuple[Unit, ...] = ("day", "month", "year")
units = st.sampled_from(UNITS)
days = st.dates(DAY(100, 1, 1), DAY(9000, 12, 31))
windows = st.tuples(days, st.integers(0, 2000)).map(lambda pair: (pair[0], pair[0] + dt.timedelta(pair[1])))


@given(days, units)
def test_a_day_lies_in_its_bin_and_bins_touch(day: dt.date, unit: Unit) -> None:
    number = number_of(day, unit)
    first, last = days_of(number, unit)
    assert first <= day <= last
    assert days_of(number + 1, unit)[0] == last + dt.timedelta(1)


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        (DAY(2016, 1, 1), DAY(2016, 4, 29), "day"),
        (DAY(2016, 1, 1), DAY(2016, 12, 31), "month"),
        (DAY(1997, 1, 1), DAY(2016, 12, 31), "month"),
        (DAY(1989, 1, 1), DAY(2023, 12, 31), "year"),
    ],
)
def test_the_unit_follows_the_span(first: dt.date, last: dt.date, unit: Unit) -> None:
    assert unit_for(first, last) == unit


def test_a_month_moved_stays_a_month() -> None:
    may = DAY(2016, 5, 1), DAY(2016, 5, 31)
    assert moved(may, -3, "month") == (DAY(2016, 2, 1), DAY(2016, 2, 29))
    assert moved(moved(may, -3, "month"), 3, "month") == may


def test_a_window_of_odd_days_keeps_its_length() -> None:
    odd = DAY(2016, 1, 31), DAY(2016, 2, 4)
    assert moved(odd, 1, "month") == (DAY(2016, 2, 29), DAY(2016, 3, 4))
    assert moved(odd, 1, "year") == (DAY(2017, 1, 31), DAY(2017, 2, 4))


@given(windows, st.integers(-50, 50), units)
def test_whole_bins_come_back(window: tuple[dt.date, dt.date], steps: int, unit: Unit) -> None:
    whole = snapped(window, unit)
    there = moved(whole, steps, unit)
    assert bins_between(*there, unit) == bins_between(*whole, unit)
    assert moved(there, -steps, unit) == whole


@given(windows, st.integers(-3000, 3000), units, st.booleans())
def test_stretching_keeps_at_least_a_bin(window: tuple[dt.date, dt.date], steps: int, unit: Unit, end: bool) -> None:
    first, last = stretched(snapped(window, unit), steps, unit, end=end)
    assert first <= last
    assert (first, last) == snapped((first, last), unit)


def test_a_film_ends_or_begins_again() -> None:
    whole = DAY(2016, 1, 1), DAY(2016, 3, 31)
    march = DAY(2016, 3, 1), DAY(2016, 3, 31)
    assert next_frame((DAY(2016, 2, 1), DAY(2016, 2, 29)), whole, "month", loop=False) == march
    assert next_frame(march, whole, "month", loop=False) is None
    assert next_frame(march, whole, "month", loop=True) == (DAY(2016, 1, 1), DAY(2016, 1, 31))


def test_the_ends_of_the_calendar_hold() -> None:
    assert moved((DAY(9999, 12, 1), DAY(9999, 12, 31)), 5, "month") == (dt.date.max, dt.date.max)
    assert moved((DAY(1, 1, 1), DAY(1, 12, 31)), -5, "year") == (dt.date.min, dt.date.min)
