"""Many records that are taken back and brought again are, column for column, the rows that they were."""

import sqlite3
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyamap.app.commands import InsertMany
from libyamap.app.history import MANY
from libyamap.app.session import Session
from libyamap.app.transaction import Transaction
from libyamap.domain.changes import Change, Removed
from libyamap.domain.geometry import Geometry, point
from libyamap.domain.ids import new_id, new_ids
from libyamap.domain.model import Claim, Event, Feature, Involvement, Layer, Presence, Site
from libyamap.errors import WorldError
from libyamap.store import bulk_columns, bulk_delete, rtree
from libyamap.store.box_list import BoxList
from libyamap.store.connection import connect
from libyamap.store.project import GeoPackageStore
from libyamap.store.schema import Table
from tests.unit.store.samples import ACTOR, SOURCE, features, project_file

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


def _undone(path: Path) -> tuple[GeoPackageStore, Session, list[Event], list[Claim]]:
    """A step of many events with a claim on each, undone."""
    store = GeoPackageStore.open(path)
    session = Session(store, "me")
    layer = _layer(store)
    made = [Event(id=each, layer=layer, title="A", actors=(Involvement(ACTOR.id),)) for each in new_ids(1_200)]
    said = [Claim(id=new_id(), feature=each.id, source=SOURCE.id) for each in made]
    session.run(InsertMany((*made, *said), "Many"))
    session.undo()
    return store, session, made, said


def _outside(path: Path, statement: str) -> None:
    with closing(connect(path, read_only=False, busy_seconds=1)) as other:
        other.execute("PRAGMA trusted_schema = ON")
        other.execute("PRAGMA foreign_keys = OFF")
        other.execute(statement)


def test_the_history_tells_what_went_in_bulk() -> None:
    with project_file() as path:
        store, session, made, said = _undone(path)
        with closing(store):
            gone = [*reversed(said), *reversed(made)]
            assert store.changes_of(2) == [Change(type(each), each.id, each, None) for each in gone]
            assert store.changes_of(2, 3) == store.changes_of(2)[:3]
            assert [store.count_changes(number) for number in (1, 2, 3)] == [2_400, 2_400, 0]
            assert [type(each) for each in store.parts_of(2)] == [Removed] * 6
            assert list(store.parts_of(2, last_first=True)) == list(store.parts_of(2))[::-1]
            assert [each.change for each in store.history_of(made[700].id)] == [
                Change(Event, made[700].id, None, None),
                Change(Event, made[700].id, made[700], None),
            ]
            session.redo()
            assert store.all(Event) == made
            assert store.all(Claim) == said
            assert store.changes_of(3) == [Change(type(each), each.id, None, None) for each in gone[::-1]]
            assert store.problems() == []


def test_the_journal_does_not_keep_them_over_and_over() -> None:
    with project_file() as path:
        store, session, made, _ = _undone(path)
        with closing(store):
            session.redo()
            with closing(sqlite3.connect(path)) as other:
                rows = other.execute(
                    'SELECT revision, sum(length("before")), sum(length("after")), sum(length(ids)) '
                    "FROM yamap_changes GROUP BY revision"
                ).fetchall()
            assert [(number, after, ids) for number, _, after, ids in rows] == [(n, None, 38_400) for n in (1, 2, 3)]
            assert rows[0][1] is rows[2][1] is None
            assert 1_000 < rows[1][1] < 60 * len(made)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("INSERT INTO events (id, title, layer) SELECT '{event}', 'Back', id FROM layers", "changed from outside"),
        ("DELETE FROM sources", "refer to something that is not in the project"),
        ("UPDATE yamap_changes SET \"before\" = x'00' WHERE fid = (SELECT max(fid) FROM yamap_changes)", "is damaged"),
        ("UPDATE yamap_changes SET ids = x'00' WHERE fid = (SELECT max(fid) - 1 FROM yamap_changes)", "is damaged"),
        ("DELETE FROM yamap_changes WHERE fid = (SELECT max(fid) FROM yamap_changes)", "is damaged"),
        ("UPDATE yamap_changes SET record_type = 'actors' WHERE record_type = 'events'", "no longer in this project"),
    ],
)
def test_what_cannot_come_back_leaves_everything_as_it_was(statement: str, said: str) -> None:
    with project_file() as path:
        store, session, made, _ = _undone(path)
        with closing(store):
            _outside(path, statement.format(event=made[600].id))
            before, revision = rows(path), store.revision()
            for _ in range(2):
                with pytest.raises(WorldError, match=said):
                    session.redo()
                assert (rows(path), store.revision()) == (before, revision)


def test_what_was_taken_out_from_outside_is_left_out() -> None:
    with project_file() as path, closing(GeoPackageStore.open(path)) as store:
        session = Session(store, "me")
        made = [Event(id=each, layer=_layer(store), title="A") for each in new_ids(1_200)]
        session.run(InsertMany(tuple(made), "Many"))
        _outside(path, f"DELETE FROM events WHERE id IN ('{made[5].id}', '{made[1_199].id}')")
        session.undo()
        assert store.all(Event) == []
        session.redo()
        assert store.all(Event) == [*made[:5], *made[6:-1]]
        assert store.problems() == []


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


@pytest.mark.parametrize("at_once", [700, 51, 52])
def test_boxes_packed_so_many_at_a_time_are_all_found(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(rtree, "AT_ONCE", at_once)
    monkeypatch.setattr(bulk_columns, "BATCH", min(at_once, 500))
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


def test_features_and_claims_that_take_turns_are_taken_back_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    going: list[str] = []
    original = bulk_delete.many_going

    def many_going(connection: sqlite3.Connection, table: Table, count: int) -> AbstractContextManager[None]:
        going.append(f"{count} {table.name}")
        return original(connection, table, count)

    monkeypatch.setattr("libyamap.store.kept_removal.many_going", many_going)
    with project_file() as path, closing(GeoPackageStore.open(path)) as store:
        layer = _layer(store)
        batches = [(new_ids(300), new_ids(300)) for _ in range(4)]

        def import_them(transaction: Transaction) -> None:
            for events, claims in batches:
                transaction.insert_many(Event(id=each, layer=layer, title="A") for each in events)
                transaction.insert_many(
                    Claim(id=each, feature=feature, source=SOURCE.id)
                    for each, feature in zip(claims, events, strict=True)
                )

        session = Session(store, "me")
        session.transact("Import", "import", import_them)
        before = rows(path)
        session.undo()
        assert going == ["1200 claims", "1200 events"]
        assert store.all(Event) == []
        assert store.all(Claim) == []
        session.redo()
        assert rows(path) == before
        assert len(store.all(Claim)) == 1_200
        assert store.problems() == []
