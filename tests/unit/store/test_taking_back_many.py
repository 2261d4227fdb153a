"""Many records that are taken back and brought again are, column for column, the rows that they were."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyamap.app.commands import InsertMany
from libyamap.app.history import MANY
from libyamap.app.session import Session
from libyamap.domain.geometry import Geometry, point
from libyamap.domain.ids import new_ids
from libyamap.domain.model import Event, Feature, Layer, Presence, Site
from libyamap.store import bulk_columns, rtree
from libyamap.store.box_list import BoxList
from libyamap.store.connection import connect
from libyamap.store.project import GeoPackageStore
from tests.unit.store.samples import features, project_file

TABLES = ("events", "presences", "sites", "feature_actors")
some = st.sampled_from((Event, Presence, Site)).flatmap(lambda kind: st.lists(features(kind), min_size=1, max_size=6))


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        names = {
            table: [f'"{row[1]}"' for row in connection.execute(f"PRAGMA table_info({table})")][1:] for table in TABLES
        }
        return {
            table: sorted(connection.execute(f"SELECT {', '.join(columns)} FROM {table}"), key=repr)
            for table, columns in names.items()
        }


@settings(max_examples=12)
@given(some)
def test_undo_and_redo_of_a_bulk_insert(kinds: list[Feature]) -> None:
    many = [
        msgspec.structs.replace(kinds[at % len(kinds)], id=record_id) for at, record_id in enumerate(new_ids(MANY + 50))
    ]
    with project_file() as path, pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk_columns, "_WORTH_COLUMNS", 100)
        with closing(GeoPackageStore.open(path)) as store:
            session = Session(store, "me")
            session.run(InsertMany(tuple(many), "Many"))
            before = rows(path)
            session.undo()
            assert store.all(type(many[0])) == []
            session.redo()
            assert rows(path) == before
            assert store.problems() == []
            session.undo()
            session.redo()
            assert rows(path) == before


def test_what_another_program_wrote_comes_back_as_it_was() -> None:
    with project_file() as path, closing(GeoPackageStore.open(path)) as store:
        session = Session(store, "me")
        made = [Event(id=each, layer=_layer(store), title="A") for each in new_ids(600)]
        session.run(InsertMany(tuple(made), "Many"))
        with closing(connect(path, read_only=False, busy_seconds=1)) as other:
            other.execute("PRAGMA trusted_schema = ON")
            other.execute(
                "UPDATE events SET time = 'soon', title = 'N' || char(0) || 'L' WHERE id IN (?, ?)",
                (made[3].id, made[4].id),
            )
        before = rows(path)
        session.undo()
        session.redo()
        assert rows(path) == before


def _layer(store: GeoPackageStore) -> str:
    return store.all(Layer)[0].id


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), max_size=60), st.integers(1, 9))
def test_a_list_of_boxes_never_makes_one_smaller(spots: list[tuple[float, float]], at_once: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("libyamap.store.box_list._ROUND_FROM", 4 * at_once)
        boxes = BoxList()
        for fid, (lon, lat) in enumerate(spots, 1):
            boxes.add((fid,), (lon, lon, lat, lat))
        assert [fid for fid, _ in boxes] == list(range(1, len(spots) + 1))
        for (_, (west, east, south, north)), (lon, lat) in zip(boxes, spots, strict=True):
            assert west <= lon <= east
            assert south <= lat <= north
        kept = boxes.rounded()
        assert (len(boxes), len(kept)) == (len(spots), 4 * len(spots))
        for at, (lon, lat) in enumerate(spots):
            assert kept[4 * at] <= lon <= kept[4 * at + 1]
            assert kept[4 * at + 2] <= lat <= kept[4 * at + 3]


def test_boxes_packed_so_many_at_a_time_are_all_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtree, "_AT_ONCE", 700)
    with project_file() as path, closing(GeoPackageStore.open(path)) as store:
        layer = _layer(store)
        made = [
            msgspec.structs.replace(Event(id=each, layer=layer, title="A"), geometry=_spot(at))
            for at, each in enumerate(new_ids(9_000))
        ]
        Session(store, "me").run(InsertMany(tuple(made), "Many"))
        assert store.problems() == []
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT rtreecheck('rtree_events_geom')").fetchone() == ("ok",)
            wanted = sum(10 <= at % 90 - 45 <= 20 for at in range(len(made)))
            found = connection.execute(
                "SELECT count(*) FROM rtree_events_geom WHERE maxy >= 10 AND miny <= 20"
            ).fetchone()
            assert found == (wanted,)


def _spot(at: int) -> Geometry:
    return point(at % 360 - 180, at % 90 - 45)
