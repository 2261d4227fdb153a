"""Making, opening, writing and closing the project file, and what lies beside it meanwhile."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from libyamap.domain.geometry import point
from libyamap.domain.model import Actor, Event, Layer, Record
from libyamap.errors import Conflict, ReadOnlyProject, WorldError
from libyamap.store.project import GeoPackageStore
from tests.unit.store.samples import ACTOR, BASIS, LAYER, OTHER, event, fill


def put(store: GeoPackageStore, *records: Record) -> None:
    with store.transaction() as writer:
        for record in records:
            writer.put(record)


def beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def test_one_ordinary_file_is_left(path: Path) -> None:
    store = GeoPackageStore.create(path)
    fill(store)
    assert f"{path.name}-wal" in beside(path)
    store.close()
    store.close()
    assert beside(path) == [path.name]
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert other.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        assert other.execute("PRAGMA user_version").fetchone() == (10400,)


def test_commits_are_synced_in_wal_mode(connected: list[sqlite3.Connection], path: Path) -> None:
    with closing(GeoPackageStore.create(path)) as store:
        fill(store)
        names = "journal_mode", "synchronous", "foreign_keys", "busy_timeout"
        found = [connected[-1].execute(f"PRAGMA {name}").fetchone()[0] for name in names]
    assert found == ["wal", 2, 1, 5000]


def test_looking_changes_no_byte(store: GeoPackageStore, path: Path) -> None:
    store.close()
    before = path.read_bytes()
    with closing(GeoPackageStore.open(path)) as looked_at:
        assert looked_at.all(Layer) == [LAYER]
        assert looked_at.problems() == []
        assert not looked_at.changed_elsewhere()
        looked_at.checkpoint()
        assert beside(path) == [path.name]
    assert path.read_bytes() == before


def test_create_never_overwrites(path: Path) -> None:
    path.write_text("mine")
    with pytest.raises(WorldError, match=r"libya\.gpkg.* already"):
        GeoPackageStore.create(path)
    assert path.read_text() == "mine"


def test_create_in_no_folder(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="no folder"):
        GeoPackageStore.create(tmp_path / "nowhere" / "x.gpkg")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_create_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_connection: sqlite3.Connection, _table: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("libyamap.store.spatial_index.create_triggers", fail)
    with pytest.raises(ZeroDivisionError):
        GeoPackageStore.create(path)
    assert beside(path) == []


def test_an_error_takes_the_whole_step_back(store: GeoPackageStore) -> None:
    kept = event("kept")
    put(store, kept)

    def fail() -> None:
        with store.transaction() as writer:
            writer.put(event("lost"))
            writer.insert_many([event("lost too", point(1, 2)) for _ in range(3)])
            writer.delete(Event, kept.id)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.all(Event) == [kept]
    assert store.problems() == []
    put(store, event("goes on", point(3, 4)))
    assert store.problems() == []


def test_what_others_refer_to_stays(store: GeoPackageStore) -> None:
    put(store, event())
    with pytest.raises(Conflict, match="refer"), store.transaction() as writer:
        writer.delete(Layer, LAYER.id)
    with pytest.raises(Conflict, match="refer"), store.transaction() as writer:
        writer.delete(Actor, ACTOR.id)  # OTHER is part of it
    with store.transaction() as writer:
        writer.delete(Actor, ACTOR.id)
        writer.delete(Actor, OTHER.id)
    assert store.all(Actor) == []
    assert store.all(Layer) == [LAYER]


def test_the_same_id_twice_in_bulk(store: GeoPackageStore) -> None:
    record = event()
    put(store, record)
    with pytest.raises(Conflict, match="same id"), store.transaction() as writer:
        writer.insert_many([event(), record])
    assert store.all(Event) == [record]


def test_changes_of_another_process_are_noticed(store: GeoPackageStore, path: Path) -> None:
    put(store, event())
    assert not store.changed_elsewhere()
    with closing(GeoPackageStore.open(path)) as other:
        put(other, event("theirs"))
        assert not other.changed_elsewhere()
        assert store.changed_elsewhere()
        assert not store.changed_elsewhere()
        assert [each.title for each in store.all(Event)] == ["A", "theirs"]


def test_read_only_on_request(store: GeoPackageStore, path: Path) -> None:
    store.close()
    with closing(GeoPackageStore.open(path, read_only=True)) as looked_at:
        assert looked_at.read_only
        assert looked_at.all(Layer) == [LAYER]
        with pytest.raises(ReadOnlyProject), looked_at.transaction():
            pass
    assert beside(path) == [path.name]


def test_another_writer_is_waited_for_and_then_named(store: GeoPackageStore, path: Path) -> None:
    with closing(GeoPackageStore.open(path, busy_seconds=0.05)) as waiting:
        with store.transaction() as writer:
            writer.put(event("first"))
            with pytest.raises(WorldError, match="written by another program"), waiting.transaction() as second:
                second.put(event("second"))
        put(waiting, event("second, later"))
        assert [each.title for each in store.all(Event)] == ["first", "second, later"]


def test_a_long_reader_is_named_and_then_writing_goes_on(store: GeoPackageStore, path: Path) -> None:
    store.close()
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as reading,
        closing(GeoPackageStore.open(path)) as writing,
    ):
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM events").fetchone()
        put_or_wait = pytest.raises(WorldError, match="another program")
        with put_or_wait, closing(GeoPackageStore.open(path, busy_seconds=0.05)) as impatient:
            put(impatient, event("in vain"))
        reading.execute("COMMIT")
        put(writing, event("done"))
        assert [each.title for each in writing.all(Event)] == ["done"]


def test_a_full_disk_loses_nothing(connected: list[sqlite3.Connection], path: Path) -> None:
    with closing(GeoPackageStore.create(path)) as store:
        fill(store)
        record = event("kept", point(13, 32))
        put(store, record)
        connection = connected[-1]
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(WorldError, match="disk is full"):
            put(store, event("too long", description="x" * 90_000))
        with pytest.raises(WorldError, match="disk is full"), store.transaction() as writer:
            writer.insert_many(event(str(at), point(at / 20, 1)) for at in range(2_000))
        assert store.all(Event) == [record]
        assert store.problems() == []
        connection.execute(f"PRAGMA max_page_count = {pages + 10_000}")
        put(store, event("room again", point(14, 33)))
        assert [each.title for each in store.all(Event)] == ["kept", "room again"]
        assert store.problems() == []


def test_a_project_left_by_a_crash_is_tidied(path: Path) -> None:
    with closing(GeoPackageStore.create(path)) as store:
        fill(store)
        copy = path.with_name("crashed.gpkg")
        for suffix in ("", "-wal"):
            copy.with_name(copy.name + suffix).write_bytes(path.with_name(path.name + suffix).read_bytes())
    with closing(GeoPackageStore.open(copy)) as recovered:
        assert recovered.all(Layer) == [LAYER]
    assert beside(path) == ["crashed.gpkg", "libya.gpkg"]
    with closing(GeoPackageStore.open(copy, read_only=True)) as again:
        assert {record.id for record in again.all(Actor)} == {each.id for each in BASIS if isinstance(each, Actor)}


def test_a_checkpoint_makes_the_file_alone_complete(store: GeoPackageStore, path: Path) -> None:
    put(store, event("in the file"))
    store.checkpoint()
    alone = path.with_name("alone.gpkg")
    alone.write_bytes(path.read_bytes())
    with closing(GeoPackageStore.open(alone)) as copy:
        assert [each.title for each in copy.all(Event)] == ["in the file"]
    store.close()
    store.checkpoint()  # harmless


def test_starting_imports_nothing_heavy(store: GeoPackageStore, path: Path) -> None:
    put(store, event("a point", point(13, 32)))
    store.close()
    script = (
        "import sys; from pathlib import Path; from libyamap.store.project import GeoPackageStore as G; "
        "from libyamap.domain.model import RECORD_CLASSES; s = G.open(Path(sys.argv[1])); "
        "[s.all(t) for t in RECORD_CLASSES]; s.close(); "
        "print(*{'numpy', 'shapely', 'pandas', 'pyogrio', 'pyproj'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_changes_made_elsewhere_before_the_first_change_are_noticed(store: GeoPackageStore, path: Path) -> None:
    with closing(GeoPackageStore.open(path)) as mine:
        put(store, event("theirs"))
        put(mine, event("mine"))
        assert mine.changed_elsewhere()
        assert not mine.changed_elsewhere()


@pytest.mark.parametrize("content", [b"", b"\x00" * 512, b"\x00" * 5000])
def test_an_idle_journal_left_by_a_crash_is_tidied(store: GeoPackageStore, path: Path, content: bytes) -> None:
    store.close()
    path.with_name(f"{path.name}-journal").write_bytes(content)
    with closing(GeoPackageStore.open(path)) as opened:
        assert opened.all(Layer) == [LAYER]
    assert beside(path) == [path.name]
