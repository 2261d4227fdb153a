"""Texts that tell no place: coordinates in every notation are blanked, other numbers are left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.release.texts import WITHHELD, tells_place, without_coordinates, without_names
from libyamap.gazetteer.coordinates import Notation, read, write


@given(st.floats(-179, 179), st.floats(-79, 79), st.sampled_from(list(Notation)))
def test_whatever_the_program_writes_is_blanked(lon: float, lat: float, notation: Notation) -> None:
    written = write((lon, lat), notation)
    told = without_coordinates(f"Seen at {written} by two people")
    assert written not in told
    assert WITHHELD in told
    assert told.startswith("Seen at ")
    assert told.endswith("people")
    assert read(told.removeprefix("Seen at ").removesuffix(" by two people")) is None


@pytest.mark.parametrize(
    "text",
    ["31.2156", "31.2, 16.6", "٣١٫٢١٥٦", "31°12'N 16°35'E", "33R VQ 12345 67890", "33RVQ1234567890", "geo:31.2,16.5",
     "https://maps.example/?mlat=31.21561&mlon=16.58872", "31,2156"],
)  # fmt: skip
def test_notations_that_people_paste(text: str) -> None:
    assert tells_place(text)
    assert not any(number in without_coordinates(f"at {text}.") for number in ("31.2", "16.5", "٣١", "12345", "31°"))


@pytest.mark.parametrize(
    "text",
    ["1,200 killed on 18 May 2016", "about 3.5 km away", "grade B2, paragraph 4", "2016-05-18", "12:30", "50 000 men",
     "Resolution 2259 (2015)", "T-72, 122 mm"],
)  # fmt: skip
def test_other_numbers_stay(text: str) -> None:
    assert without_coordinates(text) == text


def test_names_go_as_whole_words_in_any_capitals() -> None:
    assert (
        without_names("Shelling of SIRTE; Sirtean officials; sirte.", ["Sirte"])
        == "Shelling of …; Sirtean officials; …."
    )
    assert without_names("قصف مصراتة", ["مصراتة"]) == "قصف …"
    assert without_names("(a+b)", ["(a+b)", ""]) == "…"
