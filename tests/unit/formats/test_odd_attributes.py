"""Attributes with any name and any value go out and come back; what was edited in their columns comes with them."""

import csv
import json
import math
from pathlib import Path
from typing import Any

import pytest

from libyamap.app.exporting.export import Export
from libyamap.app.session import Session
from libyamap.bootstrap import areas, export_to
from tests.unit.formats.conftest import Take, Taken
from tests.unit.formats.test_round_trip import features_of

ENDINGS = ("gpkg", "geojson", "geojsonl", "kml", "csv", "tsv", "xlsx", "fgb", "parquet")
ODD: dict[str, Any] = {
    "fid": 7, "FID": "8", "geom": "g", "wkt": "w", "Deaths": 3, "deaths": "4", "DEATHS": 5.5, "latitude": "north",
    "=f": "=1+1", "+": "+1", "a=b;c": "d;e", "'quoted\"": "'q\"", "_x0041_": "_x000D_ as it is", "<b>": "<i>",
    "bell": "\x07", "lines": "l1\nl2\r\nl3\rl4", "blanks": "  x  ", "é": "small", "É": "large", "مفتاح": "قيمة",
    "whole": 123456789012, "part": 0.1, "yes": True, "no": False, "comma": "1,5", "zeros": "007", "folder": "f",
    "style": "s", "begin": "b", "x" * 199: "long", "y (2)": "two", "y": "one",
}  # fmt: skip


def point(name: str, **other: Any) -> dict[str, Any]:
    properties = {"id": name, "name": name, "layer": "Odd", **other}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [14.1, 27.9]}}


def written(folder: Path, *features: dict[str, Any]) -> Path:
    path = folder / "odd.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def exported(session: Session, path: Path) -> Path:
    ground = areas()
    export_to(path, Export(session.store, ground))
    ground.close()
    return path


@pytest.mark.parametrize("ending", ENDINGS)
def test_any_attribute_comes_back(take: Take, tmp_path: Path, ending: str) -> None:
    taken = take(written(tmp_path, point("A", **ODD), point("B", deaths=1, y="1,5"), point("C", part="x")))
    before = features_of(taken.session)
    assert taken.feature("A").attributes == ODD
    again = take(exported(taken.session, tmp_path / f"out.{ending}"))
    assert (again.outcome.accepted, again.outcome.unchanged, again.outcome.rejected) == (3, 3, 0)
    assert features_of(again.session) == before


@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson", "gpkg"])
def test_texts_that_are_longer_than_a_cell(take: Take, tmp_path: Path, ending: str) -> None:
    """The outline of an area with 3,000 corners, and a description of 50,000 signs."""
    ring = [[14 + math.cos(turn), 27 + math.sin(turn)] for turn in (2 * math.pi * at / 3000 for at in range(3000))]
    area = point("A", notes="word " * 10_000) | {"geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}}
    taken = take(written(tmp_path, area, point("B", notes="short")))
    before = features_of(taken.session)
    again = take(exported(taken.session, tmp_path / f"out.{ending}"))
    assert (again.outcome.unchanged, again.outcome.rejected) == (2, 0)
    assert features_of(again.session) == before


def edited(taken: Taken, folder: Path, **cells: str) -> Path:
    """An export with these cells of its first row changed."""
    path = exported(taken.session, folder / "out.csv")
    csv.field_size_limit(1_000_000)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = list(dict.fromkeys((*rows[0], *cells)))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows([{**rows[0], **cells}, *rows[1:]])
    return path


def test_edited_added_and_emptied_attributes_are_taken(take: Take, tmp_path: Path) -> None:
    taken = take(written(tmp_path, point("A", killed=3, note="old", seen=True, gone="x"), point("B", fid=1)))
    changes = {"killed": "9", "note": "new", "seen": "no", "gone": "", "mine": "added"}
    again = take(edited(taken, tmp_path, **changes))
    assert (again.outcome.updated, again.outcome.unchanged) == (1, 1)
    assert again.feature("A").attributes == {"killed": 9, "note": "new", "seen": False, "mine": "added"}
    assert again.feature("B").attributes == {"fid": 1}


def test_what_cannot_be_edited_so_is_said(take: Take, tmp_path: Path) -> None:
    taken = take(written(tmp_path, point("A")))
    again = take(edited(taken, tmp_path, layer="Elsewhere", actors="Somebody"))
    assert again.outcome.unchanged == 1
    assert [note.split("”")[0] for note in again.outcome.notes] == [
        "What was changed in the column “layer", "What was changed in the column “actors",
    ]  # fmt: skip


def test_rows_that_were_added_to_an_export_come_in(take: Take, tmp_path: Path) -> None:
    taken = take(written(tmp_path, point("A", killed=3)))
    path = exported(taken.session, tmp_path / "out.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    blank = dict.fromkeys(rows[0], "")
    rows += [
        {**blank, "kind": "event", "title": "New", "time": "2016-05~", "latitude": "27.5", "longitude": "14.5",
         "where_prec": "2", "actors": "X; Y", "sources": "Paper; https://a.example/1", "layer": "Odd", "killed": "4"},
        {**blank, "title": "Post", "wkt": "POINT (14 28)"},
        {**blank, "kind": "presence", "title": "Bad", "latitude": "95", "longitude": "14"},
    ]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(blank))
        writer.writeheader()
        writer.writerows(rows)
    again = take(path)
    assert (again.outcome.rows, again.outcome.accepted, again.outcome.unchanged) == (4, 3, 1)
    (refused,) = again.outcome.reasons
    assert refused.row == 4
    assert "not on the globe" in refused.reason
    new = again.feature("New")
    assert (new.kind.value, new.time, new.where_prec, new.attributes) == ("event", "2016-05~", 2, {"killed": "4"})
    assert again.layer_of(new) == "Odd"
    assert [name for name, _role in again.actors_of(new)] == ["X", "Y"]
    assert again.feature("Post").kind.value == "event"
    third = take(path).outcome
    assert (third.accepted, third.unchanged, third.updated) == (3, 3, 0)


def test_a_placemark_that_was_added_to_our_kml_comes_in(take: Take, tmp_path: Path) -> None:
    taken = take(written(tmp_path, point("A")))
    path = exported(taken.session, tmp_path / "out.kml")
    added = "<Placemark><name>New</name><Point><coordinates>14,28</coordinates></Point></Placemark></Document>"
    path.write_text(path.read_text("utf-8").replace("</Document>", added), encoding="utf-8")
    again = take(path)
    assert (again.outcome.rows, again.outcome.accepted, again.outcome.unchanged) == (2, 2, 1)
    found = again.feature("New").geometry
    assert found is not None
    assert found.coordinates == (14, 28)
