"""Dates of a column: one order for all of it, by what proves it; every style gives the same day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.importing.dates import Order, date_reader, order_of
from libyamap.domain.time import span_of
from libyamap.errors import InvalidValue

DAY_FIRST, MONTH_FIRST = Order("day-first"), Order("month-first")
DAYS = st.dates(dt.date(1970, 1, 1), dt.date(2068, 12, 31))


@given(DAYS)
def test_every_style_gives_the_same_day(day: dt.date) -> None:
    read, american = date_reader(DAY_FIRST), date_reader(MONTH_FIRST)
    for style in ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y", "%d/%m/%Y", "%d %B %Y", "%d-%b-%y", "%B %d, %Y"):
        assert read(day.strftime(style)) == day.isoformat()
    assert american(day.strftime("%m/%d/%Y")) == day.isoformat()
    assert read(f"{day.isoformat()} 00:00:00.000") == day.isoformat()


@given(st.lists(DAYS, min_size=1, max_size=30))
def test_the_order_is_never_decided_against_the_evidence(days: list[dt.date]) -> None:
    for style, order in (("%d/%m/%Y", "day-first"), ("%m/%d/%Y", "month-first")):
        found = order_of((day.strftime(style) for day in days), "date")
        assert not found.mixed
        if any(day.day > 12 for day in days):
            assert found.order == order


def test_mixed_and_open_columns_are_told() -> None:
    assert order_of(["25/12/2016", "12/25/2016"], "when").mixed
    assert "month first" in order_of(["25/12/2016", "12/25/2016"], "when").note
    assert "could be read in two ways" in order_of(["03/04/2016"], "when").note
    assert order_of(["03.04.2016"], "when").note == ""  # with dots the day is always first
    assert order_of(["2016-05-19"], "when") == DAY_FIRST


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2016-05-19T14:30:00Z", "2016-05-19T14:30:00Z"),
        ("19/05/2016 2:30 PM", "2016-05-19T14:30:00"),
        ("20160519143000", "2016-05-19T14:30:00"),
        ("1463616000", "2016-05-19"),
        ("Thu, 19 May 2016", "2016-05-19"),
        ("19 مايو 2016", "2016-05-19"),
        ("19 mai 2016", "2016-05-19"),
        ("about May 2016", "2016-05~"),
        ("2016", "2016"),
        ("2016-05-19/2016-05-21", "2016-05-19/2016-05-21"),
    ],
)
def test_what_else_is_read(text: str, edtf: str) -> None:
    assert date_reader(DAY_FIRST)(text) == edtf
    span_of(edtf)


@pytest.mark.parametrize("text", ["31/02/2016", "2016-13-01", "yesterday", "42509", "x", "99/99/9999", "20161399"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        date_reader(DAY_FIRST)(text)


def test_a_mixed_column_refuses_what_could_be_either() -> None:
    read = date_reader(Order("", mixed=True))
    assert read("25/12/2016") == "2016-12-25"
    assert read("12/25/2016") == "2016-12-25"
    with pytest.raises(InvalidValue, match="two ways"):
        read("03/04/2016")
