"""Named areas: loaded as one step, drawn in place of a district's ring, asked for by name, taken out again."""

import json
from pathlib import Path

import msgspec
import pytest

from libyamap.app.area_sets import (
    LoadAreas,
    RemoveAreas,
    ReplaceAreas,
    area_sets,
    kept_note,
    read_areas,
    set_titled,
)
from libyamap.app.briefing.briefing import Briefing
from libyamap.app.commands import Add, Put
from libyamap.app.describe import describe
from libyamap.app.exporting.export import Export
from libyamap.app.filter_text import filter_from_text
from libyamap.app.named_areas import LAYER_NOTE, NO_AREAS, placed_in_words, read_named_areas
from libyamap.app.passing import names_in
from libyamap.app.release.rules import rules_from_text
from libyamap.app.view_state import LayerState
from libyamap.app.viewport import Selection
from libyamap.bootstrap import Workspace, export_to, new_project, open_workspace, project_of
from libyamap.bootstrap.released import ReleasedCopy
from libyamap.bootstrap.standalone import standalone_page
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Claim, Event, Layer, Source, Zone
from libyamap.errors import InvalidValue, WorldError
from libyamap.formats.registry import tables_of
from libyamap.web.marks import AreaMark, RingMark, SymbolMark

BOW = [[[20, 30], [21, 31], [21, 30], [20, 31], [20, 30]]]


def square(west: float, south: float, side: float = 1.0) -> list[list[list[float]]]:
    """A polygon's coordinates."""
    east, north = west + side, south + side
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def area(name: str | None, coordinates: object, kind: str = "Polygon") -> dict[str, object]:
    """A feature of GeoJSON as area files have them."""
    shape = {"type": kind, "coordinates": coordinates} if coordinates else None
    return {"type": "Feature", "properties": {"ADM2_EN": name, "ADM2_PCODE": f"LY-{name}"}, "geometry": shape}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Districts: two sound ones, one that crosses itself, and rows that are none."""
    features = [
        area("Suq al Jumaa", square(13, 32)),
        area("Whole west", square(10, 29, 6)),
        area("Bow", BOW),
        area("No shape", None),
        area("A point", [13.0, 32.0], "Point"),
        area(None, square(1, 1)),
    ]
    path = tmp_path / "districts.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A project with one event that is known by its district."""
    path = tmp_path / "x.gpkg"
    new_project(path, "X")
    opened = open_workspace(path)
    layer = Layer(id=new_id(), title="Events")
    opened.session.run(Add(layer))
    known = Event(id=new_id(), layer=layer.id, title="Clash", where_prec=3, geometry=point(13.4, 32.4), place="There")
    opened.session.run(Add(known))
    return opened


def load(workspace: Workspace, file: Path) -> None:
    """Load the districts."""
    workspace.session.run(LoadAreas(read_areas(tables_of(file)[1], "Districts")))


def test_every_row_is_accounted_for(file: Path) -> None:
    loaded = read_areas(tables_of(file)[1], "Districts")
    assert (loaded.name, loaded.code, loaded.rows, loaded.accepted) == ("ADM2_EN", "ADM2_PCODE", 6, 3)
    assert [each.row for each in loaded.reasons] == [4, 5, 6]
    assert "1 areas crossed themselves" in loaded.notes[0]
    assert loaded.zones[0].dataset_id == "LY-Suq al Jumaa"


def test_what_is_known_by_its_district_is_drawn_as_that_district(workspace: Workspace, file: Path) -> None:
    (event,) = workspace.session.store.all(Event)
    (mark,) = workspace.resources.marks_of([event], 6)
    assert isinstance(mark, RingMark)
    load(workspace, file)
    mark, sign = workspace.resources.marks_of([event], 6)
    assert isinstance(mark, AreaMark)
    assert mark.fill.opacity < 0.1, "not as what is held is filled"
    assert isinstance(sign, SymbolMark)
    assert event.geometry is not None
    assert sign.at in mark.polygons[0][0], "the sign stands on the edge, not where the record's point is"
    assert event.geometry.coordinates not in {sign.at, mark.label_at}
    assert mark.polygons[0][0][0] == (13.0, 32.0), "the smaller of two that hold it"
    assert "In the district of Suq al Jumaa" in mark.tooltip.replace("in the district", "In the district")
    workspace.session.undo()
    assert isinstance(workspace.resources.marks_of([event], 6)[0], RingMark)
    workspace.session.redo()
    known = msgspec.structs.replace(event, radius_m=9_000.0)
    assert isinstance(workspace.resources.marks_of([known], 6)[0], RingMark), "a radius that is known says more"
    workspace.close()


def test_loading_and_removing_are_one_step_each(workspace: Workspace, file: Path) -> None:
    before = workspace.session.store.revision()
    load(workspace, file)
    assert workspace.session.store.revision() == before + 1
    store = workspace.session.store
    (found,) = area_sets(store)
    assert (found.title, found.count) == ("Districts", 3)
    assert not next(layer for layer in store.all(Layer) if layer.title == "Districts").visible
    with pytest.raises(WorldError, match="another title"):
        load(workspace, file)
    workspace.session.run(RemoveAreas(found))
    assert (area_sets(store), store.all(Zone)) == ([], [])
    assert not read_named_areas(store)
    workspace.session.undo()
    assert len(read_named_areas(store).all) == 3
    workspace.close()


def test_a_new_edition_takes_the_place_of_the_old_one(workspace: Workspace, file: Path, tmp_path: Path) -> None:
    load(workspace, file)
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
    replacing = ReplaceAreas(read_areas(tables_of(later)[1], "Districts"), found)
    revision = store.revision()
    workspace.session.run(replacing)
    after = {zone.title: zone for zone in store.all(Zone)}
    assert after.keys() == {"New", "Added", "Bow"}, "what nothing refers to goes, what something refers to stays"
    assert after["New"].id == before["Suq al Jumaa"].id, "of the same code: the same record"
    assert replacing.kept == ["Bow"]
    assert "“Bow”" in kept_note(replacing.kept)[0]
    assert store.revision() == revision + 1
    assert workspace.resources.catalogue.named.named("New").bounds == (13.0, 32.0, 13.5, 32.5)
    workspace.session.run(ReplaceAreas(read_areas(tables_of(file)[1], "Districts"), found))
    (layer,) = [each for each in store.all(Layer) if each.title == "Districts"]
    assert layer.description == f"{LAYER_NOTE} Edition 3."
    for _ in range(2):
        workspace.session.undo()
    assert {zone.title: zone for zone in store.all(Zone)} == before
    workspace.close()


def test_a_set_is_known_by_its_zones_whatever_its_layer_says(workspace: Workspace, file: Path) -> None:
    load(workspace, file)
    layer = next(each for each in workspace.session.store.all(Layer) if each.title == "Districts")
    workspace.session.run(Put(msgspec.structs.replace(layer, title="Baladiyat", description="Ours, of 2013")))
    named = read_named_areas(workspace.session.store)
    assert {each.set_title for each in named.all} == {"Baladiyat"}
    assert len(named.all) == 3
    workspace.close()


def test_they_are_no_ground_that_somebody_holds(workspace: Workspace, file: Path) -> None:
    load(workspace, file)
    held = next(each for each in workspace.session.store.all(Layer) if each.title == "Events")
    (some, *_) = workspace.session.store.all(Zone)
    workspace.session.run(Add(msgspec.structs.replace(some, id=new_id(), layer=held.id, type="control", title="Held")))
    told = describe(project_of(workspace.session.store), workspace.session.store, workspace.areas)
    assert (told.features, told.by_kind["zone"], told.named_areas) == (2, 1, {"Districts": 3})
    assert told.by_layer == {"Events": 2}
    assert told.bounds is not None
    assert told.bounds[0] > 12, "the districts of the west do not widen it"
    workspace.close()


def test_they_are_found_by_their_names_in_other_languages(workspace: Workspace, tmp_path: Path) -> None:
    properties = {
        "ADM2_EN": "Misrata", "ADM2_AR": "مصراتة", "ADM2_FR": "Misourata", "ADM2_ALT1EN": "Misurata|Misratah",
        "ADM2_PCODE": "LY0215", "source": "Survey", "ADM1_EN": "West", "ADM1_AR": "الغرب",
    }  # fmt: skip
    row = {**area("x", square(13, 32)), "properties": properties}
    path = tmp_path / "arabic.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [row]}), "utf-8")
    workspace.session.run(LoadAreas(read_areas(tables_of(path)[1], "Districts")))
    named = read_named_areas(workspace.session.store)
    for name in ("Misrata", "مصراتة", "misourata", "Misurata", "Misratah"):
        assert named.named(name).name == "Misrata"
    for name in ("Survey", "LY", "West", "الغرب"):
        with pytest.raises(InvalidValue):
            named.named(name)
    (event,) = workspace.session.store.all(Event)
    assert placed_in_words(event, event.place, named) == "In the district of Misrata"
    assert "within about" in placed_in_words(event, event.place, NO_AREAS)
    workspace.close()


def test_a_district_does_not_vanish_at_the_edge_of_the_frame(workspace: Workspace, file: Path) -> None:
    (event,) = workspace.session.store.all(Event)  # at 13.4 E, 32.4 N
    far = msgspec.structs.replace(event, id=new_id(), geometry=point(15.5, 29.5), title="In the whole west")
    workspace.session.run(Add(far))
    workspace.viewing.change(layers={event.layer: LayerState(visible=True, opacity=1.0, position=0)})
    asked = {"w": "9", "s": "28", "e": "11", "n": "34", "z": "6"}

    def drawn(**moved: str) -> str:
        return workspace.resources.answer("view", {**asked, **moved}).body.decode()

    assert far.id not in drawn()
    load(workspace, file)  # “Whole west” reaches from 10 to 16 E
    assert far.id in drawn()
    assert event.id not in drawn(), "its district ends at 13 E"
    assert far.id not in drawn(w="0", e="9"), "this frame does not meet it"
    workspace.close()


def test_filters_ask_for_an_area_by_its_name(workspace: Workspace, file: Path) -> None:
    names = names_in(workspace.session.store, workspace.areas)
    with pytest.raises(InvalidValue):
        filter_from_text('area:"Suq al Jumaa"', names)
    load(workspace, file)
    names = names_in(workspace.session.store, workspace.areas)
    asked = filter_from_text('kind:event area:"suq al jumaa"', names)
    assert workspace.index.count(Selection(filter=asked)).total == 1
    other = filter_from_text('kind:event area:"Bow, Districts"', names)
    assert workspace.index.count(Selection(filter=other)).total == 0
    with pytest.raises(InvalidValue, match="No named area"):
        filter_from_text("area:Elsewhere", names)
    workspace.close()


def test_they_come_back_from_an_export(workspace: Workspace, file: Path, tmp_path: Path) -> None:
    load(workspace, file)
    target = tmp_path / "out.geojson"
    export_to(target, Export(workspace.session.store, workspace.areas))
    loaded = read_areas(tables_of(target)[1], "Again", name="title")
    assert {zone.title for zone in loaded.zones} == {"Suq al Jumaa", "Whole west", "Bow"}
    workspace.close()


def test_a_release_that_leaves_places_as_they_are_draws_the_district_too(workspace: Workspace, file: Path) -> None:
    load(workspace, file)
    for rules, drawn in (("no-sources", AreaMark), ("grid:25km", RingMark)):
        copy = ReleasedCopy(workspace, rules_from_text(rules))
        try:
            (event,) = copy.workspace.session.store.all(Event)
            assert isinstance(copy.workspace.resources.marks_of([event], 6)[0], drawn)
        finally:
            copy.close()
    workspace.close()


def test_the_page_that_stands_alone_says_the_district(workspace: Workspace, file: Path) -> None:
    load(workspace, file)
    page = standalone_page(workspace, Briefing()).decode()
    assert "In the district of Suq al Jumaa" in page
    assert "within about 50 km" not in page
    workspace.close()


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
    workspace.session.run(LoadAreas(loaded))
    named = read_named_areas(workspace.session.store)
    assert named.named("a1").bounds == (13.0, 32.0, 17.0, 33.0)
    assert named.named("B1").bounds == (20.0, 30.0, 21.0, 31.0)
    with pytest.raises(InvalidValue, match="write which: “A1”, “B1”"):
        named.named("Central")
    workspace.close()
