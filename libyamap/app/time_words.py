"""Times as people write them, read into EDTF: `about 18 May 2016` becomes `2016-05-18~`.

English; French and Arabic through `app.time_languages`.

What could mean two days (`03/04/2016`) is never guessed: `AmbiguousTime` carries what can be chosen from.
"""

import datetime as dt
import re
from calendar import monthrange
from typing import Final

from libyamap.app.folding import folded
from libyamap.app.time_dates import MONTH_WORD, AmbiguousTime, read_date, without_year
from libyamap.app.time_languages import in_english
from libyamap.domain.time import span_of
from libyamap.errors import InvalidValue

LONGEST: Final = 200
EXAMPLES: Final = "May 2016, 2016-05-19, about 2016, May to June 2016, before 20 May 2016"

_ABOUT = re.compile(r"^(?:about|around|approximately|approx\.?|circa|ca\.?|c\.|roughly|~)\s*")
_PERHAPS = re.compile(r"^(?:possibly|probably|perhaps|maybe|reportedly)\s+|\s*(?:\?|\(uncertain\))$")
_BEFORE = re.compile(r"^(?:before|prior to|earlier than)\s+")
_UNTIL = re.compile(r"^(?:until|till|up to|by|no later than)\s+")
_AFTER = re.compile(r"^(?:after|later than)\s+")
_SINCE = re.compile(r"^(?:since|from|starting)\s+")
_BETWEEN = re.compile(r"^between\s+(.+?)\s+and\s+(.+)$")
_RANGE = re.compile(r"^(?:from\s+)?(.+?)\s+(?:to|until|till|through|-)\s+(.+)$")
_TIGHT_DAYS = re.compile(rf"^(\d{{1,2}})\s*-\s*(\d{{1,2}}\s+{MONTH_WORD}.*)$")
_TIGHT_MONTHS = re.compile(rf"^({MONTH_WORD})\s*[-/]\s*({MONTH_WORD}.*)$")
_PART = re.compile(r"^(?:(?:the\s+)?(early|mid|late|beginning of|start of|middle of|end of))[\s-]+(.+)$")
_DASHES = str.maketrans(
    {
        "–": "-",
        "—": "-",
        "−": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        ",": " ",
        "،": " ",
        "\N{LEFT-TO-RIGHT MARK}": None,
        "\N{RIGHT-TO-LEFT MARK}": None,
    }
)
_NOT_KNOWN = frozenset({"", "unknown", "not known", "no date", "undated"})
_EARLY, _MID, _LATE = "early", "mid", "late"
_PART_OF = {"beginning of": _EARLY, "start of": _EARLY, "middle of": _MID, "end of": _LATE}

__all__ = ["EXAMPLES", "AmbiguousTime", "read_time"]


def read_time(text: str, today: dt.date | None = None, year: int | None = None) -> str:
    """EDTF for what a person has typed; empty where no time is known.

    `today` makes sense of “yesterday”; `year` is offered where the text has none. InvalidValue says what is wrong;
    AmbiguousTime, one of those, also has `choices`, texts that can be typed instead.
    """
    if len(text) > LONGEST:
        raise InvalidValue("time", f"This is {len(text):,} characters long, not a time; write {EXAMPLES}.")
    written = " ".join(text.split())
    if _is_edtf(written):
        return written
    plain = " ".join(in_english(folded(written).translate(_DASHES)).split()).rstrip(".")
    if plain in _NOT_KNOWN:
        return ""
    edtf = _read(plain, written, today, year)
    span_of(edtf)  # an interval that ends before it begins
    return edtf


def _is_edtf(text: str) -> bool:
    """Whether it is a readable EDTF text already; one that ends before it begins says so at once."""
    try:
        span_of(text)
    except InvalidValue:
        if "/" in text and all(_is_edtf(part) or part == ".." for part in text.split("/", 1)):
            raise
        return False
    return bool(text)


def _read(plain: str, shown: str, today: dt.date | None, year: int | None) -> str:
    date_of = _Dates(shown, today, year)
    between = _BETWEEN.match(plain)
    if between:
        return date_of.interval(between[1], between[2])
    for pattern, ends in ((_BEFORE, _before), (_UNTIL, _until), (_AFTER, _after)):
        rest = pattern.sub("", plain)
        if rest != plain:
            return ends(date_of(rest))
    for pattern in (_TIGHT_DAYS, _TIGHT_MONTHS, _RANGE):
        both = pattern.match(plain)
        if both:
            return date_of.interval(both[1], both[2])
    rest = _SINCE.sub("", plain)
    if rest != plain:
        return f"{date_of(rest)}/.."
    return date_of(plain)


class _Dates:
    """Reads the single dates of one text."""

    def __init__(self, shown: str, today: dt.date | None, year: int | None) -> None:
        self._shown = shown
        self._today = today
        self._year = year

    def __call__(self, text: str) -> str:
        """One date with its qualifier, or the interval that “early May 2016” means."""
        about = _ABOUT.search(text) is not None
        rest = _ABOUT.sub("", text)
        perhaps = _PERHAPS.search(rest) is not None
        rest = _PERHAPS.sub("", rest).strip()
        if not about:
            about, rest = _ABOUT.search(rest) is not None, _ABOUT.sub("", rest).strip()
        part = _PART.match(rest)
        if part:
            return _part_of(_PART_OF.get(part[1], part[1]), self(part[2]), self._shown)
        edtf = read_date(rest, self._shown, self._today, self._year)
        mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get((about, perhaps), "")
        return edtf + mark if mark and edtf[-1] not in "~?%" else edtf

    def interval(self, left: str, right: str) -> str:
        """Two dates; the left one borrows month and year of the right one where it has none."""
        end = self(right)
        start = self(without_year(left, end))
        first, last = start.partition("/")[0], end.rpartition("/")[2]
        return f"{first}/{last}"


def _before(edtf: str) -> str:
    first = span_of(edtf).earliest
    if first is None:
        return edtf
    if len(edtf.rstrip("~?%")) >= len("2016-05-20"):
        return f"../{first - dt.timedelta(days=1)}"
    if len(edtf.rstrip("~?%")) == len("2016-05"):
        return f"../{first - dt.timedelta(days=1):%Y-%m}"
    return f"../{first.year - 1:04d}"


def _until(edtf: str) -> str:
    return f"../{edtf.rpartition('/')[2]}"


def _after(edtf: str) -> str:
    last = span_of(edtf).latest
    if last is None:
        return edtf
    following = last + dt.timedelta(days=1)
    length = len(edtf.rstrip("~?%"))
    if length >= len("2016-05-20"):
        return f"{following}/.."
    return f"{following:%Y-%m}/.." if length == len("2016-05") else f"{following.year:04d}/.."


def _part_of(part: str, edtf: str, shown: str) -> str:
    """The third of a month or a year that “early”, “mid” or “late” stands for; the reader sees it echoed."""
    bare = edtf.rstrip("~?%")
    if re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", bare):
        last = monthrange(int(bare[:4]), int(bare[5:]))[1]
        first_day, last_day = {_EARLY: (1, 10), _MID: (11, 20), _LATE: (21, last)}[part]
        return f"{bare}-{first_day:02d}/{bare}-{last_day:02d}"
    if re.fullmatch(r"\d{4}", bare):
        first_month, last_month = {_EARLY: (1, 4), _MID: (5, 8), _LATE: (9, 12)}[part]
        return f"{bare}-{first_month:02d}/{bare}-{last_month:02d}"
    raise InvalidValue("time", f"“{shown[:60]}” is not a time we can read; write {EXAMPLES}.")
