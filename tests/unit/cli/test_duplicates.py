"""`libyamap duplicates`: what is listed, joined, told apart; and the program in docs/duplicates.md."""

import json
import re
import runpy
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

DOCS = (Path(__file__).parents[3] / "docs" / "duplicates.md").read_text(encoding="utf-8")
A = "id,date,latitude,longitude,title\na1,2016-05-19,32.3,15.1,Clash near Misrata\na2,2016-05-20,31.2,16.6,Raid\n"
B = "id,date,latitude,longitude,title\nb1,2016-05-20,32.32,15.12,Clash near Misrata\n"


@pytest.fixture
def project(empty: Path, run: Run, tmp_path: Path) -> Path:
    """Two small data sets that both tell of one event."""
    for name, text in (("a.csv", A), ("b.csv", B)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run("import", tmp_path / "a.csv", tmp_path / "b.csv", "--into", empty).code == 0
    return empty


def ids(run: Run, project: Path) -> tuple[str, str]:
    (pair,) = json.loads(run("duplicates", project, "--json").out)
    return pair["keep"]["id"], pair["join"]["id"]


def test_pairs_as_json_and_as_lines(project: Path, run: Run) -> None:
    (pair,) = json.loads(run("duplicates", project, "--json", "--most", "5").out)
    assert pair["words"] == "one day apart, 2.9 km apart, the same title"
    assert (pair["days"], round(pair["metres"])) == (1, 2910)
    assert pair["keep"]["dataset_id"] == "a1"
    assert pair["join"] == {
        "id": pair["join"]["id"], "title": "Clash near Misrata", "time": "2016-05-20", "lat": 32.32, "lon": 15.12,
        "dataset": "b", "dataset_id": "b1",
    }  # fmt: skip
    assert len(json.loads(run("duplicates", project, "--json", "--dataset", "b").out)) == 1
    assert json.loads(run("duplicates", project, "--json", "--dataset", "c").out) == []
    lines = run("duplicates", project).out.splitlines()
    assert re.match(r"\d\d% likely: one day apart", lines[0])
    assert [line.split()[0] for line in lines[1:]] == ["keep", "join"]


def test_join_is_one_step(project: Path, run: Run) -> None:
    ran = run("duplicates", project, "--join", *ids(run, project), "--json")
    assert json.loads(ran.out)["done"] == "Join ‘Clash near Misrata’ into ‘Clash near Misrata’"
    assert json.loads(run("history", project, "--json").out)[0]["command"] == "join-events"
    assert run("duplicates", project).out == "No two events of this project are likely to be the same.\n"
    assert json.loads(run("info", project, "--json").out)["features"] == 2


def test_apart_and_again(project: Path, run: Run) -> None:
    both = ids(run, project)
    assert run("duplicates", project, "--apart", *both).code == 0
    assert json.loads(run("duplicates", project, "--json").out) == []
    assert run("duplicates", project, "--again", *both).code == 0
    assert ids(run, project) == both


def test_an_unknown_event_is_said_and_nothing_changed(project: Path, run: Run) -> None:
    before = project.read_bytes()
    ran = run("duplicates", project, "--join", "x", ids(run, project)[0])
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "libyamap: There is no event “x” in this project; “libyamap duplicates” lists their ids.\n"
    assert project.read_bytes() == before
    assert run("duplicates", project, "--most", "0").code == 2


def test_the_program_in_the_documents_runs(
    project: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (program,) = re.findall(r"^```python\n(.*?)^```", DOCS, re.MULTILINE | re.DOTALL)
    project.rename(tmp_path / "mine.gpkg")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    runpy.run_path("program.py")
    assert "Clash near Misrata: one day apart" in capsys.readouterr().out
    assert json.loads(run("duplicates", tmp_path / "mine.gpkg", "--json").out) == []
