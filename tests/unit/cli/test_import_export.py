"""`libyamap import` and `export`: counts that add up, exit codes, nothing half done."""

import csv
import json
from contextlib import closing
from pathlib import Path

import pytest

from libyamap.bootstrap import open_store
from libyamap.domain.model import Event, Site
from tests.unit.cli.conftest import Run

DATA = Path(__file__).parents[2] / "data" / "formats"


def test_the_json_adds_up_for_each_file(example: Path, run: Run) -> None:
    names = ("acled_new.csv", "ucdp_ged.csv", "folders.kml")
    ran = run("import", *(str(DATA / name) for name in names), "--into", str(example), "--json")
    assert (ran.code, ran.err) == (0, "")
    documents = json.loads(ran.out)
    assert [Path(each["file"]).name for each in documents] == list(names)
    assert [each["preset"] for each in documents] == ["acled", "ucdp-ged", None]
    assert [each["without_place"] for each in documents] == [0, 0, 1]  # of those accepted
    for each in documents:
        assert each["accepted"] + each["rejected"] + each["updated"] == each["rows"] > 0
        assert len(each["reasons"]) == each["rejected"]
        assert all(set(reason) == {"row", "reason"} for reason in each["reasons"])
    history = json.loads(run("history", str(example), "--json").out)
    assert [step["command"] for step in history[:3]] == ["import"] * 3


def test_lines_for_a_reader(example: Path, run: Run) -> None:
    ran = run("import", str(DATA / "acled_new.csv"), "--into", str(example), "--layer", "ACLED data")
    assert ran.code == 0
    assert "(as acled)" in ran.out
    assert "Row 4: The position 129.127" in ran.out
    assert json.loads(run("info", str(example), "--json").out)["by_layer"]["ACLED data"] == 3


def test_coordinates_in_metres(example: Path, run: Run, tmp_path: Path) -> None:
    table = tmp_path / "survey.csv"
    table.write_text("name;easting;northing\nA;500000;3582000\nB;400 000,5;3600000\nC;x;1\nD;;\n", "utf-8")
    (told,) = json.loads(run("import", str(table), "--into", str(example), "--crs", "EPSG:32633", "--json").out)
    assert (told["accepted"], [each["row"] for each in told["reasons"]]) == (3, [3])
    assert "not an easting and northing in EPSG:32633" in told["reasons"][0]["reason"]
    with closing(open_store(example, read_only=True)) as store:
        found = {site.title: site for site in store.all(Site) if site.dataset == "survey"}
    assert found["A"].geometry is not None
    assert found["A"].geometry.coordinates == pytest.approx((15.0, 32.3756), abs=0.001)
    assert found["D"].geometry is None


def test_a_file_that_cannot_be_read_leaves_the_others(example: Path, run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.geojson"
    bad.write_text('{"type": "FeatureCollection", "features": [', encoding="utf-8")
    ran = run("import", str(bad), str(DATA / "acled_old.csv"), "--into", str(example), "--json")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    first, second = json.loads(ran.out)
    assert first["rows"] == 0
    assert "cut short" in first["error"]
    assert second["accepted"] == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere.csv",), "there is no such file"),
        (("{data}/acled_new.csv", "--preset", "nonsense"), "There is no preset “nonsense”"),
        (("{data}",), "is a folder"),
        (("{data}/acled_new.csv", "--crs", "metres"), "“metres” is no reference system"),
    ],
)
def test_one_line_where_nothing_can_be_done(example: Path, run: Run, arguments: tuple[str, ...], words: str) -> None:
    before = example.read_bytes()
    ran = run("import", *(part.format(data=DATA) for part in arguments), "--into", str(example))
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert words in ran.err
    assert example.read_bytes() == before


def test_wrong_usage(run: Run) -> None:
    assert run("import", "a.csv").code == 2
    assert run("export", "a.gpkg").code == 2


def test_an_interrupted_import_leaves_the_project_as_it_was(
    example: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from libyamap.app.importing.mapper import Mapper

    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Mapper, "__call__", interrupt)
    ran = run("import", str(DATA / "acled_new.csv"), "--into", str(example))
    assert (ran.code, ran.out) == (130, "")
    store = open_store(example, read_only=True)
    assert store.revision() == 1
    assert not [event for event in store.all(Event) if event.dataset]
    store.close()


def test_export_takes_layers_box_time_and_filter(example: Path, run: Run, tmp_path: Path) -> None:
    def exported(*options: str) -> list[dict[str, str]]:
        target = tmp_path / "out.csv"
        ran = run("export", str(example), "--to", str(target), *options)
        assert (ran.code, ran.err) == (0, "")
        with target.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    everything = exported()
    info = json.loads(run("info", str(example), "--json").out)
    assert len(everything) == info["features"]
    title, count = next((title, count) for title, count in info["by_layer"].items() if count)
    assert len(exported("--layers", title)) == count
    assert 0 < len(exported("--bbox", "14,31,16,33")) < len(everything)
    assert 0 <= len(exported("--time", "1990")) < len(everything)
    assert {row["type"] for row in exported("--filter", "type:statement")} == {"statement"}


def test_export_never_replaces_a_project(example: Path, run: Run, tmp_path: Path) -> None:
    before = example.read_bytes()
    ran = run("export", str(example), "--to", str(example))
    assert ran.code == 1
    assert "is a project" in ran.err
    assert example.read_bytes() == before
    assert run("export", str(example), "--to", str(tmp_path / "a.docx")).code == 1
    assert run("export", str(example), "--to", str(tmp_path / "a.csv"), "--layers", "None such").code == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [example.name]
