"""When a row was: one or two date columns and a code of precision, as EDTF; never more exact than the code allows."""

import datetime as dt

from libyamap.app.importing.cells import Columns, Memory, Problems, memoised, texts
from libyamap.app.importing.dates import Order, date_reader
from libyamap.app.importing.mapping import Mapping, Span
from libyamap.domain.time import span_of
from libyamap.errors import InvalidValue

_HALF_A_WEEK = dt.timedelta(days=3)


class Timer:
    """Finds the times of a batch's rows."""

    def __init__(self, mapping: Mapping, order: Order, empty: frozenset[str]) -> None:
        self.mapping = mapping
        self.empty = empty
        self._read = date_reader(order)
        self._memory = Memory()

    def __call__(self, columns: Columns, count: int, problems: Problems) -> list[str]:
        """EDTF a row, empty where no date is given; what cannot be read is noted in `problems`."""
        mapping = self.mapping
        if not mapping.date and not mapping.end:
            return [""] * count
        starts = memoised(texts(columns, mapping.date, count, self.empty), self._read, problems, self._memory)
        if not mapping.end and not mapping.date_precision:
            return starts
        ends = starts
        if mapping.end:
            ends = memoised(texts(columns, mapping.end, count, self.empty), self._read, problems, self._memory)
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
