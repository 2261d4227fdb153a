"""Records that come as columns leave the same rows as the same records put one by one: the slow way is the oracle."""

import sqlite3
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some_of

from libyamap.domain.columns import Columns
from libyamap.domain.geometry import Geometry, GeometryType, line, point
from libyamap.domain.ids import new_id, new_ids
from libyamap.domain.model import Actor, Claim, Event, Involvement, Layer, Record, Source, Zone
from libyamap.domain.points import Points, as_points
from libyamap.domain.vocabulary import Role
from libyamap.store.project import GeoPackageStore

LAYER = Layer(id=new_id(), title="A layer")
ACTORS = (Actor(id=new_id(), name="One"), Actor(id=new_id(), name="Two"))
SOURCE = Source(id=new_id(), title="A source")
SQUARE = Geometry(GeometryType.POLYGON, (((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)),))


def events() -> list[Event]:
    shapes = (None, point(15.0, 32.5), line((1.0, 2.0), (3.0, 4.0)), SQUARE)
    return [
        Event(
            id=record_id,
            layer=LAYER.id,
            title=f"Event {number} ‘quoted’",
            description="" if number % 3 else "Some words",
            time=("", "2016-05", "2016-05-19/..", "2016-05-01~")[number % 4],
            where_prec=(None, 1, 5, 5)[number % 4],
            geometry=shapes[number % 4],
            radius_m=None if number % 2 else 500.0,
            actors=(Involvement(ACTORS[0].id), Involvement(ACTORS[1].id, Role.TARGET))[: number % 3],
            tags=("a", "b")[: number % 3],
            attributes={"n": number, "x": 1.5, "ok": True, "none": None} if number % 2 else {},
            dataset="Set",
            dataset_id=str(number),
            dataset_digest="0" * 16,
        )
        for number, record_id in enumerate(new_ids(2_500))
    ]


def as_columns(records: list[Any]) -> Columns:
    names = [name for name in records[0].__struct_fields__ if name != "id"]
    values = {name: [getattr(record, name) for record in records] for name in names}
    unused = {name for name in ("status", "certainty", "symbol", "stance") if name in values}
    return Columns(
        type(records[0]),
        [record.id for record in records],
        {name: column for name, column in values.items() if name not in unused},
    )


def rows_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with sqlite3.connect(path) as connection:
        names = ("events", "zones", "claims", "feature_actors", "rtree_events_geom_rowid", "rtree_zones_geom_rowid")
        rows = {name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in names}
        rows["rtree_events_geom_rowid"] = [(row[0],) for row in rows["rtree_events_geom_rowid"]]
        rows["indexes"] = connection.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') ORDER BY name"
        ).fetchall()
    connection.close()
    return rows


def written(path: Path, records: list[Record], *, by_columns: bool) -> dict[str, list[tuple[Any, ...]]]:
    store = GeoPackageStore.create(path)
    with store.transaction() as writer:
        for needed in (LAYER, *ACTORS, SOURCE):
            writer.put(needed)
        groups: list[list[Record]] = [[], [], []]
        for record in records:
            groups[(Event, Zone, Claim).index(type(record))].append(record)
        if by_columns:
            writer.insert_columns(as_columns(group) for group in groups)
        else:
            for record in (record for group in groups for record in group):
                writer.put(record)
    assert store.problems() == []
    assert store.get(Event, records[0].id) == records[0]
    store.close()
    return rows_of(path)


def test_columns_and_single_records_leave_the_same_file(tmp_path: Path) -> None:
    some = events()
    zones = [Zone(id=new_id(), layer=LAYER.id, title="Z", geometry=SQUARE, where_prec=5)]
    claims = [
        Claim(id=record_id, feature=each.id, source=SOURCE.id)
        for record_id, each in zip(new_ids(99), some[:99], strict=True)
    ]
    records: list[Record] = [*some, *zones, *claims]
    fast = written(tmp_path / "fast.gpkg", records, by_columns=True)
    slow = written(tmp_path / "slow.gpkg", records, by_columns=False)
    assert fast == slow


def test_a_stream_that_fails_leaves_indexes_and_triggers(tmp_path: Path) -> None:
    store = GeoPackageStore.create(tmp_path / "p.gpkg")
    before = rows_of(store.path)

    def failing() -> Any:
        yield as_columns([msgspec.structs.replace(each, actors=()) for each in events()[:10]])
        raise RuntimeError

    try:
        with store.transaction() as writer:
            writer.put(LAYER)
            writer.insert_columns(failing())
    except RuntimeError:
        pass
    store.close()
    assert rows_of(tmp_path / "p.gpkg") == before


PLACES = some_of.none() | some_of.builds(point, some_of.floats(-180, 180), some_of.floats(-90, 90))
ATTRIBUTES = some_of.dictionaries(
    some_of.sampled_from("abc"), some_of.text("x'\"é\n", max_size=3) | some_of.integers(0, 2)
)


@settings(max_examples=15, deadline=None)
@given(some_of.lists(some_of.tuples(PLACES, ATTRIBUTES), min_size=1, max_size=8))
def test_points_and_json_leave_the_same_rows_as_objects(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Geometry | None, dict[str, Any]]]
) -> None:
    records = [
        Event(id=record_id, layer=LAYER.id, title="E", geometry=place, attributes=said)
        for record_id, (place, said) in zip(new_ids(len(rows)), rows, strict=True)
    ]
    packed = as_columns(records)
    packed.fields["geometry"] = as_points(packed.fields["geometry"])
    packed.fields["attributes"] = [msgspec.json.encode(said).decode() if said else None for _, said in rows]
    found = []
    for columns in (packed, as_columns(records)):
        store = GeoPackageStore.create(tmp_path_factory.mktemp("rows") / "p.gpkg")
        with store.transaction() as writer:
            writer.put(LAYER)
            writer.insert_columns([columns])
        assert store.all(Event) == records
        store.close()
        found.append(rows_of(store.path))
    assert found[0] == found[1]


def test_points_are_read_like_a_list() -> None:
    places = [point(1.0, 2.0), None, point(3.0, 4.0)]
    points = as_points(places)
    assert isinstance(points, Points)
    assert (len(points), list(points), list(points.some([2, 1]))) == (3, places, [places[2], None])
    assert as_points([*places, SQUARE]) is None


def test_a_store_that_is_alone_writes_without_a_second_file_and_takes_all_back(tmp_path: Path) -> None:
    GeoPackageStore.create(tmp_path / "p.gpkg").close()
    store = GeoPackageStore.open(tmp_path / "p.gpkg", alone=True)
    with store.transaction() as writer:
        writer.put(LAYER)
    before = rows_of(store.path)
    some = as_columns([msgspec.structs.replace(each, actors=()) for each in events()])
    with pytest.raises(RuntimeError):
        _insert_and_fail(store, some)
    assert [path.name for path in tmp_path.iterdir()] == ["p.gpkg"]
    store.close()
    assert rows_of(store.path) == before


def _insert_and_fail(store: GeoPackageStore, columns: Columns) -> None:
    with store.transaction() as writer:
        writer.insert_columns([columns])
        raise RuntimeError
