"""Named areas and exports: what features are known by is no feature of an export, unless it is asked for."""

import json
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from libyamap.app.area_reading import read_areas
from libyamap.app.area_sets import area_sets, take_in
from libyamap.app.commands import Add
from libyamap.app.exporting.export import Export, layers_named
from libyamap.app.filter_text import filter_from_text
from libyamap.app.named_areas import OTHER_NAMES, is_named_area, read_named_areas
from libyamap.app.passing import names_in
from libyamap.app.release.releasing import Releasing
from libyamap.app.release.rules import rules_from_text
from libyamap.app.viewport import EVERYTHING, Selection
from libyamap.bootstrap import areas, export_to, new_project, open_store, open_workspace
from libyamap.cli.main import main
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event, Layer, Zone
from libyamap.formats.registry import tables_of
from tests.unit.app.areas.district_files import area, square
from tests.unit.formats.conftest import Take


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An event known by its district, another known exactly, a zone that somebody holds, and three named areas."""
    folder = tmp_path_factory.mktemp("districts")
    file = folder / "districts.geojson"
    shapes = [area("Suq al Jumaa", square(13, 32)), area("Far west", square(10, 29)), area("Sabha", square(14, 27))]
    text = json.dumps({"type": "FeatureCollection", "features": shapes})
    file.write_text(text.replace('"ADM2_EN": "Sabha"', '"ADM2_AR": "Also Sabha", "ADM2_EN": "Sabha"'), "utf-8")
    path = folder / "project.gpkg"
    new_project(path, "Project")
    with open_workspace(path) as opened:
        loaded = read_areas(tables_of(file)[1], "Districts")
        take_in(opened.session, loaded)
        layer = Layer(id=new_id(), title="Events")
        opened.session.run(Add(layer))
        for title, precision, lon, lat in (("Clash", 3, 13.4, 32.4), ("Exact", 1, 14.5, 27.5)):
            event = Event(id=new_id(), layer=layer.id, title=title, where_prec=precision, geometry=point(lon, lat))
            opened.session.run(Add(event))
        held = msgspec.structs.replace(
            loaded.zones[1],
            id=new_id(),
            layer=layer.id,
            title="Held",
            type="control",
            place="",
            dataset="",
            dataset_id="",
            attributes={"since": "May"},
        )
        opened.session.run(Add(held))
    return path


def export(
    project: Path, target: Path, asked: str = "", *, layers: str = "", rules: str = "", sets: bool = False
) -> None:
    with closing(open_store(project, read_only=True)) as store, closing(areas()) as ground:
        found = filter_from_text(asked, names_in(store, ground))
        selection = Selection(layers=layers_named(store, layers), filter=found) if asked or layers else EVERYTHING
        made = Export(store, ground, selection, named_areas=sets)
        export_to(target, made._replace(release=Releasing(rules_from_text(rules), ground)) if rules else made)


def titles(path: Path) -> set[str]:
    return {each["properties"]["title"] for each in json.loads(path.read_text("utf-8"))["features"]}


FEATURES, SETS = {"Clash", "Exact", "Held"}, {"Suq al Jumaa", "Far west", "Sabha"}


def test_they_are_left_out_with_their_columns_and_go_where_they_are_asked_for(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.geojson"
    export(project, path)
    assert titles(path) == FEATURES
    columns = {name for each in json.loads(path.read_text("utf-8"))["features"] for name in each["properties"]}
    assert "since" in columns
    export(project, path.with_suffix(".csv"))
    heading = path.with_suffix(".csv").read_text("utf-8-sig").splitlines()[0].split(",")
    assert "since" in heading
    assert OTHER_NAMES not in heading, "no columns of what is not there"
    export(project, path, "kind:zone")
    assert titles(path) == {"Held"}
    export(project, path, 'area:"Suq al Jumaa"')
    assert titles(path) == {"Clash"}, "not the area itself, whose middle lies in it"
    for asked in ({"sets": True}, {"layers": "Events,Districts"}, {"asked": 'type:"named area",control kind:zone'}):
        export(project, path, **asked)
        assert titles(path) >= SETS | {"Held"}


def test_the_command_line_and_a_page(project: Path, tmp_path: Path) -> None:
    for name, arguments, there in (
        ("a.geojson", [], False),
        ("b.geojson", ["--named-areas"], True),
        ("c.html", [], False),
        ("d.html", ["--named-areas"], True),
        ("e.html", ["--named-areas", "--release", "no-sources"], True),
        ("f.html", ["--release", "grid:25km"], False),
    ):
        assert main(["export", str(project), "--to", str(tmp_path / name), *arguments]) == 0
        text = (tmp_path / name).read_text("utf-8")
        assert ("Far west" in text) is there, name
        assert "Held" in text


@pytest.mark.parametrize(
    ("asked", "rules", "kept"),
    [
        ("", "", SETS),
        ("kind:event", "", {"Suq al Jumaa"}),
        ("exact", "", set()),
        ("kind:event", "no-sources", {"Suq al Jumaa"}),
        ("", "grid:25km", set()),
        ("", "province", set()),
    ],
)
def test_a_geopackage_keeps_what_its_features_are_known_by_in_a_table_of_their_own(
    project: Path, tmp_path: Path, take: Take, asked: str, rules: str, kept: set[str]
) -> None:
    import pyogrio

    target = tmp_path / "out.gpkg"
    export(project, target, asked, rules=rules)
    tables = {str(name) for name, _ in pyogrio.list_layers(target)}
    assert tables == ({"features", "named_areas"} if kept else {"features"})
    names = set(pyogrio.read_dataframe(target, layer="features")["title"])
    assert not names & SETS
    taken = take(target)
    assert taken.outcome.rejected == 0
    store = taken.session.store
    assert {zone.title for zone in store.all(Zone) if is_named_area(zone)} == kept
    if kept:
        assert [each.title for each in area_sets(store)] == ["Districts"]
        (known,) = [event for event in store.all(Event) if event.where_prec == 3]
        assert known.geometry is not None
        found = read_named_areas(store).at((13.4, 32.4))
        assert found is not None
        assert found.name == "Suq al Jumaa"
        assert not store.all(Layer)[0].visible or not store.all(Layer)[1].visible, "switched off as it was"


def test_a_project_that_is_taken_in_brings_its_sets(project: Path, take: Take) -> None:
    taken = take(project)
    assert [(each.title, each.count) for each in area_sets(taken.session.store)] == [("Districts", 3)]


@pytest.mark.parametrize("ending", ["gpkg", "csv", "geojson", "fgb", "kml"])
def test_a_file_of_no_features_is_a_file_all_the_same(project: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"out.{ending}"
    export(project, target, "nothing of the sort")
    assert target.stat().st_size > 0
