"""What a question is taken for: the name, and what says where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.domain.place import PlaceKind
from libyamap.gazetteer.kind_words import split_kind
from libyamap.gazetteer.question import LONGEST, Meant, cleaned, meanings, without_near


@pytest.mark.parametrize(
    ("text", "name"),
    [("near Sirte", "Sirte"), ("près de Syrte", "Syrte"), ("قرب سرت", "سرت"), ("bei Bengasi", "Bengasi"),
     ("Nearchus", "Nearchus"), ("near", "near"), ("بالقرب من سرت", "سرت"), ("около Сирта", "Сирта")],
)  # fmt: skip
def test_near(text: str, name: str) -> None:
    assert without_near(text) == name


def test_after_a_comma_and_after_a_space() -> None:
    assert next(meanings("Tripoli, North, Lebanon")) == Meant("Tripoli", "Lebanon", True)
    assert next(meanings("طرابلس، لبنان")) == Meant("طرابلس", "لبنان", True)
    assert list(meanings("Bani Walid Libya")) == [
        Meant("Bani Walid Libya", "", False),
        Meant("Bani Walid", "Libya", False),
        Meant("Bani", "Walid Libya", False),
    ]


def test_words_for_kinds() -> None:
    assert split_kind(["lac", "tchad"]) == (PlaceKind.LAKE, ["tchad"])
    assert split_kind(["golfe", "de", "syrte"]) == (PlaceKind.SEA, ["syrte"])
    assert split_kind(["lac"]) == (None, ["lac"]), "a place may be called so"
    assert split_kind(["misrata"]) == (None, ["misrata"])


@given(st.text())
def test_a_question_is_one_short_line(text: str) -> None:
    line = cleaned(text)
    assert len(line) <= LONGEST
    assert line == " ".join(line.split())
    assert line.isprintable() or all(sign.isprintable() or ord(sign) > 0x7F for sign in line)
    assert all(meant.name or not line for meant in meanings(line)) or "," in line or "(" in line
