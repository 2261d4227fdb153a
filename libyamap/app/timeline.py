"""Time as the timeline cuts it: bins of a day, a month or a year, and a window of days that is moved along them.

A window is (first day, last day), both inclusive. All days are proleptic Gregorian.
"""

import calendar
import datetime as dt
from typing import Final

from libyamap.app.viewport import Unit, Window

MOST_DAYS: Final = 120
MOST_MONTHS: Final = 240
"""A timeline with more bins than this is cut more coarsely."""


def unit_for(first: dt.date, last: dt.date) -> Unit:
    """Days for up to about four months, months for up to twenty years, else years."""
    if (last - first).days < MOST_DAYS:
        return "day"
    return "month" if number_of(last, "month") - number_of(first, "month") < MOST_MONTHS else "year"


def number_of(day: dt.date, unit: Unit) -> int:
    """Number of the bin that holds the day; bins count on without gaps, whatever is in them."""
    if unit == "day":
        return day.toordinal()
    return day.year * 12 + day.month - 1 if unit == "month" else day.year


def days_of(number: int, unit: Unit) -> Window:
    """First and last day of a bin, kept between the years 1 and 9999."""
    if unit == "day":
        day = dt.date.fromordinal(max(1, min(number, dt.date.max.toordinal())))
        return day, day
    year, month = divmod(number, 12) if unit == "month" else (number, 0)
    if year < 1:
        return dt.date.min, dt.date.min
    if year > dt.MAXYEAR:
        return dt.date.max, dt.date.max
    if unit == "year":
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    return dt.date(year, month + 1, 1), dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def bins_between(first: dt.date, last: dt.date, unit: Unit) -> int:
    """How many bins it takes from the one that holds `first` to the one that holds `last`."""
    return number_of(last, unit) - number_of(first, unit) + 1


def snapped(window: Window, unit: Unit) -> Window:
    """The window widened to whole bins; its days in order."""
    first, last = sorted(window)
    return days_of(number_of(first, unit), unit)[0], days_of(number_of(last, unit), unit)[1]


def moved(window: Window, steps: int, unit: Unit) -> Window:
    """The window moved by whole bins: a window of whole months stays one, though months differ in length."""
    first, last = (number_of(day, unit) + steps for day in window)
    if window != snapped(window, unit):  # not of whole bins: its days are moved, its length is kept
        start = _shifted(window[0], steps, unit)
        return start, _plus_days(start, (window[1] - window[0]).days)
    return days_of(first, unit)[0], days_of(last, unit)[1]


def stretched(window: Window, steps: int, unit: Unit, *, end: bool) -> Window:
    """The window with its end (or its beginning) moved by whole bins; it keeps at least one bin."""
    first, last = window
    if end:
        moved_end = days_of(number_of(last, unit) + steps, unit)[1]
        return first, max(moved_end, days_of(number_of(first, unit), unit)[1])
    moved_start = days_of(number_of(first, unit) + steps, unit)[0]
    return min(moved_start, days_of(number_of(last, unit), unit)[0]), last


def next_frame(window: Window, whole: Window, unit: Unit, *, loop: bool) -> Window | None:
    """The window one bin later; past the end of `whole` from its beginning again, or None where it does not loop."""
    after = moved(window, 1, unit)
    if after[0] <= whole[1]:
        return after
    if not loop:
        return None
    bins = bins_between(*window, unit)
    begin = number_of(whole[0], unit)
    return days_of(begin, unit)[0], days_of(begin + bins - 1, unit)[1]


def window_words(window: Window) -> str:
    """A window in words: “1 May 2016 to 31 May 2016”, one day as one."""
    first, last = (_day_words(day) for day in window)
    return first if first == last else f"{first} to {last}"


def _day_words(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _shifted(day: dt.date, steps: int, unit: Unit) -> dt.date:
    start, end = days_of(number_of(day, unit) + steps, unit)
    if unit == "day":
        return start
    if unit == "month":
        return start.replace(day=min(day.day, end.day))
    return start.replace(month=day.month, day=min(day.day, calendar.monthrange(start.year, day.month)[1]))


def _plus_days(day: dt.date, days: int) -> dt.date:
    return dt.date.fromordinal(min(day.toordinal() + days, dt.date.max.toordinal()))
