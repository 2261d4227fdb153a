"""A safe release in every format: the bytes hold no exact place, no name and no identity that was held back."""

import argparse
from pathlib import Path

import msgspec
import pytest

from libyamap.app.commands import Put
from libyamap.app.exporting.export import Export
from libyamap.app.release.releasing import Releasing
from libyamap.app.release.rules import rules_from_text
from libyamap.bootstrap import areas, export_to, open_store, open_workspace
from libyamap.cli.arguments import release
from libyamap.domain.model import Layer
from libyamap.errors import WorldError
from tests.support.secrets import secret_project, told
from tests.unit.formats.conftest import Take

ENDINGS = ("csv", "tsv", "xlsx", "geojson", "geojsonl", "kml", "kmz", "gpx", "shp", "fgb", "gpkg", "parquet")
RULES = "grid:50km,no-sources"


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The project with the secrets, and the ids of its records."""
    path = tmp_path_factory.mktemp("secret") / "secret.gpkg"
    return path, secret_project(path)


def released(project: Path, target: Path, rules: str) -> list[Path]:
    """The files that an export under these rules makes."""
    store, ground = open_store(project, read_only=True), areas()
    export_to(target, Export(store, ground, release=Releasing(rules_from_text(rules), ground)))
    store.close()
    ground.close()
    return sorted(target.parent.iterdir())


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_search_finds_the_secrets_where_nothing_is_held_back(
    secret: tuple[Path, list[str]], tmp_path: Path, ending: str
) -> None:
    project, ids = secret
    store, ground = open_store(project, read_only=True), areas()
    export_to(tmp_path / f"out.{ending}", Export(store, ground))
    store.close()
    ground.close()
    found = [each for path in tmp_path.iterdir() for each in told(path, ids)]
    assert found
    assert any(each.startswith(("16.58", "31.20")) for each in found)


@pytest.mark.parametrize("rules", [RULES, "province,no-sources", "country,no-sources,no-titles,no-descriptions"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_that_is_held_back_is_in_the_bytes(
    secret: tuple[Path, list[str]], tmp_path: Path, ending: str, rules: str
) -> None:
    project, ids = secret
    if ending == "shp" and rules.startswith("country"):
        with pytest.raises(WorldError, match="Nothing of this has a place"):
            released(project, tmp_path / "out.shp", rules)
        return
    for path in released(project, tmp_path / f"out.{ending}", rules):
        assert told(path, ids) == [], path.name


def test_sources_stay_without_their_authors_and_without_what_tells_a_place(
    secret: tuple[Path, list[str]], tmp_path: Path
) -> None:
    project, ids = secret
    (path,) = released(project, tmp_path / "out.geojson", "grid:50km,no-authors")
    found = told(path, ids)
    assert found == ["Cable 4711"]


def test_attributes_stay_only_where_they_are_named(secret: tuple[Path, list[str]], tmp_path: Path) -> None:
    (path,) = released(secret[0], tmp_path / "out.csv", "grid:50km,no-sources,keep:fatalities+latitude")
    heading, *rows = path.read_text("utf-8-sig").splitlines()
    assert "fatalities" in heading
    assert "private_officer" not in heading
    assert told(path, secret[1]) == []
    assert any(",3," in row for row in rows)


@pytest.mark.parametrize("ending", ["geojson", "csv", "gpkg"])
def test_the_same_project_gives_the_same_release_and_it_can_be_imported(
    secret: tuple[Path, list[str]], tmp_path: Path, take: Take, ending: str
) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        released(secret[0], folder / f"out.{ending}", RULES)
    one, two = ((folder / f"out.{ending}").read_bytes() for folder in folders)
    assert one == two or ending == "gpkg"
    taken = take(folders[0] / f"out.{ending}")
    assert (taken.outcome.rejected, taken.outcome.accepted) == (0, 4)


def test_rules_on_the_command_line_are_words_or_a_file(tmp_path: Path) -> None:
    assert release("grid:5km") == rules_from_text("grid:5km")
    file = tmp_path / "rules.json"
    file.write_text('{"places": "province", "sources": false}', encoding="utf-8")
    assert release(str(file)) == rules_from_text("province,no-sources")
    file.write_text("[", encoding="utf-8")
    for wrong in ("blur", str(file), str(tmp_path / "nowhere.json")):
        with pytest.raises(argparse.ArgumentTypeError):
            release(wrong)


@pytest.mark.parametrize("ending", ENDINGS)
def test_titles_of_layers_stay_behind_where_that_is_said(tmp_path: Path, ending: str) -> None:
    project = tmp_path / "in" / "named.gpkg"
    project.parent.mkdir()
    secret_project(project)
    with open_workspace(project) as opened:
        (layer,) = [each for each in opened.session.store.all(Layer) if each.title == "Depots"]
        opened.session.run(Put(msgspec.structs.replace(layer, title="Informant tells of these")))
    out = tmp_path / "out"
    out.mkdir()
    files = released(project, out / f"out.{ending}", f"{RULES},no-layer-titles")
    assert [each for path in files for each in told(path, [])] == []
    if ending in {"csv", "geojson", "kml"}:
        assert f"Layer {layer.position + 1}" in (out / f"out.{ending}").read_text("utf-8")
