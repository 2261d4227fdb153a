"""What refers to what is found by indexes, and is the same as what looking at everything finds."""

import hashlib
from collections.abc import Iterable
from contextlib import closing

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyamap.app.commands import InsertMany, Put
from libyamap.app.ports import R
from libyamap.app.session import Session
from libyamap.domain.changes import Change, Recorded, Revision
from libyamap.domain.geometry import line
from libyamap.domain.ids import new_id
from libyamap.domain.model import (
    FEATURE_CLASSES,
    RECORD_CLASSES,
    Attachment,
    Claim,
    Event,
    Involvement,
    Link,
    Record,
    Site,
)
from libyamap.domain.vocabulary import Role
from libyamap.store.connection import connect
from libyamap.store.project import GeoPackageStore
from tests.support.scanning import Scanning
from tests.unit.store.samples import ACTOR, BASIS, LAYER, OTHER, SOURCE, event, project_file, records


class Oracle(Scanning):
    """Looks at every record of a list."""

    def __init__(self, known: Iterable[Record]) -> None:
        self.known = sorted(known, key=lambda record: record.id)

    def all(self, record_type: type[R]) -> list[R]:
        """All of exactly this type."""
        return [record for record in self.known if isinstance(record, record_type) and type(record) is record_type]

    def revisions(self, after: int = 0) -> list[Revision]:
        """No journal."""
        return []

    def changes_of(self, number: int, most: int | None = None) -> list[Change]:
        """No journal."""
        return []


@settings(max_examples=25)
@given(st.lists(records, min_size=2, max_size=8, unique_by=lambda record: record.id))
def test_the_indexes_find_what_looking_at_everything_finds(made: list[Record]) -> None:
    first, last = made[0].id, made[-1].id
    made += [
        Link(id=new_id(), layer=LAYER.id, title="L", origin=first, target=ACTOR.id),
        Claim(id=new_id(), feature=last, source=SOURCE.id, says_actors=(Involvement(OTHER.id),)),
    ]
    attached = Attachment(id=new_id(), claim=made[-1].id, name="A", media_type="text/plain", sha256="0" * 64, size=1)
    oracle = Oracle((*BASIS, *made, attached))
    ids = [record.id for record in oracle.known]
    with project_file() as path, closing(GeoPackageStore.open(path)) as store:
        with store.transaction() as writer:
            for record in (*made, attached):
                writer.put(record)
        assert set(store.places_named()) == set(oracle.places_named())
        for record in oracle.known:
            assert set(store.users_of(record)) == set(oracle.users_of(record))
            assert store.count_users(record) == oracle.count_users(record)
            assert len(store.users_of(record, 1)) == min(1, oracle.count_users(record))
            dataset = getattr(record, "dataset", "") or "-"
            kinds = store.kinds_imported(dataset)
            assert kinds == oracle.kinds_imported(dataset)
            for wanted in ([], [getattr(record, "dataset_id", "") or "of nobody", "of nobody else"]):
                assert store.imported(dataset, kinds, wanted) == oracle.imported(dataset, kinds, wanted)
        for record_type in RECORD_CLASSES:
            assert store.get_many(record_type, ids) == oracle.get_many(record_type, ids)
            assert store.as_kept(record_type, ids) == oracle.as_kept(record_type, ids)
        for kind in FEATURE_CLASSES.values():
            for role in (None, *Role):
                assert store.features_with(kind, ACTOR.id, role) == oracle.features_with(kind, ACTOR.id, role)
        assert store.claims_of([first, last]) == oracle.claims_of([first, last])
        assert store.attachments_of(ids) == [attached]
        assert store.links_of([first, ACTOR.id]) == oracle.links_of([first, ACTOR.id])


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT id FROM events WHERE layer = 'x'",
        "SELECT id FROM events WHERE dataset = 'x'",
        "SELECT id FROM events WHERE id IN (SELECT feature FROM feature_actors WHERE actor = 'x' AND role = 'y')",
        "SELECT id FROM links WHERE origin = 'x' OR target = 'x'",
        "SELECT id FROM claims WHERE source = 'x' OR feature = 'x'",
        "SELECT id FROM claims WHERE says_actors NOTNULL AND instr(says_actors, 'x')",
        "SELECT id FROM yamap_changes WHERE ids NOTNULL AND instr(ids, x'00')",
        "SELECT id FROM yamap_changes WHERE id = 'x'",
    ],
)
def test_no_look_up_walks_through_a_table(store: GeoPackageStore, sql: str) -> None:
    import sqlite3

    with closing(sqlite3.connect(store.path)) as other:
        plan = [row[3] for row in other.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert all("SCAN" not in step or "INDEX" in step for step in plan), plan


def test_bytes_are_kept_once(store: GeoPackageStore) -> None:
    with store.transaction() as writer:
        first = writer.put_bytes(b"page")
        assert writer.put_bytes(b"page") == first
    assert first == hashlib.sha256(b"page").hexdigest()
    assert store.get_bytes(first) == b"page"
    assert store.get_bytes("0" * 64) is None


def test_an_attached_file_that_is_not_what_it_was_is_told(store: GeoPackageStore) -> None:
    import sqlite3

    made = event()
    claim = Claim(id=new_id(), feature=made.id, source=SOURCE.id)
    with store.transaction() as writer:
        digest = writer.put_bytes(b"page")
        writer.put(made)
        writer.put(claim)
        writer.put(Attachment(id=new_id(), claim=claim.id, name="p", media_type="text/html", sha256=digest, size=4))
    assert store.problems() == []
    with closing(sqlite3.connect(store.path)) as other, other:
        other.execute("UPDATE yamap_files SET data = x'00'")
    assert any("not what it was" in problem for problem in store.problems())
    with closing(sqlite3.connect(store.path)) as other, other:
        other.execute("DELETE FROM yamap_files")
    assert any("contents of the attached file “p” are missing" in problem for problem in store.problems())


def test_the_history_of_a_record_begins_with_its_bulk_insert(store: GeoPackageStore) -> None:
    session = Session(store, "me")
    sites = tuple(Site(id=new_id(), layer=LAYER.id, title=str(number)) for number in range(3))
    session.run(InsertMany(sites, "Insert three"))
    renamed = msgspec.structs.replace(sites[1], title="Renamed")
    session.run(Put(renamed))
    session.run(Put(Event(id=new_id(), layer=LAYER.id, title="Other")))
    history = store.history_of(sites[1].id)
    assert [each.revision.number for each in history] == [1, 2]
    assert [each.change for each in history] == [
        Change(Site, sites[1].id, None, None),
        Change(Site, sites[1].id, sites[1], renamed),
    ]
    assert isinstance(history[0], Recorded)
    assert store.history_of(new_id()) == []
    assert store.history_of("no id") == []
    assert [each.number for each in store.revisions(after=1)] == [2, 3]


def test_an_id_across_two_packed_ones_is_not_found(store: GeoPackageStore) -> None:
    session = Session(store, "me")
    ends = ("00000000-0000-7000-8000-0000000000aa", "bb000000-0000-7000-8000-000000000000")
    session.run(InsertMany(tuple(Site(id=each, layer=LAYER.id, title="x") for each in ends), "Two"))
    across = "00007000-8000-0000-0000-00aabb000000"
    assert store.history_of(across) == []
    assert len(store.history_of(ends[1])) == 1


def test_a_link_between_the_same_two_is_one_user(store: GeoPackageStore) -> None:
    made = event()
    loop = Link(
        id=new_id(), layer=LAYER.id, title="L", origin=made.id, target=ACTOR.id, actors=(Involvement(ACTOR.id),),
        geometry=line((1, 2), (3, 4)),
    )  # fmt: skip
    with store.transaction() as writer:
        writer.put(made)
        writer.put(loop)
    assert [each.id for each in store.users_of(ACTOR)] == [loop.id, OTHER.id]
    assert store.links_of([made.id, ACTOR.id]) == [loop]


def test_the_names_of_attributes_are_told_where_another_program_broke_some() -> None:
    with project_file() as path, closing(GeoPackageStore.open(path)) as store:
        named = [{"b": 1, "a": "x"}, {"c": None}, {}]
        made = [msgspec.structs.replace(event(), id=new_id(), attributes=each) for each in named]
        Session(store, "me").run(InsertMany(tuple(made), "Many"))
        assert store.attribute_names([Event, Site]) == ["a", "b", "c"]
        assert store.attribute_names([]) == []
        with closing(connect(path, read_only=False, busy_seconds=1)) as other:
            other.execute("PRAGMA trusted_schema = ON")
            other.execute("UPDATE events SET attributes = '{\"b\": ' WHERE id = ?", (made[0].id,))
        assert store.attribute_names([Event, Site]) == ["c"]
