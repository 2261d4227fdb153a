"""Times: our reader against python-edtf, and the words a reader sees."""

import datetime as dt
import warnings
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.domain.time import Span, in_words, span_of
from libyamap.errors import InvalidValue

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its grammar uses names that newer versions of pyparsing warn of
    import edtf

years = st.integers(1000, 2999).map(str)
months = st.integers(1, 12).map("{:02}".format)
days = st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31)).map(dt.date.isoformat)
year_months = st.builds("{}-{}".format, years, months)
seasons = st.builds("{}-{}".format, years, st.sampled_from(["21", "22", "23"]))  # winter: see below
unspecified = st.one_of(
    years.map(lambda year: f"{year[:3]}X"),
    years.map(lambda year: f"{year[:2]}XX"),
    years.map("{}-XX".format),
    years.map("{}-XX-XX".format),
    year_months.map("{}-XX".format),
)
plain = st.one_of(years, year_months, days)
qualified = st.builds("{}{}".format, plain, st.sampled_from("?~%"))
clocks = st.times().map(lambda clock: clock.replace(microsecond=0).isoformat())
moments = st.builds("{}T{}Z".format, days, clocks)
dates = st.one_of(plain, qualified, seasons, unspecified, moments)


def oracle(text: str) -> Span:
    """Bounds by python-edtf."""
    parsed: Any = edtf.parse_edtf(text)
    lower, upper = parsed.lower_strict(), parsed.upper_strict()
    return Span(dt.date(*lower[:3]), dt.date(*upper[:3]))


@given(dates)
def test_bounds_are_those_of_python_edtf(text: str) -> None:
    assert span_of(text) == oracle(text)


@given(plain | qualified, plain | qualified)
def test_bounds_of_intervals_are_those_of_python_edtf(start: str, end: str) -> None:
    text = f"{start}/{end}"
    expected = Span(span_of(start).earliest, span_of(end).latest)
    assert expected.earliest is not None
    assert expected.latest is not None
    if expected.latest < expected.earliest:
        with pytest.raises(InvalidValue, match="ends before it begins"):
            span_of(text)
    else:
        assert span_of(text) == expected == oracle(text)


@given(dates)
def test_a_day_of_the_text_lies_within_its_bounds_and_words_name_its_year(text: str) -> None:
    span = span_of(text)
    assert span.earliest is not None
    assert span.latest is not None
    assert span.earliest <= span.latest
    assert str(span.earliest.year) in in_words(text)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2016-24", dt.date(2016, 12, 1), dt.date(2017, 2, 28)),  # python-edtf ends winter with December
        ("2015-24", dt.date(2015, 12, 1), dt.date(2016, 2, 29)),
        ("2016-21~", dt.date(2016, 3, 1), dt.date(2016, 5, 31)),
        ("../2016", None, dt.date(2016, 12, 31)),
        ("/2016", None, dt.date(2016, 12, 31)),
        ("2016/..", dt.date(2016, 1, 1), None),
        ("2016/", dt.date(2016, 1, 1), None),
        ("../..", None, None),
        ("", None, None),
    ],
)
def test_bounds_that_python_edtf_cannot_tell(text: str, earliest: dt.date | None, latest: dt.date | None) -> None:
    assert span_of(text) == Span(earliest, latest)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("2016", "2016"),
        ("2016-05", "May 2016"),
        ("2016-05-19", "19 May 2016"),
        ("2016-05~", "about May 2016"),
        ("2016-05?", "May 2016 (uncertain)"),
        ("2016-05%", "about May 2016 (uncertain)"),
        ("2016-05-XX", "May 2016"),
        ("201X", "the 2010s"),
        ("20XX", "the years 2000 to 2099"),
        ("2016-21", "spring 2016"),
        ("2016-24", "winter 2016"),
        ("2016-04/2016-06", "April 2016 to June 2016"),
        ("2016-04/..", "from April 2016"),
        ("2016-04/", "from April 2016, end unknown"),
        ("../2016-04", "until April 2016"),
        ("/2016-04", "until April 2016, start unknown"),
        ("../..", "at all times"),
        ("/", "at an unknown time"),
        ("2016-05-19T10:11:12Z", "19 May 2016, 10:11 UTC"),
        ("2016-05-19T10:11:12+02:00", "19 May 2016, 10:11 UTC+02:00"),
        ("2016-05-19T10:11:12", "19 May 2016, 10:11"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert in_words(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "May 2016", "2016-5", "2016-13", "2016-00", "2016-02-30", "2016-25", "2016-21-01", "2016-XX-05", "20XX-05",
        " 2016", "2016\n", "2016//2017", "2016/2017/2018", "٢٠١٦", "0000", "-0045", "12016", "2016-05-19T25:00:00Z",
        "2016-05-19T10:11:12+99:00", "2016-05-19T", "XXXX", "2016~?",
    ],
)  # fmt: skip
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    for reader in (span_of, in_words):
        with pytest.raises(InvalidValue, match="EDTF such as") as caught:
            reader(text)
        assert caught.value.field == "time"


@given(st.text(alphabet="0123456789X-/~?%.TZ:+", max_size=24))
def test_any_text_is_read_or_refused_and_what_has_bounds_has_words(text: str) -> None:
    try:
        span_of(text)
    except InvalidValue:
        return
    assert bool(in_words(text)) == bool(text)
