"""One date as people write it, read into EDTF; the parts of `app.time_words` that know no “about” and no intervals."""

import calendar
import datetime as dt
import re
from typing import Final

from libyamap.domain.time import SEASONS, in_words, span_of
from libyamap.errors import InvalidValue

_MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_name) if number}
_SHORT: Final = {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
MONTH_WORD: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_SEASON_OF: Final = {name: number for number, name in SEASONS.items()} | {"fall": 23}

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_DAY_FIRST = re.compile(rf"(?:the\s+)?{_DAY}(?:\s+of)?[\s-]+(?P<month>{MONTH_WORD})(?:[\s-]+{_YEAR})?")
_MONTH_FIRST = re.compile(rf"(?P<month>{MONTH_WORD})\s+(?:the\s+)?{_DAY}(?:\s+{_YEAR})?")
_MONTH = re.compile(rf"(?P<month>{MONTH_WORD})(?:\s+(?:of\s+)?{_YEAR})?")
_SEASON = re.compile(rf"(?P<season>spring|summer|autumn|fall|winter)(?:\s+(?:of\s+)?{_YEAR})?")
_NUMBERS = re.compile(r"(?P<one>\d{1,2})(?P<sign>[./-])(?P<two>\d{1,2})[./-](?P<year>\d{4}|\d{2})")
_YEAR_FIRST = re.compile(rf"{_YEAR}[./-](?P<month>\d{{1,2}})(?:[./-](?P<day>\d{{1,2}}))?")
_MONTH_YEAR = re.compile(rf"(?P<month>\d{{1,2}})[./-]{_YEAR}")
_DECADE = re.compile(r"(?:the\s+)?(?P<decade>\d{3})0s")
_CLOCK = re.compile(r"[\s,]+(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?P<zone>\s*(?:z|utc|gmt))?$")
_DAYS_AGO = {"today": 0, "now": 0, "yesterday": 1}
_ONLY_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")


class AmbiguousTime(InvalidValue):
    """The text can mean more than one time; `choices` are EDTF texts to choose from."""

    def __init__(self, sentence: str, choices: tuple[str, ...]) -> None:
        super().__init__("time", sentence)
        self.choices = choices


def read_date(text: str, shown: str, today: dt.date | None, year: int | None) -> str:
    """EDTF of one date in lower case; `shown` is what the person typed, for the sentence of an error."""
    clock = _CLOCK.search(text)
    if clock:
        day = read_date(text[: clock.start()], shown, today, year)
        zone = "Z" if clock["zone"] else ""
        return _checked(f"{day}T{int(clock['hour']):02d}:{clock['minute']}:00{zone}", shown)
    if text in _DAYS_AGO and today is not None:
        return (today - dt.timedelta(days=_DAYS_AGO[text])).isoformat()
    decade = _DECADE.fullmatch(text)
    if decade:
        return f"{decade['decade']}X"
    for reader in (_with_month, _with_season, _with_numbers):
        edtf = reader(text, shown, year)
        if edtf:
            return _checked(edtf, shown)
    return _checked(text.upper(), shown)


def without_year(left: str, end: str) -> str:
    """The left side of a range with what it borrows from the right: “18” of `2016-05-20`, “May” of `2016-06`."""
    bare = end.partition("/")[0].rstrip("~?%")
    if len(bare) < len("2016-05") or not bare[:4].isdigit():
        return left
    if _ONLY_DAY.fullmatch(left):
        return f"{left} {calendar.month_name[int(bare[5:7])].lower()} {bare[:4]}" if bare[5:7] <= "12" else left
    if re.search(r"\d{4}", left) or not re.search(MONTH_WORD, left):
        return left
    return f"{left} {bare[:4]}"


def _with_month(text: str, shown: str, year: int | None) -> str:
    match = _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    if match:
        month = _month(match["month"])
        return _in_year(match["year"], f"-{month:02d}-{int(match['day']):02d}", shown, year)
    match = _MONTH.fullmatch(text)
    return _in_year(match["year"], f"-{_month(match['month']):02d}", shown, year) if match else ""


def _with_season(text: str, shown: str, year: int | None) -> str:
    match = _SEASON.fullmatch(text)
    return _in_year(match["year"], f"-{_SEASON_OF[match['season']]}", shown, year) if match else ""


def _with_numbers(text: str, shown: str, _year: int | None) -> str:
    match = _NUMBERS.fullmatch(text)
    if match:
        return _by_numbers(match, shown)
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        day = f"-{int(match['day']):02d}" if match["day"] else ""
        return f"{match['year']}-{int(match['month']):02d}{day}"
    match = _MONTH_YEAR.fullmatch(text)
    return f"{match['year']}-{int(match['month']):02d}" if match else ""


def _by_numbers(match: re.Match[str], shown: str) -> str:
    """Day and month in either order; dots are only ever written with the day first."""
    one, two = int(match["one"]), int(match["two"])
    if len(match["year"]) == 2:
        raise InvalidValue("time", f"Write the year of “{shown[:60]}” with four digits.")
    day_first, month_first = f"{match['year']}-{two:02d}-{one:02d}", f"{match['year']}-{one:02d}-{two:02d}"
    if match["sign"] == "." or one > 12 or one == two:
        return day_first
    if two > 12:
        return month_first
    choices = (day_first, month_first)
    meant = " or ".join(in_words(choice) for choice in choices)
    raise AmbiguousTime(f"“{shown[:60]}” can mean {meant}: choose one.", choices)


def _in_year(written: str | None, rest: str, shown: str, year: int | None) -> str:
    if written:
        return written + rest
    if year is None:
        raise InvalidValue("time", f"“{shown[:60]}” has no year; add it.")
    offered = _checked(f"{year:04d}{rest}", shown)
    raise AmbiguousTime(f"“{shown[:60]}” has no year. Do you mean {in_words(offered)}?", (offered,))


def _month(word: str) -> int:
    bare = word.rstrip(".")
    return _MONTHS.get(bare) or _SHORT.get(bare) or _SHORT[bare[:3]]


def _checked(edtf: str, shown: str) -> str:
    try:
        if not edtf:
            raise InvalidValue("time", "")
        span_of(edtf)
    except InvalidValue:
        raise InvalidValue(
            "time",
            f"“{shown[:60]}” is not a time we can read; write it as in: May 2016, 2016-05-19, about 2016, "
            "May to June 2016, before 20 May 2016.",
        ) from None
    return edtf
