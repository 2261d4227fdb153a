"""What GDAL makes of a project: by its command line, by pyogrio, and the other way round."""

import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pyogrio
import pytest
import shapely

from libyamap.domain.geometry import Geometry, GeometryType, line, point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event, Involvement, Link, Zone
from libyamap.store.project import GeoPackageStore
from libyamap.store.spatial_index import known_trigger_sql
from tests.unit.store.samples import ACTOR, LAYER, OTHER, event

RING = (10.0, 30.0), (12.0, 30.0), (12.0, 32.0), (10.0, 30.0)
RECORDS = (
    event("Ähre عربي", point(13.18, 32.89), actors=(Involvement(ACTOR.id),), time="2016-05-19"),
    event("no place"),
    event("south", point(15.0, 24.5), description="x" * 300),
    Zone(id=new_id(), layer=LAYER.id, title="Z", geometry=Geometry(GeometryType.MULTIPOLYGON, ((RING,),))),
    Link(id=new_id(), layer=LAYER.id, title="L", origin=ACTOR.id, target=OTHER.id, geometry=line((1, 2), (3, 4))),
)


@pytest.fixture
def filled(store: GeoPackageStore) -> Path:
    with store.transaction() as writer:
        for record in RECORDS:
            writer.put(record)
    store.close()
    return store.path


def ogrinfo(*arguments: str) -> str:
    program = shutil.which("ogrinfo")
    if program is None:
        pytest.skip("ogrinfo is not installed")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=True, timeout=60)
    # Debian's GDAL is older than the edition of the standard that we write, and says so; nothing else may be said.
    complaints = [each for each in done.stderr.splitlines() if each and "may only be partially supported" not in each]
    assert complaints == []
    return done.stdout


def test_ogrinfo_lists_the_readable_tables_first(filled: Path) -> None:
    names = re.findall(r"^\d+: (\w+)", ogrinfo("-so", str(filled)), re.MULTILINE)
    assert names[:9] == ["events", "presences", "sites", "zones", "links", "actors", "sources", "claims", "layers"]
    assert names[9:11] == ["attachments", "feature_actors"]
    assert all(name.startswith("yamap_") for name in names[11:])


def test_ogrinfo_summaries(filled: Path) -> None:
    told = ogrinfo("-al", "-so", str(filled))
    events = told.split("Layer name: ")[1]
    assert "Feature Count: 3" in events
    assert "Extent: (13.180000, 24.500000) - (15.000000, 32.890000)" in events
    assert 'ID["EPSG",4326]' in events
    assert "time_earliest: Date" in events
    assert "Geometry: Line String" in told


def test_ogrinfo_lists_features_with_attributes(filled: Path) -> None:
    told = ogrinfo("-al", str(filled))
    assert "title (String) = Ähre عربي" in told
    assert "actor_names (String) = Government of National Accord" in told
    assert "POINT (13.18 32.89)" in told
    assert "MULTIPOLYGON (((10 30,12 30,12 32,10 30)))" in told


def test_it_can_be_read_while_it_is_open(store: GeoPackageStore) -> None:
    with store.transaction() as writer:
        writer.put(RECORDS[0])
    assert "Feature Count: 1" in ogrinfo("-so", str(store.path), "events")


def test_pyogrio_reads_it(filled: Path) -> None:
    assert [name for name, _ in pyogrio.list_layers(filled)][:5] == ["events", "presences", "sites", "zones", "links"]
    info = pyogrio.read_info(filled, layer="events")
    assert info["crs"] == "EPSG:4326"
    assert info["features"] == 3
    assert tuple(info["total_bounds"]) == (13.18, 24.5, 15.0, 32.89)
    frame = pyogrio.read_dataframe(filled, layer="events")
    assert list(frame["title"]) == ["Ähre عربي", "no place", "south"]
    assert frame.geometry[0].equals(shapely.Point(13.18, 32.89))
    assert frame.geometry[1] is None
    near = pyogrio.read_dataframe(filled, layer="events", bbox=(13, 32, 14, 33))  # answered by the R-tree
    assert list(near["title"]) == ["Ähre عربي"]
    assert list(pyogrio.read_dataframe(filled, layer="zones").geom_type) == ["MultiPolygon"]


def test_an_empty_project_reads(store: GeoPackageStore) -> None:
    store.close()
    assert len(pyogrio.read_dataframe(store.path, layer="links")) == 0
    assert pyogrio.read_info(store.path, layer="links")["geometry_type"] == "LineString"


def test_what_gdal_appends_is_read(filled: Path) -> None:
    frame = pyogrio.read_dataframe(filled, layer="events").iloc[[0]]
    frame["id"], frame["title"] = new_id(), "appended"
    frame["geometry"] = [shapely.Point(20, 21)]
    pyogrio.write_dataframe(frame, filled, layer="events", append=True)
    with closing(GeoPackageStore.open(filled)) as store:
        assert not store.read_only
        added = store.all(Event)[-1]
        assert (added.title, added.geometry) == ("appended", point(20, 21))
        assert store.problems() == []


def test_gdal_writes_while_it_is_open(store: GeoPackageStore) -> None:
    with store.transaction() as writer:
        writer.put(RECORDS[0])
    frame = pyogrio.read_dataframe(store.path, layer="events")
    frame["id"], frame["title"] = new_id(), "appended"
    pyogrio.write_dataframe(frame, store.path, layer="events", append=True)
    assert store.changed_elsewhere()
    assert [each.title for each in store.all(Event)] == ["Ähre عربي", "appended"]
    with store.transaction() as writer:
        writer.put(RECORDS[1])
    assert store.problems() == []


def test_our_triggers_are_those_of_gdal(tmp_path: Path) -> None:
    """Word for word, but for white space, quotes and case: it makes no difference which program made the index."""
    path = tmp_path / "theirs.gpkg"
    frame = pyogrio.read_dataframe(_points(tmp_path))
    pyogrio.write_dataframe(frame, path, layer="events", driver="GPKG")
    with closing(sqlite3.connect(path)) as other:
        theirs = dict(
            other.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rtree%'")
        )
    ours = known_trigger_sql("events")
    assert set(theirs) <= set(ours)
    assert {name: _bare(sql) for name, sql in theirs.items()} == {name: _bare(ours[name]) for name in theirs}


def _points(folder: Path) -> Path:
    path = folder / "points.geojson"
    path.write_text('{"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": {}}')
    return path


def _bare(sql: str) -> str:
    return "".join(sql.split()).replace('"', "").lower()


def test_the_frame_names_every_table_once(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as other:
        contents = other.execute("SELECT table_name, data_type, srs_id FROM gpkg_contents").fetchall()
        tables = {row[0] for row in other.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        columns = other.execute("SELECT table_name, column_name, srs_id, z, m FROM gpkg_geometry_columns").fetchall()
        trees = other.execute("SELECT table_name, extension_name, scope FROM gpkg_extensions").fetchall()
        assert other.execute("PRAGMA foreign_key_check").fetchall() == []
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    own = {name for name in tables if not name.startswith(("gpkg_", "rtree_", "sqlite_"))}
    assert {row[0] for row in contents} == own
    features = [row[0] for row in contents if row[1] == "features"]
    assert columns == [(name, "geom", 4326, 0, 0) for name in features]
    assert trees == [(name, "gpkg_rtree_index", "write-only") for name in features]
