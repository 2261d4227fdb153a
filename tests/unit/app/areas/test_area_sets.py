"""Named areas: read from a file, loaded as one step, replaced by a new edition, taken out again, exported."""

import json
from pathlib import Path

import msgspec
import pytest

from libyamap.app.area_reading import read_areas
from libyamap.app.area_sets import RemoveAreas, area_sets, set_titled, take_in
from libyamap.app.commands import Add, Put
from libyamap.app.exporting.export import Export
from libyamap.app.named_areas import LAYER_NOTE, NO_AREAS, placed_in_words, read_named_areas
from libyamap.bootstrap import Workspace, export_to
from libyamap.domain.ids import new_id
from libyamap.domain.model import Claim, Event, Layer, Source, Zone
from libyamap.errors import InvalidValue, WorldError
from libyamap.formats.registry import tables_of
from tests.unit.app.areas.district_files import area, load, square


def test_every_row_is_accounted_for(districts: Path) -> None:
    loaded = read_areas(tables_of(districts)[1], "Districts")
    assert (loaded.name, loaded.code, loaded.rows, loaded.accepted) == ("ADM2_EN", "ADM2_PCODE", 6, 3)
    assert [each.row for each in loaded.reasons] == [4, 5, 6]
    assert "1 area crossed itself" in loaded.notes[0]
    assert loaded.zones[0].dataset_id == "LY-Suq al Jumaa"


def test_districts_in_metres_without_the_name_of_their_system(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "utm.geojson"
    shape = area("Sabha", square(344_000, 2_992_000, 1_000))
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [shape]}), encoding="utf-8")
    with pytest.raises(WorldError, match="reference system has to be named"):
        take_in(workspace.session, read_areas(tables_of(path)[1], "Districts"))
    loaded = read_areas(tables_of(path)[1], "Districts", crs="EPSG:32633")
    shape_there = loaded.zones[0].geometry
    assert shape_there is not None
    assert shape_there.bounds() == pytest.approx((13.4271, 27.0413, 13.4374, 27.0505), abs=1e-3)


def test_loading_and_removing_are_one_step_each(workspace: Workspace, districts: Path) -> None:
    before = workspace.session.store.revision()
    load(workspace, districts)
    assert workspace.session.store.revision() == before + 1
    store = workspace.session.store
    (found,) = area_sets(store)
    assert (found.title, found.count) == ("Districts", 3)
    assert not next(layer for layer in store.all(Layer) if layer.title == "Districts").visible
    with pytest.raises(WorldError, match="another title"):
        load(workspace, districts)
    workspace.session.run(RemoveAreas(found))
    assert (area_sets(store), store.all(Zone)) == ([], [])
    assert not read_named_areas(store)
    workspace.session.undo()
    assert len(read_named_areas(store).all) == 3


def test_a_new_edition_takes_the_place_of_the_old_one(workspace: Workspace, districts: Path, tmp_path: Path) -> None:
    load(workspace, districts)
    store = workspace.session.store
    before = {zone.title: zone for zone in store.all(Zone)}
    source = Source(id=new_id(), title="Gazette")
    workspace.session.run(Add(source))
    workspace.session.run(Add(Claim(id=new_id(), feature=before["Bow"].id, source=source.id)))
    rows = [
        {
            **area("Souq al-Jumua", square(13, 32, 0.5)),
            "properties": {"ADM2_EN": "New", "ADM2_PCODE": "LY-Suq al Jumaa"},
        },
        area("Added", square(17, 28)),
    ]
    later = tmp_path / "later.geojson"
    later.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), "utf-8")
    found = set_titled(store, "DISTRICTS")
    assert found is not None
    edition = read_areas(tables_of(later)[1], "Districts")
    revision = store.revision()
    take_in(workspace.session, edition, found)
    after = {zone.title: zone for zone in store.all(Zone)}
    assert after.keys() == {"New", "Added", "Bow"}, "what nothing refers to goes, what something refers to stays"
    assert after["New"].id == before["Suq al Jumaa"].id, "of the same code: the same record"
    assert [note for note in edition.notes if note.startswith("1 that") and note.endswith(": “Bow”.")]
    assert store.revision() == revision + 1
    assert workspace.resources.catalogue.named.named("New").bounds == (13.0, 32.0, 13.5, 32.5)
    take_in(workspace.session, read_areas(tables_of(districts)[1], "Districts"), found)
    (layer,) = [each for each in store.all(Layer) if each.title == "Districts"]
    assert layer.description == f"{LAYER_NOTE} Edition 3."
    for _ in range(2):
        workspace.session.undo()
    assert {zone.title: zone for zone in store.all(Zone)} == before


def test_a_set_is_known_by_its_zones_whatever_its_layer_says(workspace: Workspace, districts: Path) -> None:
    load(workspace, districts)
    layer = next(each for each in workspace.session.store.all(Layer) if each.title == "Districts")
    workspace.session.run(Put(msgspec.structs.replace(layer, title="Baladiyat", description="Ours, of 2013")))
    named = read_named_areas(workspace.session.store)
    assert {each.set_title for each in named.all} == {"Baladiyat"}
    assert len(named.all) == 3


def test_they_are_found_by_their_names_in_other_languages(workspace: Workspace, tmp_path: Path) -> None:
    properties = {
        "ADM2_EN": "Misrata", "ADM2_AR": "مصراتة", "ADM2_FR": "Misourata", "ADM2_ALT1EN": "Misurata|Misratah",
        "ADM2_PCODE": "LY0215", "source": "Survey", "ADM1_EN": "West", "ADM1_AR": "الغرب",
    }  # fmt: skip
    row = {**area("x", square(13, 32)), "properties": properties}
    path = tmp_path / "arabic.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [row]}), "utf-8")
    load(workspace, path)
    named = read_named_areas(workspace.session.store)
    for name in ("Misrata", "مصراتة", "misourata", "Misurata", "Misratah"):
        assert named.named(name).name == "Misrata"
    for name in ("Survey", "LY", "West", "الغرب"):
        with pytest.raises(InvalidValue):
            named.named(name)
    (event,) = workspace.session.store.all(Event)
    assert placed_in_words(event, event.place, named) == "In the district of Misrata"
    assert "within about" in placed_in_words(event, event.place, NO_AREAS)


def test_they_come_back_from_an_export(workspace: Workspace, districts: Path, tmp_path: Path) -> None:
    load(workspace, districts)
    target = tmp_path / "out.geojson"
    export_to(target, Export(workspace.session.store, workspace.areas, named_areas=True))
    loaded = read_areas(tables_of(target)[1], "Again", name="title")
    assert {zone.title for zone in loaded.zones} == {"Suq al Jumaa", "Whole west", "Bow"}


def test_islands_are_one_area_and_codes_tell_two_of_one_name_apart(workspace: Workspace, tmp_path: Path) -> None:
    rows = [
        {**area("x", square(13, 32)), "properties": {"name": "Central", "pcode": code}, "geometry": shape}
        for code, shape in (
            ("A1", {"type": "Polygon", "coordinates": square(13, 32)}),
            ("A1", {"type": "Polygon", "coordinates": square(16, 32)}),
            ("B1", {"type": "Polygon", "coordinates": square(20, 30)}),
        )
    ]
    path = tmp_path / "islands.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), "utf-8")
    loaded = read_areas(tables_of(path)[1], "Isles")
    assert (loaded.rows, loaded.accepted, len(loaded.zones)) == (3, 3, 2)
    take_in(workspace.session, loaded)
    named = read_named_areas(workspace.session.store)
    assert named.named("a1").bounds == (13.0, 32.0, 17.0, 33.0)
    assert named.named("B1").bounds == (20.0, 30.0, 21.0, 31.0)
    with pytest.raises(InvalidValue, match="write which: “A1”, “B1”"):
        named.named("Central")
