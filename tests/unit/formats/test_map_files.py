"""Map files of other programs: every feature, its place in whatever reference system, its time, its layer."""

import io
import json
import warnings
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

from libyamap.app.exporting.export import Export
from libyamap.bootstrap import areas, export_to, open_store
from libyamap.domain.geometry import GeometryType
from libyamap.domain.model import Event, Presence, Site, Source, Zone
from libyamap.errors import WorldError
from libyamap.formats.ogr import engine
from tests.unit.formats.conftest import DATA, Take


def test_kml_folders_times_styles_and_data(take: Take) -> None:
    taken = take("folders.kml")
    assert (taken.outcome.rows, taken.outcome.accepted) == (4, 4)
    gate = taken.feature("West gate")
    assert isinstance(gate, Event)
    assert gate.time == "2016-05-19"
    assert taken.layer_of(gate) == "Outposts"
    assert gate.geometry is not None
    assert gate.geometry.coordinates == (15.10, 32.30)
    assert gate.description == "Two vehicles\nhttps://a.example/x source"
    assert gate.attributes["strength"] == "40"
    assert gate.attributes["icon"] == "files/red.png"
    area = taken.feature("Perimeter")
    assert isinstance(area, Zone)
    assert area.time == "2016-05/2016-06"
    assert area.geometry is not None
    assert area.geometry.coordinates[0][0] == area.geometry.coordinates[0][-1]  # closed for them
    assert taken.feature("Nowhere").where_prec is None
    assert taken.layer_of(taken.feature("Nowhere")) == "Inner"
    track = taken.feature("Track").geometry
    assert track is not None
    assert track.type is GeometryType.LINESTRING
    assert any("not followed" in note for note in taken.outcome.notes)


def test_kmz_with_icons_inside(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "map.kmz"
    with zipfile.ZipFile(path, "w") as kmz:
        kmz.write(DATA / "folders.kml", "doc.kml")
        kmz.writestr("files/red.png", b"\x89PNG")
    assert take(path).outcome.accepted == 4


def test_gpx_waypoints_routes_and_tracks(take: Take) -> None:
    taken = take("survey.gpx")
    assert (taken.outcome.accepted, taken.outcome.rejected) == (3, 1)
    post = taken.feature("Post 1")
    assert post.time == "2016-05-19T10:00:00Z"
    assert [source.url for source in taken.session.store.all(Source)] == ["https://a.example/p"]
    patrol = taken.feature("Patrol")
    assert patrol.geometry is not None
    assert patrol.geometry.type is GeometryType.MULTILINESTRING
    assert patrol.where_prec == 5
    assert taken.layer_of(patrol) == "Tracks"


def test_umap_layers_and_a_crossed_area(take: Take) -> None:
    taken = take("checkpoints.umap")
    assert (taken.outcome.rows, taken.outcome.accepted) == (4, 3)
    assert "crosses itself" in taken.outcome.reasons[0].reason
    assert taken.outcome.reasons[0].row == 3  # counted through both layers
    assert taken.layer_of(taken.feature("Checkpoint A")) == "Roads"
    assert taken.feature("Road").attributes["umap color"] == "Blue"
    assert isinstance(taken.feature("Quarter"), Zone)


def test_orbat_mapper_units_over_time(take: Take) -> None:
    taken = take("scenario.json")
    battalion = [feature for feature in taken.features if feature.title == "166th Battalion"]
    assert [feature.time for feature in battalion] == ["2016-05-12/2016-05-20", "2016-05-20/.."]
    assert all(isinstance(feature, Presence) for feature in battalion)
    assert battalion[0].symbol == "10031000161211000000"
    assert taken.actors_of(battalion[0]) == [("Misrata Forces", "actor")]
    company = taken.feature("1st Company")
    assert company.symbol == ""
    assert company.attributes["sidc"] == "SFGPUCI----E---"
    assert company.time.startswith("2016-05-17")
    assert taken.feature("Reserve").geometry is None
    assert taken.feature("Front line").time == "2016-05-12/2016-05-30"
    assert taken.feature("Operation begins").time == "2016-05-12T06:00:00Z"


def test_topojson_arcs_become_areas(take: Take) -> None:
    taken = take("districts.topojson")
    south = taken.feature("South")
    assert isinstance(south, Zone)
    assert south.geometry is not None
    ring = south.geometry.coordinates[0]
    assert ring[:3] == ((10.0, 20.0), (11.0, 20.0), (11.0, 21.0))
    assert ring[0] == ring[-1]
    post = taken.feature("Post").geometry
    assert post is not None
    assert post.coordinates == pytest.approx((10.5, 20.5))
    assert taken.feature("Nowhere").geometry is None


def test_cursor_on_target_event_and_package(take: Take, tmp_path: Path) -> None:
    taken = take("unit.cot")
    eagle = taken.feature("EAGLE 1")
    assert isinstance(eagle, Presence)
    assert eagle.where_prec == 1
    assert eagle.description == "Moving east"
    path = tmp_path / "package.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("MANIFEST/manifest.xml", '<MissionPackageManifest version="2"/>')
        package.write(DATA / "unit.cot", "1/unit.cot")
        package.write(DATA / "point.cot", "2/point.cot")
        package.writestr("2/photo.jpg", b"\xff\xd8\xff")
    both = take(path)
    assert (both.outcome.rows, both.outcome.accepted) == (2, 2)
    smoke = both.feature("Smoke")
    assert isinstance(smoke, Event)
    assert smoke.where_prec == 2
    assert smoke.radius_m == 2000


def _feature(properties: dict[str, Any], geometry: dict[str, Any] | None) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def test_geojson_of_an_older_edition_in_another_system(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "utm.geojson"
    document = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32633"}},
        "features": [
            _feature({"name": "P"}, {"type": "Point", "coordinates": [508562, 3582550]}),
            _feature({"name": "Z"}, {"type": "Point", "coordinates": [508562, 3582550, 7, 1]}),
            _feature({"name": "N", "deep": {"a": [1, {"b": 2}]}}, None),
        ],
    }
    path.write_text(json.dumps(document), encoding="utf-8")
    taken = take(path)
    geometry = taken.feature("P").geometry
    assert geometry is not None
    assert geometry.coordinates == pytest.approx((15.091, 32.3803), abs=0.001)
    assert isinstance(taken.feature("P"), Site)  # no date, so nothing that happened
    assert taken.feature("Z").geometry == geometry
    assert taken.feature("N").attributes["deep"] == '{"a":[1,{"b":2}]}'


def test_geojson_sequence_with_a_damaged_line(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "stream.geojsonl"
    good = json.dumps(
        {"type": "Feature", "properties": {"title": "A"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    )
    path.write_text(f"\x1e{good}\n\n{good[:40]}\n{good}\n", encoding="utf-8")
    taken = take(path)
    assert (taken.outcome.rows, taken.outcome.accepted) == (3, 2)
    assert taken.outcome.reasons[0].row == 2


def write_ogr(path: Path, driver: str, crs: str, shapes: list[Any], names: list[str], layer: str | None = None) -> None:
    """A file as another program would write it."""
    engine()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyogrio.raw.write(
            str(path), np.array([shapely.to_wkb(shape) if shape else None for shape in shapes], dtype=object),
            [np.array(names, dtype=object), np.array(["2016-05-19"] * len(names), dtype=object)],
            np.array(["name", "date"], dtype=object), layer=layer, driver=driver, crs=crs,
            geometry_type="Unknown" if driver != "ESRI Shapefile" else "Point", append=path.exists(),
        )  # fmt: skip


@pytest.mark.parametrize(("ending", "driver"), [("shp", "ESRI Shapefile"), ("fgb", "FlatGeobuf"), ("gpkg", "GPKG")])
def test_files_of_gis_programs_in_utm(take: Take, tmp_path: Path, ending: str, driver: str) -> None:
    path = tmp_path / f"points.{ending}"
    write_ogr(path, driver, "EPSG:32633", [shapely.Point(508562, 3582550), shapely.Point(600000, 3500000)], ["A", "B"])
    taken = take(path)
    assert (taken.outcome.rows, taken.outcome.accepted) == (2, 2)
    geometry = taken.feature("A").geometry
    assert geometry is not None
    assert geometry.coordinates == pytest.approx((15.091, 32.3803), abs=0.001)
    assert taken.feature("A").time == "2016-05-19"


def test_zipped_shapefile(take: Take, tmp_path: Path) -> None:
    write_ogr(tmp_path / "p.shp", "ESRI Shapefile", "EPSG:4326", [shapely.Point(15, 32)], ["A"])
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as packed:
        for part in tmp_path.glob("p.[a-y]*"):
            packed.write(part, f"inside/{part.name}")
    assert take(tmp_path / "p.zip").outcome.accepted == 1


def test_layers_of_a_foreign_geopackage(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "two.gpkg"
    write_ogr(path, "GPKG", "EPSG:4326", [shapely.Point(15, 32), None], ["A", "B"], "posts")
    write_ogr(path, "GPKG", "EPSG:4326", [shapely.box(1, 2, 3, 4)], ["C"], "areas")
    taken = take(path)
    assert taken.outcome.accepted == 3
    assert sorted(taken.outcome.layers) == ["areas", "posts"]
    assert not take(path).outcome.layers  # nothing of it is new
    assert taken.layer_of(taken.feature("C")) == "areas"
    assert isinstance(taken.feature("C"), Zone)
    assert taken.feature("B").geometry is None


@pytest.mark.parametrize("driver", ["XLSX", "ODS"])
def test_spreadsheets(take: Take, tmp_path: Path, driver: str) -> None:
    import pandas as pd

    path = tmp_path / f"table.{driver.lower()}"
    frame = pd.DataFrame(
        {
            "title": ["A", "=1+1"],
            "date": pd.to_datetime(["2016-05-19", "2016-05-20"]),
            "lat": [32.5, 31],
            "lon": [15, 16.25],
        }
    )
    engine().write_dataframe(frame, str(path), driver=driver, layer="Sheet")
    taken = take(path)
    assert taken.outcome.accepted == 2
    first = taken.feature("A")
    assert first.time == "2016-05-19"
    assert first.geometry is not None
    assert first.geometry.coordinates == (15.0, 32.5)


def test_geoparquet_of_another_program(take: Take, tmp_path: Path) -> None:
    import geopandas

    path = tmp_path / "places.parquet"
    frame = geopandas.GeoDataFrame(
        {"name": ["A", "B"], "n": [1, 2]}, geometry=np.array([shapely.Point(508562, 3582550), None]), crs="EPSG:32633"
    )
    frame.to_parquet(path)
    taken = take(path)
    geometry = taken.feature("A").geometry
    assert geometry is not None
    assert geometry.coordinates == pytest.approx((15.091, 32.3803), abs=0.001)
    assert taken.feature("A").attributes["n"] == 1
    assert taken.feature("B").geometry is None


def test_a_zip_of_pictures_is_no_map(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "pictures.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.png", io.BytesIO(b"\x89PNG").read())
    with pytest.raises(WorldError, match="is a ZIP that holds no map"):
        take(path)


@pytest.mark.parametrize("ending", ["zip", "shz"])
def test_a_shapefile_goes_out_and_comes_back_in_one_archive(
    take: Take, example_once: Path, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"all.{ending}"
    with closing(open_store(example_once, read_only=True)) as store, closing(areas()) as ground:
        made = export_to(path, Export(store, ground))
        beside = export_to(tmp_path / "all.shp", Export(store, ground))
    assert made.files == [path]
    assert made.where(path) == str(path)
    assert beside.where(tmp_path / "all.shp") == f"{tmp_path}/all-areas.shp, all-lines.shp and all-points.shp"
    assert all(each.exists() for each in beside.files)
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
    assert {name.partition(".")[0] for name in names} == {"all-points", "all-lines", "all-areas"}
    assert len(names) == len(beside.files)
    outcome = take(path).outcome
    assert outcome.accepted == outcome.rows == 26
