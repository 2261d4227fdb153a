"""What is read back equals what was written, of every record and field."""

import contextlib
import sqlite3
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyamap.domain.geometry import Geometry, GeometryType, point
from libyamap.domain.ids import new_id
from libyamap.domain.model import RECORD_CLASSES, Actor, Event, Layer, Link, Record
from libyamap.errors import InvalidValue
from libyamap.store.project import GeoPackageStore
from tests.unit.store.samples import ACTOR, BASIS, LAYER, OTHER, event, project_file, records


@settings(max_examples=30)
@given(st.lists(records, min_size=1, max_size=5, unique_by=lambda record: record.id))
def test_round_trip(written: list[Record]) -> None:
    with project_file() as path:
        store = GeoPackageStore.open(path)
        with store.transaction() as writer:
            for record in written[::2]:
                writer.put(record)
            writer.insert_many(written[1::2])
        store.close()
        store = GeoPackageStore.open(path, read_only=True)
        expected = {record.id: record for record in (*BASIS, *written)}
        found = [record for record_type in RECORD_CLASSES for record in store.all(record_type)]
        assert {record.id: record for record in found} == expected
        assert all(store.get(type(record), record.id) == record for record in written)
        assert [type(value) for value in _attributes(found)] == [
            type(value) for value in _attributes([expected[record.id] for record in found])
        ]
        assert store.problems() == [
            problem for problem in store.problems() if "feature that is gone" in problem
        ]  # claims on ids that no feature has
        store.close()


def _attributes(found: list[Record]) -> list[object]:
    return [value for record in found for value in getattr(record, "attributes", {}).values()]


@settings(max_examples=30)
@given(records, records)
def test_replacing_leaves_one_record(first: Record, second: Record) -> None:
    again = msgspec.structs.replace(second, id=first.id)
    with project_file() as path:
        store = GeoPackageStore.open(path)
        with store.transaction() as writer:
            writer.put(first)
            if type(first) is type(again):
                writer.put(again)
                assert writer.get(type(again), again.id) == again
            writer.delete(type(first), first.id)
            assert writer.get(type(first), first.id) is None
        store.close()


def test_all_is_oldest_first(store: GeoPackageStore) -> None:
    made = [event(str(number)) for number in range(5)]
    with store.transaction() as writer:
        for record in reversed(made):
            writer.put(record)
    assert store.all(Event) == made


def test_inside_a_transaction_its_own_changes_are_seen(store: GeoPackageStore) -> None:
    record = event()
    with store.transaction() as writer:
        writer.put(record)
        assert writer.get(Event, record.id) == record
        writer.delete(Event, record.id)
        assert writer.get(Event, record.id) is None
        with pytest.raises(KeyError):
            writer.delete(Event, record.id)


def test_whole_numbers_are_equal_to_what_comes_back(store: GeoPackageStore) -> None:
    record = event(geometry=Geometry(GeometryType.POINT, (13, 32)), radius_m=25_000, where_prec=2)
    with store.transaction() as writer:
        writer.put(record)
    assert store.get(Event, record.id) == record


@pytest.mark.parametrize(
    "record",
    [
        event(title="half \ud800 a character"),
        event(attributes={"x": float("inf")}),
        event(attributes={"x": float("nan")}),
        event(attributes={"x": 2**70}),
        event(tags=("\udfff",)),
        Layer(id=new_id(), title="x", position=2**63),
    ],
)
def test_what_no_file_can_keep_is_refused(store: GeoPackageStore, record: Record) -> None:
    with pytest.raises(InvalidValue) as refused, store.transaction() as writer:
        writer.put(record)
    assert refused.value.field in {"", "attributes", "tags"}
    assert store.get(type(record), record.id) is None


def test_readable_columns_follow_where_they_are_many(store: GeoPackageStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("libyamap.store.writer._MANY", 3)
    monkeypatch.setattr("libyamap.store.layer_titles.MANY", 3)
    made = [event(str(number), point(number, number)) for number in range(4)]
    with store.transaction() as writer:
        writer.insert_many(made)
    with store.transaction() as writer:
        writer.put(msgspec.structs.replace(LAYER, title="Renamed"))
    with store.transaction() as writer:
        writer.put(msgspec.structs.replace(made[0], geometry=point(50, 50)))
    copy = store.path.with_name("copy.gpkg")
    store.copy_to(copy)
    assert titles_repeated(copy) == {"Renamed"}
    assert titles_repeated(store.path) == {LAYER.title, "Renamed"}  # not yet: the step wrote its own row alone
    store.close()
    assert titles_repeated(store.path) == {"Renamed"}
    with contextlib.closing(GeoPackageStore.open(store.path)) as again:
        assert again.problems() == []


def titles_repeated(path: Path) -> set[str]:
    """What other programs read of the layers of the events."""
    with contextlib.closing(sqlite3.connect(path)) as other:
        return {title for (title,) in other.execute("SELECT DISTINCT layer_title FROM events")}


def test_readable_columns_follow(store: GeoPackageStore) -> None:
    from libyamap.domain.model import Involvement

    record = event(time="2016-05~", geometry=point(13, 32), actors=(Involvement(OTHER.id), Involvement(ACTOR.id)))
    link = Link(id=new_id(), layer=LAYER.id, title="L", origin=ACTOR.id, target=OTHER.id)
    with store.transaction() as writer:
        writer.put(record)
        writer.insert_many([link])
        writer.put(msgspec.structs.replace(ACTOR, name="GNA"))
        writer.put(msgspec.structs.replace(LAYER, title="Places"))
    with sqlite3.connect(store.path) as other:
        row = other.execute("SELECT time_earliest, time_latest, layer_title, actor_names FROM events").fetchone()
        assert row == ("2016-05-01", "2016-05-31", "Places", "House of Representatives; GNA")
        assert other.execute("SELECT layer_title, actor_names FROM links").fetchone() == ("Places", None)
    other.close()
    assert store.get(Actor, ACTOR.id) == msgspec.structs.replace(ACTOR, name="GNA")
