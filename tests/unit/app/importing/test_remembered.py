"""Choices of columns are remembered by the shape of the table, whatever the spelling and order of its heading."""

from pathlib import Path

import pytest

from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.remembered import Remembered


def test_the_next_table_of_the_shape_needs_no_choice(tmp_path: Path) -> None:
    path = tmp_path / "config" / "mappings.json"
    assert Remembered(path).find(("What", "Where")) is None
    Remembered(path).keep(("What", "Where"), Mapping(title="What", coordinates="Where"))
    found = Remembered(path).find(("where", "WHAT"))
    assert found is not None
    assert (found.title, found.coordinates) == ("WHAT", "where")
    assert Remembered(path).find(("What",)) is None


def test_without_a_file_nothing_is_remembered() -> None:
    Remembered().keep(("a",), Mapping(title="a"))
    assert Remembered().find(("a",)) is None


@pytest.mark.logs("could not be read")
def test_a_damaged_file_counts_as_absent(tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text("{", encoding="utf-8")
    assert Remembered(tmp_path / "m.json").find(("a",)) is None
