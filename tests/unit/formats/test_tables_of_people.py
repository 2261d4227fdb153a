"""Tables as people and their programs make them: titles above, rare separators, old line ends, read-me sheets."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from libyamap.app.exporting.export import Export
from libyamap.bootstrap import areas, export_to
from libyamap.domain.model import Feature
from tests.unit.formats.conftest import Take

HEADING = ("id", "name", "lat", "lon", "date")
ROWS = (("1", "Clash", "27.0377", "14.4283", "2016-05-19"), ("2", "Raid", "31.2089", "16.5887", "2016-05-20"))
ARABIC = "العنوان,خط العرض,خط الطول,التاريخ\nاشتباك,27.0377,14.4283,2016-05-19\nقصف,31.2089,16.5887,2016-05-20\n"


def text(separator: str = ",", end: str = "\n", above: tuple[str, ...] = ()) -> str:
    return end.join([*above, *(separator.join(row) for row in (HEADING, *ROWS)), ""])


def told(features: list[Feature]) -> list[Any]:
    return [(each.title, each.time, each.geometry and each.geometry.coordinates) for each in features]


AS_MEANT = [("Clash", "2016-05-19", (14.4283, 27.0377)), ("Raid", "2016-05-20", (16.5887, 31.2089))]


@pytest.mark.parametrize("separator", list(";|\t^~¦"))
def test_separators(take: Take, tmp_path: Path, separator: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text(separator), encoding="utf-8")
    assert told(take(path).features) == AS_MEANT


@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_line_ends(take: Take, tmp_path: Path, end: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(text(end=end).encode())
    assert told(take(path).features) == AS_MEANT


@pytest.mark.parametrize("separator", [";", "\t", "!"])
def test_a_first_line_that_names_the_separator(take: Take, tmp_path: Path, separator: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(text(separator, "\r\n", above=(f"sep={separator}",)).encode())
    taken = take(path)
    assert told(taken.features) == AS_MEANT
    assert taken.outcome.rows == 2


def test_a_heading_of_two_words_is_not_cut(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("place name\nSirte\nWest of Sabha\n", encoding="utf-8")
    assert [feature.place for feature in take(path).features] == ["Sirte", "West of Sabha"]


@pytest.mark.parametrize("above", [("Incidents of May 2016", ""), ("Incidents of May 2016,,,,", ",,,,")])
def test_a_title_above_the_heading(take: Take, tmp_path: Path, above: tuple[str, ...]) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text(above=above), encoding="utf-8")
    taken = take(path)
    assert told(taken.features) == AS_MEANT
    assert any("above the heading" in note for note in taken.outcome.notes)
    assert taken.outcome.rows == 2


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_arabic_in_utf_16_without_a_mark(take: Take, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "arabic.csv"
    path.write_bytes(ARABIC.encode(encoding))
    assert [feature.title for feature in take(path).features] == ["اشتباك", "قصف"]


def workbook(path: Path, sheets: dict[str, list[tuple[object, ...]]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_a_sheet_of_notes_is_left_out_and_said(take: Take, tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", {"Read me": [("How to use",), ("Ask us",)], "Events": [HEADING, *ROWS]})
    taken = take(path)
    assert told(taken.features) == AS_MEANT
    assert any("“Read me” was left out" in note for note in taken.outcome.notes)


def test_a_title_above_the_heading_of_a_sheet(take: Take, tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", {"Events": [("Incidents of May 2016",), (), HEADING, *ROWS]})
    taken = take(path)
    assert told(taken.features) == AS_MEANT
    assert any("above the heading" in note for note in taken.outcome.notes)


def test_signs_that_xlsx_writes_as_codes(take: Take, tmp_path: Path) -> None:
    texts = ("line\rline", "bell\x07", "_x000D_ as it is", "_x0041")
    path = workbook(tmp_path / "book.xlsx", {"Events": [("name", *"abcd", "lat", "lon"), ("A", *texts, 27, 14)]})
    assert tuple(take(path).feature("A").attributes.values()) == texts


def test_the_ending_psv_parts_cells_by_bars(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text().replace("Clash", "Clash | raid"), encoding="utf-8")
    taken = take(path)
    ground = areas()
    export_to(tmp_path / "out.psv", Export(taken.session.store, ground))
    ground.close()
    lines = (tmp_path / "out.psv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("id|kind|layer|title")
    assert take(tmp_path / "out.psv").outcome.unchanged == 2


def test_what_was_guessed_of_several_sheets_is_said_by_their_names(take: Take, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "book.xlsx", {"May": [HEADING, *ROWS], "June": [("what", "where"), ("Talks", "Tripoli")]}
    )
    taken = take(path)
    notes = taken.outcome.notes
    assert {feature.title for feature in taken.features} == {"Clash", "Raid", "Talks"}
    guesses = [note for note in notes if note.startswith("Guessed")]
    assert [note.split(":")[0] for note in guesses] == ["Guessed for “May”", "Guessed for “June”"]


def test_sheets_that_number_their_rows_alike_lose_none(take: Take, tmp_path: Path) -> None:
    june = (("1", "Talks", "32.9", "13.2", "2016-06-01"), ("3", "March", "32.8", "13.1", "2016-06-02"))
    path = workbook(tmp_path / "book.xlsx", {"May": [HEADING, *ROWS], "June": [HEADING, *june]})
    taken = take(path)
    assert (taken.outcome.rows, taken.outcome.accepted) == (4, 4)
    assert taken.feature("Clash").dataset_id == "1"
    assert taken.feature("Talks").attributes["id"] == "1"
    assert any("“id” in “June” counts as another table does" in note for note in taken.outcome.notes)
    again = take(path).outcome
    assert (again.unchanged, again.accepted) == (4, 4)


def test_a_square_of_the_military_grid_is_no_exact_place(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "grid.csv"
    path.write_text(
        "what,when,grid\nPost,2016-05-19,33S VR 46785 82560\nTalks,2016-05-20,33S VR 46 82\nRaid,2016-05-21,33SVR48\n",
        encoding="utf-8",
    )
    taken = take(path)
    found = {title: taken.feature(title) for title in ("Post", "Talks", "Raid")}
    assert {title: each.where_prec for title, each in found.items()} == {"Post": 1, "Talks": 2, "Raid": 2}
    assert found["Post"].radius_m is None
    assert found["Talks"].radius_m == pytest.approx(707, abs=1)
    assert found["Raid"].radius_m == pytest.approx(7071, abs=1)


def test_a_code_of_precision_says_more_than_the_square(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "grid.csv"
    path.write_text("what,grid,precision\nTalks,33S VR 46 82,1\nRaid,33S VR 46 82,\n", encoding="utf-8")
    taken = take(path)
    assert [taken.feature(title).where_prec for title in ("Talks", "Raid")] == [1, 2]
