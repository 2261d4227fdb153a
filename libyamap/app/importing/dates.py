"""Dates of a whole column: one order of day and month for all of it, decided by those that can be read in one way only.

`03/04/2016` alone can mean two days. `order_of` looks at every date of the column; where some prove day first and
others month first, the column is mixed, and what could be either is refused row by row.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from libyamap.app.importing.mapping import DateOrder
from libyamap.app.time_words import read_time
from libyamap.domain.time import span_of
from libyamap.errors import InvalidValue

_CLOCK = (
    r"(?:[T ]+(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(?P<half>[AaPp][Mm])?\s*"
    r"(?P<zone>Z|UTC|[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})[-./](?P<month>\d{{1,2}})[-./](?P<day>\d{{1,2}}){_CLOCK}", re.ASCII)
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2}))?"
)
_NUMBERS = re.compile(
    rf"(?P<one>\d{{1,2}})(?P<sign>[-./])(?P<two>\d{{1,2}})[-./](?P<year>\d{{4}}|\d{{2}}){_CLOCK}", re.ASCII
)
_WORD = r"(?P<word>[^\W\d_]{3,12})\.?"
_DAY_WORD = re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-/. ]+{_WORD}[-/., ]+(?P<year>\d{{4}}|\d{{2}}){_CLOCK}")
_WORD_DAY = re.compile(rf"{_WORD} +(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? +(?P<year>\d{{4}}){_CLOCK}")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? +", re.IGNORECASE)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_DAY_NUMBER = re.compile(r"[34]\d{4}(?:\.\d+)?")
_LATEST_SHORT_YEAR: Final = 68  # as POSIX reads years of two digits: 69 is 1969, 68 is 2068

_ENGLISH = "january february march april may june july august september october november december"
_FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_ARABIC = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
_LIBYAN = "يناير فبراير مارس ابريل مايو يونيه يوليه اغسطس سبتمبر اكتوبر نوفمبر ديسمبر"
MONTHS: Final = {
    name[:size] if size else name: number
    for language, size in ((_ENGLISH, 0), (_ENGLISH, 3), (_FRENCH, 0), (_FRENCH, 4), (_ARABIC, 0), (_LIBYAN, 0))
    for number, name in enumerate(language.split(), 1)
} | {"sept": 9, "fevrier": 2, "aout": 8, "decembre": 12}


class Order(NamedTuple):
    """How day and month stand in a column; `mixed`: in both ways. `note` says what a reader should know of it."""

    order: DateOrder
    mixed: bool = False
    note: str = ""


def order_of(texts: Iterable[str], column: str) -> Order:
    """Decide the order from all texts of the column."""
    day_first = month_first = either = dotted = 0
    for text in texts:
        match = _NUMBERS.match(text.strip())
        if match is None:
            continue
        one, two = int(match["one"]), int(match["two"])
        if one > 12 >= two:
            day_first += 1
        elif two > 12 >= one:
            month_first += 1
        elif one != two:
            either += 1
            dotted += match["sign"] == "."
    if day_first and month_first:
        return Order(
            "",
            True,
            f"The dates in “{column}” mix two styles: {day_first:,} have the day first, {month_first:,} the month "
            "first; rows that could be either are rejected.",
        )
    if month_first:
        return Order("month-first")
    if day_first or not either or dotted == either:
        return Order("day-first")
    return Order(
        "day-first",
        False,
        f"Every date in “{column}” could be read in two ways; the day was taken to come first (choose --dates "
        "month-first if it does not).",
    )


def date_reader(order: Order) -> Callable[[str], str]:
    """A function from the text of a cell to EDTF; it raises InvalidValue for what cannot be read."""

    def read(text: str) -> str:
        plain = _WEEKDAY.sub("", " ".join(text.split()))
        match = _YEAR_FIRST.fullmatch(plain) or _COMPACT.fullmatch(plain)
        if match:
            return _edtf(match, int(match["month"]), int(match["day"]), text)
        match = _NUMBERS.fullmatch(plain)
        if match:
            return _by_order(match, order, text)
        match = _DAY_WORD.fullmatch(plain) or _WORD_DAY.fullmatch(plain)
        month = MONTHS.get(match["word"].casefold()) if match else None
        if match and month:
            return _edtf(match, month, int(match["day"]), text)
        return _other(plain, text)

    return read


def _by_order(match: re.Match[str], order: Order, shown: str) -> str:
    one, two = int(match["one"]), int(match["two"])
    if order.mixed:
        if one <= 12 and two <= 12 and one != two:
            raise InvalidValue("time", f"The date “{shown[:40]}” could be read in two ways, and the column mixes both.")
        day, month = (one, two) if one > 12 else (two, one)
    else:
        day, month = (two, one) if order.order == "month-first" else (one, two)
    return _edtf(match, month, day, shown)


def _edtf(match: re.Match[str], month: int, day: int, shown: str) -> str:
    parts = match.groupdict()
    year = int(parts["year"])
    if len(parts["year"]) == 2:
        year += 2000 if year <= _LATEST_SHORT_YEAR else 1900
    try:
        date = dt.date(year, month, day).isoformat()
        return date + _clock(parts)
    except ValueError:
        raise InvalidValue(
            "time", f"“{shown[:40]}” is not a day of the calendar, as the column writes its dates."
        ) from None


def _clock(parts: dict[str, str | None]) -> str:
    """The time of day as EDTF writes it; nothing for midnight, which is how programs write a date without one."""
    if parts.get("hour"):
        hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    elif parts.get("clock"):
        hour, minute, second = (int(part) for part in [*str(parts["clock"]).split(":"), "0"][:3])
        half = (parts.get("half") or "").casefold()
        hour = hour % 12 + 12 if half == "pm" else hour % 12 if half == "am" else hour
    else:
        return ""
    moment = dt.time(hour, minute, second)
    zone = parts.get("zone") or ""
    if moment == dt.time() and zone in {"", "Z", "UTC", "+00:00", "+0000"}:
        return ""
    zone = "Z" if zone in {"Z", "UTC", "+00:00", "+0000"} else zone
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"T{moment.isoformat()}{zone}"


def _other(plain: str, shown: str) -> str:
    if _EPOCH.fullmatch(plain):
        seconds = int(plain) / (1000 if len(plain) == 13 else 1)
        moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.time() != dt.time() else moment.date().isoformat()
    if _DAY_NUMBER.fullmatch(plain):
        raise InvalidValue(
            "time", f"“{shown[:40]}” looks like a spreadsheet's day number; give the column the format of a date."
        )
    edtf = read_time(plain)
    span_of(edtf)
    return edtf
