"""Two spellings that a reader takes for one word are one word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.folding import folded, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MISRATA", "misrata"),
        ("Zintān", "zintan"),
        ("Łódź", "lodz"),
        ("Ra's Ajdir", "Ra’s Ajdir"),
        ("Straße", "STRASSE"),
        ("Sabhaʾ", "Sabha"),
        ("إسلامية", "اسلاميه"),
        ("مِصْراتة", "مصراته"),
        ("ليبيـــا", "ليبيا"),
        ("مصرى", "مصري"),
        ("١٢", "12"),
    ],
)
def test_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_words_are_apart_at_anything_that_is_no_letter() -> None:
    assert words("Wazin–Dehiba, (crossing)") == ("wazin", "dehiba", "crossing")


def test_the_arabic_article_does_not_count_but_short_words_stay_whole() -> None:
    assert words("الجيش") == words("جيش")
    assert words("الف") == ("الف",)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert words(" ".join(words(text))) == words(text) or "ال" in folded(text)
    assert folded(folded(text)) == folded(text)
