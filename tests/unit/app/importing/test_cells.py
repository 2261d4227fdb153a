"""Cells as text, and templates whose connecting words go where a value is missing."""

import pytest

from libyamap.app.importing.cells import Columns, attributes, templated, text_of
from libyamap.app.importing.rows import Cell

EMPTY = frozenset({"", "NA"})


@pytest.mark.parametrize(
    ("cell", "text"), [(None, ""), (1.0, "1"), (1.5, "1.5"), (True, "yes"), (" a ", "a"), (12, "12"), (1e300, "1e+300")]
)
def test_numbers_of_spreadsheets_are_written_plainly(cell: Cell, text: str) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize(
    ("what", "where", "title"),
    [("Clash", "Sabha", "Clash in Sabha"), ("Clash", "NA", "Clash"), ("", "Sabha", "Sabha"), ("", "", "")],
)
def test_connecting_words_go_with_what_is_missing(what: str, where: str, title: str) -> None:
    columns: Columns = {"what": [what], "where": [where]}
    assert templated("{what} in {where}", columns, 1, EMPTY) == [title]


def test_what_cannot_be_kept_as_a_number_is_kept_as_text() -> None:
    columns: Columns = {"a": [10**30, float("inf"), 5], "b": ["NA", "x", None]}
    assert attributes(columns, ("a", "b"), 3, EMPTY) == [{"a": str(10**30)}, {"b": "x"}, {"a": 5}]
