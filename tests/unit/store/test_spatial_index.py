"""R-trees and extents against brute force, after any changes and after packing."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyamap.domain.geometry import Bounds, Geometry, point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event, Layer, Site
from libyamap.errors import InvalidValue
from libyamap.store import rtree, spatial_index
from libyamap.store.bulk import BATCH, PACK_FROM
from libyamap.store.project import GeoPackageStore
from tests.unit.store.samples import LAYER, event, geometries, lats, lons, project_file

if TYPE_CHECKING:
    from array import array

MOST_BOXES = 51  # in a node of SQLite's R-tree at a page of 4,096 bytes
SMALLEST = 1e-30  # below that, single precision knows nothing


def site(geometry: Geometry | None, title: str = "S") -> Site:
    return Site(id=new_id(), layer=LAYER.id, title=title, geometry=geometry)


def meets(geometry: Geometry, box: Bounds) -> bool:
    west, south, east, north = geometry.bounds()
    return west <= box[2] and box[0] <= east and south <= box[3] and box[1] <= north


def asked(path: Path, box: Bounds) -> set[str]:
    """Ids that the R-tree gives for the box: all that meet it, and at most its neighbours by rounding."""
    with closing(sqlite3.connect(path)) as other:
        rows = other.execute(
            "SELECT id FROM sites WHERE fid IN (SELECT id FROM rtree_sites_geom "
            "WHERE minx <= ? AND maxx >= ? AND miny <= ? AND maxy >= ?)",
            (box[2], box[0], box[3], box[1]),
        )
        return {row[0] for row in rows}


def is_in(bounds: Bounds, box: Bounds) -> bool:
    inner, outer = (*bounds[:2], -bounds[2], -bounds[3]), (*box[:2], -box[2], -box[3])
    return all(far <= near + SMALLEST for near, far in zip(inner, outer, strict=True))


def assert_as_brute_force(path: Path, sites: dict[str, Site], box: Bounds) -> None:
    placed = {each.id: each.geometry for each in sites.values() if each.geometry is not None}
    found = asked(path, box)
    west, south, east, north = box
    near = west - 1e-4, south - 1e-4, east + 1e-4, north + 1e-4
    assert {key for key, geometry in placed.items() if meets(geometry, box)} <= found
    assert found <= {key for key, geometry in placed.items() if meets(geometry, near)}


def extent_told(path: Path) -> tuple[float | None, ...]:
    with closing(sqlite3.connect(path)) as other:
        row: tuple[float | None, ...] = other.execute(
            "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'sites'"
        ).fetchone()
        return row


def extent_of(sites: dict[str, Site]) -> tuple[float | None, ...]:
    boxes = [each.geometry.bounds() for each in sites.values() if each.geometry is not None]
    if not boxes:
        return None, None, None, None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


steps = st.lists(
    st.tuples(st.sampled_from(["put", "move", "bare", "delete", "many"]), geometries(), st.integers(0, 99)), max_size=25
)


@settings(max_examples=30)
@given(steps, st.tuples(lons, lats, lons, lats), st.integers(1, 8))
def test_any_changes(drawn: list[tuple[str, Geometry, int]], corners: Bounds, pack_from: int) -> None:
    west, east = sorted((corners[0], corners[2]))
    south, north = sorted((corners[1], corners[3]))
    sites: dict[str, Site] = {}
    with (
        project_file() as path,
        pytest.MonkeyPatch.context() as patch,
        closing(GeoPackageStore.open(path)) as store,
    ):
        patch.setattr("libyamap.store.bulk.PACK_FROM", pack_from)
        for what, geometry, number in drawn:
            with store.transaction() as writer:
                if what == "many":
                    new = [site(geometry), site(None), site(point(number, -number / 2))]
                    writer.insert_many(new)
                    sites |= {each.id: each for each in new}
                    continue
                old = list(sites.values())[number % len(sites)] if sites else None
                if what == "delete" and old:
                    writer.delete(Site, old.id)
                    del sites[old.id]
                    continue
                made = site(geometry)
                if old and what != "put":
                    made = msgspec.structs.replace(old, geometry=None if what == "bare" else geometry)
                writer.put(made)
                sites[made.id] = made
        assert_as_brute_force(path, sites, (west, south, east, north))
        assert extent_told(path) == extent_of(sites)
        boxes = store.extents()
        placed = [each.geometry for each in sites.values() if each.geometry is not None]
        assert all(any(is_in(geometry.bounds(), box) for box in boxes) for geometry in placed)
        assert len(boxes) <= min(MOST_BOXES, len(placed))
        assert store.problems() == []


def scattered(count: int, seed: int) -> Iterator[Site]:
    chance = random.Random(seed)
    for number in range(count):
        yield site(point(chance.uniform(9, 25), chance.gauss(28, 2)), str(number))


@contextmanager
def counted(patch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many boxes each packing took."""
    sizes: list[int] = []
    original = rtree.Packing.add

    def add(packing: rtree.Packing, fids: "array[int]", boxes: "array[float]") -> None:
        if fids:
            sizes.append(len(fids))
        original(packing, fids, boxes)

    patch.setattr(rtree.Packing, "add", add)
    yield sizes


@pytest.mark.parametrize("count", [PACK_FROM, 51 * 51, 51 * 51 + 1, BATCH + 1])
def test_a_packed_tree(store: GeoPackageStore, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    sites = {each.id: each for each in scattered(count, seed=count)}
    with counted(monkeypatch) as packed, store.transaction() as writer:
        assert writer.insert_many(iter(sites.values())) == list(sites)
    assert packed == [count]
    for box in ((13.0, 27.0, 14.0, 29.0), (9.0, 20.0, 25.0, 36.0), (-10.0, 0.0, 5.0, 5.0)):
        assert_as_brute_force(store.path, sites, box)
    # The tree goes on living: what the triggers do to it afterwards must hold too.
    with store.transaction() as writer:
        for key in list(sites)[::3]:
            writer.delete(Site, key)
            del sites[key]
        for key in list(sites)[:20]:
            sites[key] = msgspec.structs.replace(sites[key], geometry=point(-100, 10))
            writer.put(sites[key])
    assert_as_brute_force(store.path, sites, (-101.0, 9.0, 14.0, 28.0))
    assert extent_told(store.path) == extent_of(sites)
    assert store.problems() == []


def test_a_few_more_are_entered_and_many_more_packed_with_the_old(
    store: GeoPackageStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("libyamap.store.bulk.PACK_FROM", 10)
    with counted(monkeypatch) as packed:
        for count in (1000, 20, 900):
            with store.transaction() as writer:
                writer.insert_many(scattered(count, seed=count))
    assert packed == [1000, 1020, 900]
    assert store.problems() == []


def test_a_hundred_thousand_points(store: GeoPackageStore) -> None:
    with store.transaction() as writer:
        ids = writer.insert_many(scattered(100_000, seed=1))
    assert len(ids) == 100_000
    with closing(sqlite3.connect(store.path)) as other:
        assert other.execute("SELECT rtreecheck('rtree_sites_geom')").fetchone() == ("ok",)
        assert other.execute("SELECT count(*) FROM rtree_sites_geom").fetchone() == (100_000,)
        names = {row[0] for row in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert names.issuperset(spatial_index.trigger_sql("sites"))


def test_bulk_rows_are_as_readable_as_others(store: GeoPackageStore) -> None:
    from libyamap.domain.model import Involvement
    from tests.unit.store.samples import ACTOR, OTHER

    parts = Involvement(OTHER.id), Involvement(ACTOR.id)
    layer = Layer(id=new_id(), title="New")
    one = msgspec.structs.replace(site(point(1, 2)), actors=parts, time="2016", layer=layer.id)
    two = msgspec.structs.replace(one, id=new_id())
    with store.transaction() as writer:
        writer.put(layer)
        writer.put(one)
        writer.insert_many([two])
    with closing(sqlite3.connect(store.path)) as other:
        columns = "time_earliest, time_latest, layer_title, actor_names, geom"
        rows = other.execute(f"SELECT {columns} FROM sites").fetchall()
    assert rows[0] == rows[1]
    assert rows[0][:4] == ("2016-01-01", "2016-12-31", "New", "House of Representatives; Government of National Accord")


def test_one_kind_after_another(store: GeoPackageStore) -> None:
    from libyamap.domain.model import Actor, Event

    mixed = [Actor(id=new_id(), name="N"), site(point(1, 1)), Event(id=new_id(), layer=LAYER.id, title="E")]
    mixed += [site(point(2, 2)), Actor(id=new_id(), name="M")]
    with store.transaction() as writer:
        assert writer.insert_many(mixed) == [each.id for each in mixed]
    assert store.all(Site) == [mixed[1], mixed[3]]
    assert store.problems() == []


def test_a_failed_bulk_insert_that_is_caught_leaves_the_index_working(store: GeoPackageStore) -> None:
    with store.transaction() as writer:
        with pytest.raises(InvalidValue):
            writer.insert_many([site(point(1, 1)), site(point(2, 2), "half \ud800 a character")])
        writer.put(site(point(3, 3)))
    assert [each.geometry for each in store.all(Site)] == [point(3, 3)]
    assert store.problems() == []
    assert extent_told(store.path) == (3, 3, 3, 3)


def test_the_extent_of_many_at_one_place(store: GeoPackageStore) -> None:
    with store.transaction() as writer:
        writer.insert_many(site(point(13.18, 32.89)) for _ in range(1_500))
    told = [side for side in extent_told(store.path) if side is not None]
    assert told == pytest.approx([13.18, 32.89, 13.18, 32.89], abs=1e-5)
    assert told[0] <= 13.18 <= told[2]
    assert told[1] <= 32.89 <= told[3]


def test_deleting_many_keeps_the_index_in_step(store: GeoPackageStore) -> None:
    made = [event(str(number), point(number % 360 - 180, number % 170 - 85)) for number in range(3_000)]
    bare = [event("no place") for _ in range(10)]
    with store.transaction() as writer:
        writer.insert_many([*made, *bare])
    for going in (made[:2_000], made[2_000:2_010], [*made[2_010:], *bare]):
        with store.transaction() as writer:
            writer.delete_many(Event, [each.id for each in going], len(going))
        assert store.problems() == []
    assert store.all(Event) == []
    with store.transaction() as writer:
        writer.put(made[0])
    assert store.problems() == []


def test_deleting_many_that_fails_leaves_everything(store: GeoPackageStore, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [event(str(number), point(number % 360 - 180, number % 170 - 85)) for number in range(2_000)]
    with store.transaction() as writer:
        writer.insert_many(made)

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("libyamap.store.rtree.Packing.add", fail)
    with store.transaction() as writer, pytest.raises(RuntimeError):
        writer.delete_many(Event, [each.id for each in made[:1_500]], 1_500)
    assert store.all(Event) == made
    assert store.problems() == []
