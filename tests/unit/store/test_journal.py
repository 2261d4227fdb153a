"""The journal keeps who, when, which command, and each record before and after."""

import datetime as dt
from contextlib import closing
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from libyamap.domain.changes import Change, Revision
from libyamap.domain.geometry import point
from libyamap.domain.model import Event, Record
from libyamap.store.project import GeoPackageStore
from tests.unit.store.samples import NOON, event, project_file, records


def revision(number: int, at: dt.datetime = NOON, **fields: object) -> Revision:
    made = Revision(number=number, at=at, author="Amal ‘the editor’", command="put-event", title="أول خطوة")
    return msgspec.structs.replace(made, **fields)


def test_an_empty_journal(store: GeoPackageStore) -> None:
    assert (store.revision(), store.revisions(), store.changes_of(1)) == (0, [], [])


def test_revisions_come_back_equal(store: GeoPackageStore, path: Path) -> None:
    cairo = NOON.astimezone(dt.timezone(dt.timedelta(hours=2)))
    written = [revision(1), revision(2, cairo, undoes=1), revision(3, NOON.replace(microsecond=0), inserted=7)]
    with store.transaction() as writer:
        for each in written:
            writer.write_revision(each, [])
    store.close()
    with closing(GeoPackageStore.open(path)) as again:
        assert again.revisions() == written
        assert again.revision() == 3
        assert [each.at.tzinfo for each in again.revisions()] == [dt.UTC] * 3


@settings(max_examples=30)
@given(st.lists(st.tuples(records, records, st.sampled_from(["new", "gone", "changed", "bulk"])), max_size=6))
def test_changes_come_back_equal(drawn: list[tuple[Record, Record, str]]) -> None:
    written = [_change(before, after, how) for before, after, how in drawn]
    with project_file() as path, closing(GeoPackageStore.open(path)) as store:
        with store.transaction() as writer:
            writer.write_revision(revision(1), written)
            writer.write_revision(revision(2), [])
        assert store.changes_of(1) == written
        assert store.changes_of(2) == []


def _change(before: Record, after: Record, how: str) -> Change:
    if how == "bulk":
        return Change(type(after), after.id, None, None)
    if how == "new":
        return Change(type(after), after.id, None, after)
    if how == "gone":
        return Change(type(before), before.id, before, None)
    became = msgspec.structs.replace(after, id=before.id) if type(after) is type(before) else before
    return Change(type(before), before.id, before, became)


def test_an_update_keeps_only_what_became_different(store: GeoPackageStore) -> None:
    import sqlite3

    before = event("A", point(13, 32))
    after = msgspec.structs.replace(before, title="B")
    with store.transaction() as writer:
        writer.write_revision(revision(1), [Change(Event, before.id, before, after)])
    with closing(sqlite3.connect(store.path)) as other:
        kept = other.execute('SELECT "after" FROM yamap_changes').fetchone()
    assert kept == ('{"title":"B"}',)


def test_a_bulk_insert_keeps_ids_alone(store: GeoPackageStore) -> None:
    import sqlite3

    made = [event(str(at)) for at in range(1000)]
    changes = [Change(Event, each.id, None, None) for each in made]
    with store.transaction() as writer:
        writer.write_revision(revision(1, inserted=1000), changes)
    assert store.changes_of(1) == changes
    with closing(sqlite3.connect(store.path)) as other:
        assert other.execute("SELECT count(*), sum(length(ids)) FROM yamap_changes").fetchone() == (1, 16_000)
