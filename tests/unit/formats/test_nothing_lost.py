"""What a file says of a row, and where, is all there afterwards, also what the format hides well."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import shapely

from libyamap.app.importing.rows import BATCH_ROWS
from tests.unit.formats.conftest import Take
from tests.unit.formats.test_map_files import write_ogr


def feature(lon: float, lat: float, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [lon, lat]}}


def kml(inside: str) -> str:
    return (
        '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">'
        f"<Document>{inside}</Document></kml>"
    )


def placemark(name: str, more: str = "") -> str:
    return f"<Placemark><name>{name}</name>{more}<Point><coordinates>14,27</coordinates></Point></Placemark>"


def test_columns_that_only_later_features_of_a_sequence_have(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "late.geojsonl"
    some = [feature(14, 27, name="A")] * BATCH_ROWS + [feature(14, 27, name="B", seen="twice")]
    path.write_text("\n".join(map(json.dumps, some)), encoding="utf-8")
    assert take(path).feature("B").attributes == {"seen": "twice"}


def test_records_of_a_sequence_may_have_several_lines(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "pretty.json"
    some = [feature(14, 27, name="A"), feature(15, 28, name="B")]
    path.write_text("".join(f"\x1e{json.dumps(each, indent=2)}\n" for each in some), encoding="utf-8")
    taken = take(path)
    assert (taken.outcome.rows, taken.outcome.accepted) == (2, 2)
    assert taken.feature("B").geometry is not None


def test_columns_named_like_axes_stay_where_the_format_has_places(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "axes.geojson"
    some = [feature(14, 27, name="A", x=344000.5, y=2992000.25, grid="33R")]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": some}), encoding="utf-8")
    found = take(path).feature("A")
    assert found.geometry is not None
    assert found.geometry.coordinates == (14, 27)
    assert found.attributes == {"x": 344000.5, "y": 2992000.25, "grid": "33R"}


def test_a_point_of_view_of_kml_tells_no_time(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "view.kml"
    look = "<LookAt><gx:TimeStamp><when>2001-01-01</when></gx:TimeStamp></LookAt>"
    path.write_text(
        kml(placemark("A", look) + placemark("B", f"{look}<TimeStamp><when>2016-05-19</when></TimeStamp>")), "utf-8"
    )
    taken = take(path)
    assert (taken.feature("A").time, taken.feature("B").time) == ("", "2016-05-19")


def test_times_of_kml_folders_and_tracks(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "times.kml"
    path.write_text(
        kml(
            "<Folder><name>Year</name><TimeSpan><begin>2014</begin><end>2015</end></TimeSpan>"
            f"{placemark('A')}{placemark('B', '<TimeStamp><when>2016-05</when></TimeStamp>')}</Folder>"
            "<Placemark><name>C</name><gx:Track><when>2016-05-19T10:00:00Z</when><when>2016-05-20T11:00:00Z</when>"
            "<gx:coord>14 27 0</gx:coord><gx:coord>15 28 0</gx:coord></gx:Track></Placemark>"
        ),
        "utf-8",
    )
    taken = take(path)
    assert taken.feature("A").time == "2014/2015"
    assert taken.feature("B").time == "2016-05"
    assert taken.feature("C").time == "2016-05-19T10:00:00Z/2016-05-20T11:00:00Z"


def test_folders_in_folders_and_small_fields_of_kml(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "deep.kml"
    more = "<phoneNumber>123</phoneNumber><Snippet>short</Snippet><styleUrl>#m</styleUrl>"
    path.write_text(
        kml(
            '<name>Doc</name><StyleMap id="m"><Pair><key>normal</key><Style><IconStyle><Icon><href>a.png</href></Icon>'
            "</IconStyle></Style></Pair></StyleMap><GroundOverlay><name>Scan</name></GroundOverlay>"
            f"<Folder><name>North</name><Folder><name>Posts</name>{placemark('A', more)}</Folder></Folder>"
        ),
        "utf-8",
    )
    taken = take(path)
    found = taken.feature("A")
    assert taken.layer_of(found) == "Posts"
    assert found.attributes == {
        "folders": "North / Posts", "phoneNumber": "123", "Snippet": "short", "style": "#m", "icon": "a.png",
    }  # fmt: skip
    assert any("1 ground overlay" in note for note in taken.outcome.notes)


def test_all_documents_of_a_kmz(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "two.kmz"
    with zipfile.ZipFile(path, "w") as kmz:
        kmz.writestr("parts/more.kml", kml(placemark("B").replace("<Placemark", '<Placemark id="1"')))
        kmz.writestr("doc.kml", kml(placemark("A").replace("<Placemark", '<Placemark id="1"')))
    taken = take(path)
    assert (taken.outcome.rows, taken.outcome.accepted) == (2, 2)
    assert (taken.feature("A").dataset_id, taken.feature("B").dataset_id) == ("1", "2: 1")


def test_units_of_a_scenario_before_1970(take: Take, tmp_path: Path) -> None:
    landing, gone = -938_000_000_000, -937_900_000_000  # 11 and 12 April 1940
    unit = {
        "id": "u", "name": "1 Bn", "description": "Rifles", "sidc": "10031000161211000000", "location": [17.4, 68.4],
        "state": [{"t": landing, "location": [17.5, 68.5]}, {"t": gone, "location": None}],
    }  # fmt: skip
    area = feature(17, 68, visibleFromT=landing)
    path = tmp_path / "narvik.json"
    path.write_text(
        json.dumps(
            {
                "type": "ORBAT-mapper", "startTime": "1940-04-09T00:00:00Z",
                "sides": [{"name": "Blue", "groups": [{"subUnits": [unit]}]}],
                "layers": [{"name": "Ports", "features": [area]}],
            }
        ),
        "utf-8",
    )  # fmt: skip
    taken = take(path)
    assert (taken.outcome.rows, taken.outcome.accepted) == (3, 3)
    units = [each for each in taken.features if each.title == "1 Bn"]
    assert [each.time for each in units] == [
        "1940-04-09/1940-04-11T12:26:40Z", "1940-04-11T12:26:40Z/1940-04-12T16:13:20Z",
    ]  # fmt: skip
    assert {each.description for each in units} == {"Rifles"}
    port = taken.feature("Ports")
    assert (port.time, port.description) == ("1940-04-11T12:26:40Z/..", "")


def test_geometries_inside_plain_objects(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "objects.json"
    some = [
        {"id": 1, "name": "A", "place_geometry": {"type": "Point", "coordinates": [14, 27]}},
        {"id": 2, "name": "B", "location": {"coordinates": [15, 28]}},
        {"id": 3, "name": "C"},
    ]
    path.write_text(json.dumps(some), "utf-8")
    taken = take(path)
    assert [each.geometry and each.geometry.coordinates for each in taken.features] == [(14, 27), (15, 28), None]


def test_latitude_inside_an_object_goes_before_a_bare_pair(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "objects.json"
    path.write_text(json.dumps([{"name": "A", "location": {"lat": 27, "lng": 14, "coordinates": [14, 27]}}]), "utf-8")
    found = take(path).feature("A").geometry
    assert found is not None
    assert found.coordinates == (14, 27)


def test_a_system_that_the_file_has_forgotten_to_name(take: Take, tmp_path: Path) -> None:
    """Zone 33 north of UTM, in GeoJSON, in a sequence of it and in a shapefile without its .prj."""
    some = [feature(344000.5, 2992000.25, name="A")]
    collection = tmp_path / "utm.geojson"
    collection.write_text(json.dumps({"type": "FeatureCollection", "features": some}), "utf-8")
    sequence = tmp_path / "utm.geojsonl"
    sequence.write_text(json.dumps(some[0]), "utf-8")
    shapes = tmp_path / "utm.shp"
    write_ogr(shapes, "ESRI Shapefile", "EPSG:32633", [shapely.Point(344000.5, 2992000.25)], ["A"])
    shapes.with_suffix(".prj").unlink()
    for path in (collection, sequence, shapes):
        without = take(path).outcome
        assert without.rejected == 1
        assert "reference system" in without.reasons[0].reason
        (found,) = take(path, crs="EPSG:32633").features[-1:]
        assert found.geometry is not None
        assert found.geometry.coordinates == pytest.approx((13.4272047, 27.0414539), abs=1e-6)


def test_a_system_that_is_named_does_not_go_before_the_files_own(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "known.gpkg"
    write_ogr(path, "GPKG", "EPSG:4326", [shapely.Point(14, 27)], ["A"])
    taken = take(path, crs="EPSG:32633")
    found = taken.features[0].geometry
    assert found is not None
    assert found.coordinates == (14, 27)
    assert any("says itself" in note for note in taken.outcome.notes)


def test_what_gpx_says_besides_names_and_places(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "survey.gpx"
    path.write_text(
        '<gpx xmlns="http://www.topografix.com/GPX/1/1" xmlns:g="urn:g"><wpt lat="27" lon="14"><name>A</name>'
        '<link href="https://a.example/1"/><link href="https://a.example/2"/><hdop>2.5</hdop><extensions>'
        '<g:area>base</g:area></extensions></wpt><rte><name>B</name><rtept lat="27" lon="14"><name>p</name></rtept>'
        '<rtept lat="28" lon="14"/></rte><trk><name>C</name><trkseg>'
        '<trkpt lat="27" lon="14"><time>2016-05-19T10:00:00Z</time></trkpt>'
        '<trkpt lat="28" lon="14"><time>2016-05-21T10:00:00Z</time></trkpt></trkseg></trk></gpx>',
        "utf-8",
    )
    taken = take(path)
    assert taken.feature("A").attributes == {"link 2": "https://a.example/2", "hdop": "2.5", "area": "base"}
    assert taken.feature("B").attributes == {"points": "p"}
    assert taken.feature("C").time == "2016-05-19T10:00:00Z/2016-05-21T10:00:00Z"


def cot(uid: str, kind: str, detail: str) -> str:
    return (
        f'<event uid="{uid}" type="{kind}" how="h-e" time="2016-05-19T10:00:00Z" start="2016-05-19T10:00:00Z" '
        'stale="2016-05-20T10:00:00Z"><point lat="27.5" lon="14.5" hae="0" ce="10" le="5"/>'
        f'<detail><contact callsign="{uid}"/>{detail}</detail></event>'
    )


def test_details_drawings_and_attachments_of_a_package(take: Take, tmp_path: Path) -> None:
    corners = ("27,14,0", "28,14,0", "28,15,0")
    links = "".join(f'<link point="{corner}"/>' for corner in corners)
    path = tmp_path / "package.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("MANIFEST/manifest.xml", '<MissionPackageManifest version="2"/>')
        package.writestr("a.cot", cot("A", "a-h-G", '<track course="90"/><__group name="Cyan" role="HQ"/>'))
        package.writestr("b.cot", cot("B", "u-d-f", f'{links}<link point="27,14,0"/>'))
        package.writestr("c.cot", cot("C", "b-m-r", links))
        package.writestr("photo.jpg", b"\xff\xd8\xff")
    taken = take(path)
    unit = taken.feature("A").attributes
    assert (unit["track course"], unit["__group name"], unit["__group role"]) == ("90", "Cyan", "HQ")
    shapes = [taken.feature(title).geometry for title in "BC"]
    assert [shape and shape.type.value for shape in shapes] == ["Polygon", "LineString"]
    assert shapes[1] is not None
    assert shapes[1].coordinates == ((14, 27), (14, 28), (15, 28))
    assert any("1 attachment" in note for note in taken.outcome.notes)


@pytest.mark.parametrize("apart", [False, True])
def test_rows_without_any_place_are_told_as_part_of_those_accepted(
    take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apart: bool
) -> None:
    if apart:
        monkeypatch.setattr("libyamap.app.importing.importer.WORTH_BYTES", 0)
    table = tmp_path / "some.csv"
    rows = ["1,A,32,15,Misrata,Libya", "2,B,,,Misrata,Libya", "3,C,,,,Libya", "4,D,,,,", "5,E,,,,", "5,F,,,,"]
    table.write_text("\n".join(["id,title,latitude,longitude,location,country", *rows]))
    outcome = take(table).outcome
    assert (outcome.rows, outcome.accepted, outcome.rejected, outcome.without_place) == (6, 5, 1, 2)
    assert "2 rows are without a place" in outcome.said_without_place
    table.write_text("\n".join(["id,title,latitude,longitude,location,country", *rows[:4], "5,E anew,,,,"]))
    again = take(table).outcome
    assert (again.accepted, again.unchanged, again.updated, again.without_place) == (4, 4, 1, 1)
    assert again.said_without_place.startswith("1 row is ")


def test_an_outline_with_the_point_of_its_label_becomes_two(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "label.kml"
    ring = (
        "<outerBoundaryIs><LinearRing><coordinates>14,27 15,27 15,28 14,27</coordinates></LinearRing></outerBoundaryIs>"
    )
    path.write_text(
        kml(
            '<Placemark id="p"><name>A</name><MultiGeometry><Point><coordinates>14.7,27.3</coordinates></Point>'
            f"<Polygon>{ring}</Polygon></MultiGeometry></Placemark>"
        ),
        "utf-8",
    )
    taken = take(path)
    assert (taken.outcome.rows, taken.outcome.accepted) == (2, 2)
    shapes = {each.dataset_id: each.geometry and each.geometry.type.value for each in taken.features}
    assert shapes == {"p": "Point", "p (Polygon)": "Polygon"}
    assert any("1 placemark holds" in note for note in taken.outcome.notes)
    assert take(path).outcome.unchanged == 2


@pytest.mark.parametrize("encoding", ["WKB", "geoarrow"])
def test_encodings_of_geoparquet(take: Take, tmp_path: Path, encoding: Any) -> None:
    import geopandas

    path = tmp_path / "shapes.parquet"
    hole = shapely.box(14, 27, 15, 28).difference(shapely.box(14.2, 27.2, 14.4, 27.4))
    geopandas.GeoDataFrame({"name": ["A"]}, geometry=[hole], crs=4326).to_parquet(path, geometry_encoding=encoding)
    found = take(path).feature("A").geometry
    assert found is not None
    assert found.type.value == "Polygon"
    assert [len(ring) for ring in found.coordinates] == [5, 5]


def test_a_parquet_file_in_a_system_that_nobody_knows(take: Take, tmp_path: Path) -> None:
    import geopandas

    path = tmp_path / "utm.parquet"
    geopandas.GeoDataFrame({"name": ["A"]}, geometry=[shapely.Point(344000.5, 2992000.25)]).to_parquet(path)
    assert take(path).outcome.rejected == 1
    found = take(path, crs="EPSG:32633").feature("A").geometry
    assert found is not None
    assert found.coordinates == pytest.approx((13.4272047, 27.0414539), abs=1e-6)
