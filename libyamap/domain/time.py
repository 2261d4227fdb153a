"""Times as EDTF (ISO 8601-2:2019, levels 0 and 1 and what reports need of 2): text, earliest and latest bound, words.

A regular-expression reader of our own: the parsers on offer take about a millisecond a text, and a data set brings a
million. The tests hold it against python-edtf.
"""

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import Final, NamedTuple

from libyamap.errors import InvalidValue

MONTHS: Final = tuple(calendar.month_name)[1:]
SEASONS: Final = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_SEASON_MONTHS: Final = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}

_DATE = re.compile(
    r"(?P<year>-?\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<mark>[?~%]?)", re.ASCII
)
_MOMENT = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})T(?P<clock>\d{2}:\d{2}:\d{2})(?P<zone>Z|[+-]\d{2}(?::\d{2})?)?", re.ASCII
)


class Span(NamedTuple):
    """Earliest and latest day a time can mean (inclusive, proleptic Gregorian); None is open or unknown."""

    earliest: dt.date | None
    latest: dt.date | None


class _Date(NamedTuple):
    first: dt.date
    last: dt.date
    words: str


@lru_cache(maxsize=65536)  # a data set has a million events and some thousand days
def span_of(edtf: str) -> Span:
    """Derive the bounds of an EDTF text; empty text is Span(None, None). InvalidValue says what is wrong.

    Qualifiers (`?` uncertain, `~` approximate, `%` both) do not widen the bounds: how far “about” reaches is for the
    reader to judge, and the words say it.
    """
    if not edtf:
        return Span(None, None)
    if "/" not in edtf:
        date = _date(edtf)
        return Span(date.first, date.last)
    start, end = _interval(edtf)
    earliest = start.first if start else None
    latest = end.last if end else None
    if earliest and latest and latest < earliest:
        raise InvalidValue("time", f"“{edtf}” ends before it begins.")
    return Span(earliest, latest)


def in_words(edtf: str) -> str:
    """Say an EDTF text in English: `2016-05~` is “about May 2016”; empty text is empty."""
    if not edtf:
        return ""
    if "/" not in edtf:
        return _date(edtf).words
    left, right = edtf.split("/", 1)
    start, end = _interval(edtf)
    if start and end:
        return f"{start.words} to {end.words}"
    if start:
        return f"from {start.words}" if right == ".." else f"from {start.words}, end unknown"
    if end:
        return f"until {end.words}" if left == ".." else f"until {end.words}, start unknown"
    return "at all times" if left == right == ".." else "at an unknown time"


def day_in_words(day: dt.date) -> str:
    """Such as “20 May 2016”."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def ended_before(edtf: str, day: dt.date) -> str:
    """The time, ending on the day before `day`; InvalidValue if it begins on `day` or later, or has ended already."""
    earliest, _ = span_of(edtf)
    if earliest is not None and earliest >= day:
        raise InvalidValue("time", f"It begins on {day_in_words(earliest)} itself; choose a later day than that.")
    _check_lasts(edtf, day)
    start = edtf.split("/", 1)[0] or ".."
    return f"{start}/{(day - dt.timedelta(days=1)).isoformat()}"


def starting_on(edtf: str, day: dt.date) -> str:
    """The time from `day` on, with the end that it had (a single date says when it was so, not that it ended)."""
    _check_lasts(edtf, day)
    return f"{day.isoformat()}/{edtf.split('/', 1)[1] or '..' if '/' in edtf else '..'}"


def _check_lasts(edtf: str, day: dt.date) -> None:
    latest = span_of(edtf).latest
    if "/" in edtf and latest is not None and latest < day:
        raise InvalidValue("time", f"It has ended on {day_in_words(latest)} already; choose an earlier day.")


def _interval(edtf: str) -> tuple[_Date | None, _Date | None]:
    left, right = edtf.split("/", 1)
    ends = [None if part in {"", ".."} else _date(part) for part in (left, right)]
    return ends[0], ends[1]


def _date(text: str) -> _Date:
    moment = _MOMENT.fullmatch(text)
    if moment:
        day = _plain_date(text, moment["date"])
        try:
            dt.time.fromisoformat(moment["clock"] + (moment["zone"] or ""))
        except ValueError:
            raise _not_a_time(text) from None
        zone = {"Z": " UTC", None: ""}.get(moment["zone"], f" UTC{moment['zone']}")
        return _Date(day.first, day.last, f"{day.words}, {moment['clock'][:5]}{zone}")
    return _plain_date(text, text)


def _plain_date(whole: str, text: str) -> _Date:
    match = _DATE.fullmatch(text)
    if not match:
        raise _not_a_time(whole)
    try:
        first, last, words = _bounds(match["year"], match["month"], match["day"])
    except ValueError:
        raise _not_a_time(whole) from None
    before = {"~": "about ", "%": "about ", "?": "", "": ""}[match["mark"]]
    after = " (uncertain)" if match["mark"] in {"?", "%"} else ""
    return _Date(first, last, f"{before}{words}{after}")


def _bounds(year_text: str, month_text: str | None, day_text: str | None) -> tuple[dt.date, dt.date, str]:
    years = year_text.replace("X", "0"), year_text.replace("X", "9")
    year, last_year = int(years[0]), int(years[1])
    if year != last_year:
        if month_text:
            raise ValueError
        words = f"the {year}s" if last_year - year == 9 else f"the years {year} to {last_year}"
        return dt.date(year, 1, 1), dt.date(last_year, 12, 31), words
    if month_text in {None, "XX"}:
        if day_text not in {None, "XX"}:
            raise ValueError
        return dt.date(year, 1, 1), dt.date(year, 12, 31), str(year)
    month = int(month_text or 0)
    if month in SEASONS:
        if day_text:
            raise ValueError
        start, end = _SEASON_MONTHS[month]
        end_year = year + 1 if end < start else year
        last_day = calendar.monthrange(end_year, end)[1]
        return dt.date(year, start, 1), dt.date(end_year, end, last_day), f"{SEASONS[month]} {year}"
    if day_text in {None, "XX"}:
        last_day = calendar.monthrange(year, month)[1]
        return dt.date(year, month, 1), dt.date(year, month, last_day), f"{MONTHS[month - 1]} {year}"
    day = dt.date(year, month, int(day_text or 0))
    return day, day, f"{day.day} {MONTHS[month - 1]} {year}"


def _not_a_time(text: str) -> InvalidValue:
    return InvalidValue(
        "time", f"“{text[:60]}” is not a time we can read: write EDTF such as 2016-05-19, 2016-05~ or 2016-05/2016-06."
    )
