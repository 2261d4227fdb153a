"""The commands on the example: documents with the promised keys, lines for a reader, nothing changed by looking."""

import json
from pathlib import Path
from typing import Any

import pytest

from libyamap.app.commands import Put
from libyamap.bootstrap import open_workspace
from libyamap.cli.new import EXAMPLES
from libyamap.domain.model import Layer, Site
from libyamap.examples import example_names
from tests.unit.cli.conftest import Run

LOOKING = [("info",), ("validate",), ("search", "misrata"), ("history",)]


def document(run: Run, *arguments: object) -> Any:
    ran = run(*arguments, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("\n")
    return json.loads(ran.out)


def test_info_counts_what_is_there(run: Run, example: Path) -> None:
    info = document(run, "info", example)
    assert info["title"] == "Libya, about May 2016"
    assert info["features"] == sum(info["by_kind"].values()) == sum(info["by_layer"].values())
    assert set(info["by_kind"]) == {"event", "presence", "site", "zone", "link"}
    assert info["by_kind"]["presence"] == 4
    assert info["actors"] > 10
    assert info["sources"] == 1
    assert info["revision"] == 1
    west, south, east, north = info["bounds"]
    assert -110 < west < 9.5, "links begin in the US; a country's farthest islands do not count"
    assert 24 < east < 60
    assert 20 < south < 27
    assert north > 50


def test_info_for_a_reader(run: Run, example: Path) -> None:
    out = run("info", example).out
    assert out.startswith("Libya, about May 2016\nAs of about May 2016; revision 1\n")
    assert "Not located" in out


def test_info_of_nothing(run: Run, empty: Path) -> None:
    info = document(run, "info", empty)
    assert (info["title"], info["features"], info["bounds"]) == ("Nothing yet", 0, None)
    assert run("info", empty).code == 0


def test_validate(run: Run, example: Path) -> None:
    verdict = document(run, "validate", example)
    assert verdict["valid"] is True
    assert verdict["problems"] == []
    assert verdict["records"] > 100
    assert run("validate", example).out.startswith("Sound: ")


def test_validate_names_what_is_wrong_and_fails(run: Run, example: Path) -> None:
    with open_workspace(example) as workspace:
        layer = workspace.session.store.all(Layer)[0]
        lost = Site(id="018f0000-0000-7000-8000-000000000001", layer=layer.id, title="Lost", country="XXX")
        workspace.session.run(Put(lost))
    ran = run("validate", example, "--json")
    assert ran.code == 1
    assert [finding["record"] for finding in json.loads(ran.out)["problems"]] == [lost.id]
    assert ran.err.count("\n") == 1
    assert "has 1 problem;" in ran.err
    assert "Problem: site ‘Lost’:" in run("validate", example).out


@pytest.mark.parametrize(
    ("text", "name"),
    [("Misrata", "Misrata"), ("TRIPOLI", "Tripoli"), ("طرابلس", "Tripoli"), ("ras ajdir", "Ras Ajdir crossing")],
)
def test_places_are_found_first(run: Run, example: Path, text: str, name: str) -> None:
    first = document(run, "search", example, text)[0]
    assert {"name", "lat", "lon", "kind", "country", "source"} <= set(first)
    assert (first["name"], first["kind"], first["source"]) == (name, "site", "project")


@pytest.mark.parametrize("text", ["Haftar", "حفتر", "dunford", "الوفاق"])
def test_actors_find_their_features_in_any_script(run: Run, example: Path, text: str) -> None:
    assert document(run, "search", example, text)


def test_nothing_found_is_an_answer(run: Run, example: Path) -> None:
    assert document(run, "search", example, "0000") == []
    assert "Nothing in this project, and no place, matches “0000”." in run("search", example, "0000").out


@pytest.mark.parametrize("text", ["Bengasi", "بنغازى", "Benghazy", "Bengasi, Libia"])
def test_any_spelling_finds_the_place(run: Run, example: Path, text: str) -> None:
    hits = document(run, "search", example, text)
    (place,) = [hit for hit in hits if hit["id"] == "geonames:88319"]
    assert (place["name"], place["kind"], place["country"], place["source"]) == (
        "Benghazi", "place", "LBY", "gazetteer",
    )  # fmt: skip
    assert (place["lat"], place["lon"]) == pytest.approx((32.1149, 20.0686), abs=0.001)


def test_the_project_comes_before_the_gazetteer(run: Run, example: Path) -> None:
    sources = [hit["source"] for hit in document(run, "search", example, "Tripoli")]
    assert sources == sorted(sources, reverse=True)
    assert set(sources) == {"project", "gazetteer"}


def test_history(run: Run, example: Path) -> None:
    with open_workspace(example) as workspace:
        layer = workspace.session.store.all(Layer)[0]
        workspace.session.run(Put(Site(id="018f0000-0000-7000-8000-000000000001", layer=layer.id, title="Second")))
    newest, oldest = document(run, "history", example)
    assert (newest["revision"], oldest["revision"], oldest["command"]) == (2, 1, "create")
    assert newest["title"] == "Set site ‘Second’"
    assert newest["author"]
    assert newest["undoes"] is None
    assert run("history", example).out.splitlines()[0].startswith("2  ")


@pytest.mark.parametrize("looking", LOOKING)
def test_looking_changes_nothing(run: Run, example: Path, looking: tuple[str, ...]) -> None:
    before = example.read_bytes()
    assert run(looking[0], example, *looking[1:]).code == 0
    assert example.read_bytes() == before
    assert [path.name for path in example.parent.iterdir()] == [example.name]


def test_text_that_would_steer_the_terminal_is_shown(run: Run, example: Path) -> None:
    with open_workspace(example) as workspace:
        layer = workspace.session.store.all(Layer)[0]
        hostile = Site(id="018f0000-0000-7000-8000-000000000001", layer=layer.id, title="\x1b[2Jgone\r\n<b>bold</b>")
        workspace.session.run(Put(hostile))
    for arguments in (("search", example, "gone"), ("history", example)):
        out = run(*arguments).out
        assert "\x1b" not in out
        assert "\r" not in out
        assert "<b>bold</b>" in out


def test_the_examples_offered_are_those_there_are() -> None:
    assert example_names() == EXAMPLES


def test_areas_are_loaded_listed_and_removed(run: Run, empty: Path, tmp_path: Path) -> None:
    ring = [[13, 32], [14, 32], [14, 33], [13, 33], [13, 32]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "properties": {"shapeName": "Suq al Jumaa"}, "geometry": shape}
    file = tmp_path / "districts.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    added = json.loads(run("areas", empty, "--add", file, "--json").out)
    assert (added["title"], added["accepted"], added["rejected"], added["name"]) == ("districts", 1, 0, "shapeName")
    assert json.loads(run("areas", empty, "--json").out) == [{"title": "districts", "areas": 1}]
    assert "1 areas" in run("areas", empty).out
    assert run("areas", empty, "--add", file).code == 1
    assert run("areas", empty, "--add", file, "--replace").code == 0
    assert json.loads(run("areas", empty, "--json").out) == [{"title": "districts", "areas": 1}]
    assert run("areas", empty, "--add", file, "--title", "Other", "--name", "nowhere").code == 1
    assert run("areas", empty, "--remove", "nothing").code == 1
    assert run("areas", empty, "--remove", "Districts").code == 0
    assert json.loads(run("areas", empty, "--json").out) == []
