"""Times as people write them: each reading, what is refused, what is asked, and that nothing typed breaks it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.time_words import AmbiguousTime, read_time
from libyamap.domain.time import in_words, span_of
from libyamap.errors import InvalidValue

TODAY = dt.date(2016, 5, 20)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("", ""),
        ("unknown", ""),
        ("May 2016", "2016-05"),
        ("2016-05-19", "2016-05-19"),
        ("2016-05~", "2016-05~"),
        ("2016-05/2016-06", "2016-05/2016-06"),
        ("2016/2017", "2016/2017"),
        ("2016/05", "2016-05"),
        ("5/2016", "2016-05"),
        ("about 2016", "2016~"),
        ("ca. 2016", "2016~"),
        ("about 18 May 2016", "2016-05-18~"),
        ("~18 May 2016", "2016-05-18~"),
        ("possibly May 2016", "2016-05?"),
        ("May 2016?", "2016-05?"),
        ("mai 2016", "2016-05"),
        ("vers le 18 mai 2016", "2016-05-18~"),
        ("environ août 2016", "2016-08~"),
        ("le 1er février 2016", "2016-02-01"),
        ("avant le 20 mai 2016", "../2016-05-19"),
        ("après mai 2016", "2016-06/.."),
        ("depuis mai 2016", "2016-05/.."),
        ("jusqu’au 20 mai 2016", "../2016-05-20"),
        ("du 18 au 20 mai 2016", "2016-05-18/2016-05-20"),
        ("de mai à juin 2016", "2016-05/2016-06"),
        ("entre mai et juin 2016", "2016-05/2016-06"),
        ("début mai 2016", "2016-05-01/2016-05-10"),
        ("mi-mai 2016", "2016-05-11/2016-05-20"),
        ("fin décembre 2016", "2016-12-21/2016-12-31"),
        ("l’été 2016", "2016-22"),
        ("مايو 2016", "2016-05"),
        ("١٨ مايو ٢٠١٦", "2016-05-18"),
        ("حوالي 18 مايو 2016", "2016-05-18~"),
        ("قبل 20 أيار 2016", "../2016-05-19"),
        ("بعد شهر أبريل 2016", "2016-05/.."),
        ("منذ عام 2016", "2016/.."),
        ("حتى 20 مايو 2016", "../2016-05-20"),
        ("من 18 إلى 20 مايو، 2016", "2016-05-18/2016-05-20"),
        ("بين مايو ويونيو 2016", "2016-05/2016-06"),
        ("كانون الثاني 2016", "2016-01"),
        ("تشرين الأول 2016", "2016-10"),
        ("أواخر مايو 2016", "2016-05-21/2016-05-31"),
        ("\u200fمايو 2016\u200f", "2016-05"),
        ("perhaps about May 2016", "2016-05%"),
        ("18 May 2016", "2016-05-18"),
        ("18th of May, 2016", "2016-05-18"),
        ("May 18, 2016", "2016-05-18"),
        ("the 1st of Sept. 2016", "2016-09-01"),
        ("18-May-2016", "2016-05-18"),
        ("19.5.2016", "2016-05-19"),
        ("03.04.2016", "2016-04-03"),
        ("19/05/2016", "2016-05-19"),
        ("05/19/2016", "2016-05-19"),
        ("05/05/2016", "2016-05-05"),
        ("١٩/٠٥/٢٠١٦", "2016-05-19"),
        ("before 20 May 2016", "../2016-05-19"),
        ("before May 2016", "../2016-04"),
        ("before January 2016", "../2015-12"),
        ("before 2016", "../2015"),
        ("until 20 May 2016", "../2016-05-20"),
        ("by May 2016", "../2016-05"),
        ("after 31 May 2016", "2016-06-01/.."),
        ("after May 2016", "2016-06/.."),
        ("after 2016", "2017/.."),
        ("since May 2016", "2016-05/.."),
        ("from 18 May 2016", "2016-05-18/.."),
        ("May to June 2016", "2016-05/2016-06"),
        ("May–June 2016", "2016-05/2016-06"),
        ("18-20 May 2016", "2016-05-18/2016-05-20"),
        ("18 – 20 May 2016", "2016-05-18/2016-05-20"),
        ("from 30 May until 2 June 2016", "2016-05-30/2016-06-02"),
        ("between 2015 and 2016", "2015/2016"),
        ("between about March 2015 and May 2016", "2015-03~/2016-05"),
        ("spring 2016", "2016-21"),
        ("early May 2016", "2016-05-01/2016-05-10"),
        ("mid-May 2016", "2016-05-11/2016-05-20"),
        ("late February 2016", "2016-02-21/2016-02-29"),
        ("end of 2016", "2016-09/2016-12"),
        ("the 2010s", "201X"),
        ("19 May 2016 14:30 UTC", "2016-05-19T14:30:00Z"),
        ("19 May 2016 at 9:05", "2016-05-19T09:05:00"),
        ("today", "2016-05-20"),
        ("Yesterday", "2016-05-19"),
        ("  MAY   2016 ", "2016-05"),
    ],
)
def test_reading(typed: str, edtf: str) -> None:
    assert read_time(typed, TODAY) == edtf
    span_of(edtf)


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("2016-06/2016-05", "ends before it begins"),
        ("June to May 2016", "ends before it begins"),
        ("20-18 May 2016", "ends before it begins"),
        ("31 February 2016", "is not a time we can read"),
        ("soon", "is not a time we can read"),
        ("13/13/2016", "is not a time we can read"),
        ("19/5/16", "with four digits"),
        ("18 May", "has no year; add it"),
        ("early spring 2016", "is not a time we can read"),
        ("19 May 2016 25:00", "is not a time we can read"),
        ("x" * 1_000_000, "1,000,000 characters long"),
    ],
)
def test_refused_with_a_sentence(typed: str, part: str) -> None:
    with pytest.raises(InvalidValue, match=part) as refused:
        read_time(typed, TODAY)
    assert refused.value.field == "time"
    assert len(str(refused.value)) < 250


def test_what_can_mean_two_days_is_asked() -> None:
    with pytest.raises(AmbiguousTime, match="3 April 2016 or 4 March 2016") as asked:
        read_time("03/04/2016")
    assert asked.value.choices == ("2016-04-03", "2016-03-04")


def test_a_missing_year_is_offered_where_one_is_likely() -> None:
    with pytest.raises(AmbiguousTime, match="Do you mean 18 May 2016") as asked:
        read_time("18 May", year=2016)
    assert asked.value.choices == ("2016-05-18",)


DAYS = st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31))


@given(DAYS)
def test_the_words_that_are_shown_can_be_typed(day: dt.date) -> None:
    for edtf in (day.isoformat(), f"{day:%Y-%m}~", f"{day.year:04d}", f"{day:%Y-%m-%d}/.."):
        assert read_time(in_words(edtf)) == edtf


@given(st.text(max_size=60))
def test_nothing_typed_breaks_it(text: str) -> None:
    try:
        edtf = read_time(text, TODAY, 2016)
    except InvalidValue:
        return
    span_of(edtf)
    in_words(edtf)
