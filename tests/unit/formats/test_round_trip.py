"""Out and in again: the same features to the last coordinate; what was edited outside comes back as edited."""

import csv
import io
import itertools
import json
from pathlib import Path

import pytest

from libyamap.app.exporting.export import Export
from libyamap.app.session import Session
from libyamap.bootstrap import areas, export_to, open_store
from libyamap.domain.model import FEATURE_CLASSES, Actor, Claim, Feature, Link, Source
from tests.unit.formats.conftest import Take


def features_of(session: Session | Path) -> dict[str, Feature]:
    store = session.store if isinstance(session, Session) else open_store(session, read_only=True)
    found = {each.id: each for kind in FEATURE_CLASSES.values() for each in store.all(kind)}
    if isinstance(session, Path):
        store.close()
    return found


def export(project: Path, target: Path) -> None:
    store, ground = open_store(project, read_only=True), areas()
    export_to(target, Export(store, ground))
    store.close()
    ground.close()


@pytest.mark.parametrize(
    "ending", ["gpkg", "geojson", "kml", "kmz", "geojsonl", "csv", "tsv", "xlsx", "fgb", "parquet"]
)
def test_the_example_comes_back_equal(take: Take, example_once: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"out.{ending}"
    export(example_once, target)
    taken = take(target)
    before = features_of(example_once)
    assert (taken.outcome.preset, taken.outcome.rejected, taken.outcome.accepted) == ("libyamap", 0, len(before))
    assert features_of(taken.session) == before
    assert any(isinstance(feature, Link) for feature in before.values())
    store = open_store(example_once, read_only=True)
    assert {each.id: each for each in taken.session.store.all(Claim)} == {each.id: each for each in store.all(Claim)}
    cited = {claim.source for claim in store.all(Claim)}
    assert {each.id for each in taken.session.store.all(Source)} == cited
    assert {actor.name for actor in taken.session.store.all(Actor)} <= {actor.name for actor in store.all(Actor)}
    store.close()
    again = take(target)
    assert (again.outcome.unchanged, again.outcome.updated) == (len(before), 0)


def test_by_the_piece_it_is_the_same(
    take: Take, example_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("libyamap.app.importing.own._MOST_HELD", 7)
    monkeypatch.setattr("libyamap.app.importing.own._SETTLED_AFTER", 2)
    target = tmp_path / "out.csv"
    export(example_once, target)
    before = features_of(example_once)
    taken = take(target)
    assert features_of(taken.session) == before
    text = target.read_text("utf-8-sig")
    rows = text.splitlines(keepends=True)
    target.write_text("".join([*rows, rows[1]]), "utf-8")  # one of them twice
    twice = take(target).outcome
    assert (twice.unchanged, twice.rejected) == (len(before), 1)
    assert twice.reasons[0].row == len(before) + 1

    titles = {each.id: f"{each.title}, edited" for each in before.values()}
    out = io.StringIO()
    table = csv.DictReader(io.StringIO(text))
    writer = csv.DictWriter(out, table.fieldnames or ())
    writer.writeheader()
    writer.writerows([{**row, "title": titles[row["id"]]} for row in table])
    target.write_text(out.getvalue(), "utf-8")
    edited = take(target)
    assert (edited.outcome.updated, edited.outcome.rejected) == (len(before), 0)
    assert {key: each.title for key, each in features_of(edited.session).items()} == titles
    edited.session.undo()
    assert features_of(edited.session) == before


def test_what_was_edited_in_another_program_is_taken(take: Take, example_once: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.geojson"
    export(example_once, target)
    document = json.loads(target.read_text(encoding="utf-8"))
    feature = next(each for each in document["features"] if each["geometry"] and each["geometry"]["type"] == "Point")
    feature["properties"]["title"] = "Edited in QGIS"
    feature["geometry"]["coordinates"] = [15.5, 31.5]
    target.write_text(json.dumps(document), encoding="utf-8")
    changed = features_of(take(target).session)[feature["properties"]["id"]]
    assert changed.title == "Edited in QGIS"
    assert changed.geometry is not None
    assert changed.geometry.coordinates == (15.5, 31.5)
    assert changed.actors == features_of(example_once)[changed.id].actors


def test_geojson_is_rfc_7946(example_once: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.geojson"
    export(example_once, target)
    document = json.loads(target.read_text(encoding="utf-8"))
    assert document["type"] == "FeatureCollection"
    assert "crs" not in document
    for feature in document["features"]:
        assert feature["type"] == "Feature"
        assert isinstance(feature["properties"], dict)
        geometry = feature["geometry"]
        if geometry and geometry["type"] in {"Polygon", "MultiPolygon"}:
            polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
            for polygon in polygons:
                assert signed_area(polygon[0]) > 0  # the outer ring runs against the clock
                assert all(signed_area(hole) < 0 for hole in polygon[1:])


def signed_area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))
