"""When a row was: one or two date columns and a code of precision, as EDTF; never more exact than the code allows."""

import datetime as dt
from typing import NamedTuple

from libyamap.app.importing.cells import Columns, Problems, memoised, texts
from libyamap.app.importing.dates import Order, date_reader
from libyamap.app.importing.mapping import Mapping, Span
from libyamap.domain.time import Span as Days
from libyamap.domain.time import span_of
from libyamap.errors import InvalidValue

_HALF_A_WEEK = dt.timedelta(days=3)


class Timer(NamedTuple):
    """Finds the times of a batch's rows."""

    mapping: Mapping
    order: Order
    empty: frozenset[str]

    def __call__(self, columns: Columns, count: int, problems: Problems) -> list[str]:
        """EDTF a row, empty where no date is given; what cannot be read is noted in `problems`."""
        mapping = self.mapping
        if not mapping.date and not mapping.end:
            return [""] * count
        read = date_reader(self.order)
        starts = memoised(texts(columns, mapping.date, count, self.empty), read, problems)
        if not mapping.end and not mapping.date_precision:
            return starts
        ends = memoised(texts(columns, mapping.end, count, self.empty), read, problems) if mapping.end else starts
        codes = texts(columns, mapping.date_precision, count, self.empty)
        known: dict[tuple[str, str, str], str] = {}
        times = []
        for at, key in enumerate(zip(starts, ends, codes, strict=True)):
            if key not in known:
                try:
                    known[key] = _time(key[0], key[1], mapping.date_precisions.get(key[2], "range"))
                except InvalidValue as problem:
                    problems.setdefault(at, str(problem))
                    times.append("")
                    continue
            times.append(known[key])
        return times


def _time(start: str, end: str, precision: Span) -> str:
    if not start or not end or start == end:
        one = start or end
        if start == end or not one:
            return _coarser(one, precision)
        return f"{start}/.." if start else f"../{end}"
    if "/" in start or "/" in end:
        return start
    both = f"{start}/{end}"
    span_of(both)
    return both


def _coarser(edtf: str, precision: Span) -> str:
    """A day as its month, its year or the week around it."""
    if not edtf or "/" in edtf or precision in {"day", "range"}:
        return edtf
    first = span_of(edtf).earliest
    if first is None or len(edtf) < len("2016-05-19"):
        return edtf
    if precision == "month":
        return edtf[:7]
    if precision == "year":
        return edtf[:4]
    try:
        return f"{first - _HALF_A_WEEK}~/{first + _HALF_A_WEEK}~"
    except OverflowError:
        return edtf


def days_of(times: list[str]) -> tuple[list[dt.date | None], list[dt.date | None]]:
    """First and last day of each time, in two columns."""
    known: dict[str, Days] = {}
    for time in times:
        if time not in known:
            known[time] = span_of(time)
    return [known[time].earliest for time in times], [known[time].latest for time in times]
