"""The two days of a pair: before and after."""

import datetime as dt
from typing import NamedTuple

from libyamap.domain.time import day_in_words, span_of
from libyamap.errors import InvalidValue


class Days(NamedTuple):
    """The two days of a pair, the earlier one first."""

    before: dt.date
    after: dt.date


def days_of(before: str, after: str) -> Days:
    """The days of a pair from two EDTF days; InvalidValue where one is no single day or they are not in order."""
    days = Days(_day("before", before), _day("after", after))
    if days.before >= days.after:
        first, second = map(day_in_words, days)
        raise InvalidValue("after", f"“Before” ({first}) must be earlier than “after” ({second}); swap the two days.")
    return days


def _day(field: str, text: str) -> dt.date:
    if not text:
        raise InvalidValue(field, f"Before and after belong together: the day “{field}” is missing.")
    span = span_of(text)
    if span.earliest is None or span.earliest != span.latest:
        raise InvalidValue(field, f"“{text}” is not one day; write one such as 2016-05-01.")
    return span.earliest
