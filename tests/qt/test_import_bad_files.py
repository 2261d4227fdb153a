"""Files that cannot be read, wholly or in part, in the window: each is a clear line, and the others come in."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from libyamap.ui.exchange.account_page import account_csv
from libyamap.ui.exchange.import_frame import Stage
from tests.qt.importing import Importing

BAD = {
    "empty.csv": (b"", "is empty"),
    "blank.csv": (b"  \n ", "is empty"),
    "wrong.xlsx": (b"not a workbook at all", "wrong.xlsx"),
    "cut.geojson": (b'{"type": "FeatureCollection", "features": [{"type"', "cut.geojson"),
    "cut.gpkg": (b"SQLite format 3\x00" + b"\x00" * 200, "cut.gpkg"),
    "bomb.kml": (b'<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a "b">]><kml>&a;</kml>', "bomb.kml"),
    "strange.xyz": (b"\x01\x02\x03\x04", "no format"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_a_line(importing: Importing, name: str) -> None:
    content, words = BAD[name]
    dialog = importing.look(importing.file(name, content))
    assert dialog.stage is Stage.DONE
    assert words in dialog.account.words.text()
    assert "\n  File" not in dialog.account.words.text()  # no traceback
    assert dialog.account.words.text().count(name) <= 1
    assert dialog.head.text() == "Nothing was imported"
    assert not dialog.account.undo_button.isVisible()
    assert not dialog.account.show_button.isVisible()


def test_a_heading_alone_and_encodings(importing: Importing) -> None:
    header = importing.file("header.csv", "title,lat,lon\n")
    wide = importing.file("wide.csv", "title,lat,lon\nمصراتة,32.4,15.1\n".encode("utf-16"))
    nul = importing.file("nul.csv", b"title,lat,lon\nA\x00B,32,15\nC,31,16\n")
    missing = importing.folder / "missing.csv"
    dialog = importing.look(header, wide, nul, missing)
    assert dialog.list.isVisible()
    assert "no rows" in importing.page.words.text()
    dialog.list.setCurrentRow(2)
    importing.reads("1 of the first 2 rows cannot be taken")
    importing.go(Stage.DONE)
    said = dialog.account.words.text()
    assert "no rows" in said
    assert "missing.csv" in said
    assert {feature.title for feature in importing.features} == {"مصراتة", "C"}
    rows = list(csv.DictReader(io.StringIO(account_csv(dialog.account.outcomes))))
    assert [(row["row"], row["reason"]) for row in rows if row["row"]] == [
        ("1", "The row contains a NUL character; remove it.")
    ]
    for outcome in dialog.account.outcomes:
        assert outcome.accepted + outcome.updated + outcome.rejected == outcome.rows


def test_a_file_that_vanishes_meanwhile_is_a_line(importing: Importing) -> None:
    path = importing.file("gone.csv", "title,lat,lon,date\nA,32,15,2016-05-04\n")
    dialog = importing.look(path)
    path.unlink()
    importing.choose(date="")
    importing.choose(date="date")  # the order of its dates is looked for in all of the file
    assert "no such file" in importing.page.words.text()
    importing.go(Stage.DONE)
    assert "gone.csv" in dialog.account.words.text()
    assert "no such file" in dialog.account.words.text()
    assert not importing.features
    dialog.back_button.click()
    assert dialog.stage is Stage.MAPPING


def test_a_file_that_may_not_be_read_and_a_folder_are_lines(
    importing: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = importing.file("secret.csv", "title,lat,lon\nA,32,15\n")
    plain = Path.open

    def refused(self: Path, *args: Any, **more: Any) -> Any:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return plain(self, *args, **more)

    monkeypatch.setattr(Path, "open", refused)
    folder = importing.folder / "a folder"
    folder.mkdir()
    dialog = importing.look(path, folder)
    said = dialog.account.words.text()
    assert "secret.csv" in said
    assert "does not permit it" in said
    assert "“a folder” is a folder" in said
