"""A large project's index: made by a process of its own, found again, kept in step, and never trusted when in doubt."""

import sqlite3
import struct
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest

from libyamap.app.commands import Put, Remove
from libyamap.app.filter import Filter
from libyamap.app.session import Session
from libyamap.app.transaction import Transaction
from libyamap.app.viewport import EVERYTHING, Selection, ViewQuery
from libyamap.domain.geometry import point
from libyamap.domain.model import Claim, Event
from libyamap.errors import WorldError
from libyamap.store.functions import register
from libyamap.store.index import FeatureIndex
from libyamap.store.index.cache import Cache, read_state
from libyamap.store.index.columns import files
from libyamap.store.index.columns.maker import Maker
from libyamap.store.index.growing import Making
from libyamap.store.index.loading import read_all
from libyamap.store.project import GeoPackageStore
from tests.unit.store.samples import SOURCE, NoAreas, event, fill

WORKER = (sys.executable, "-m", "libyamap.cli.indexing")
BROKEN = (sys.executable, "-c", "raise SystemExit(3)")
_MAIN = "import sys; from libyamap.cli.indexing import main; sys.exit(main(sys.argv[1:]))"
_WORKER = "import time; from libyamap.store.index.columns import worker;"
SLOW_TEXTS = (sys.executable, "-c", f"{_WORKER} worker.make_texts = lambda *_: time.sleep(600); {_MAIN}")
NO_TEXTS = (sys.executable, "-c", f"{_WORKER} worker.make_texts = lambda *_: open('/none/such'); {_MAIN}")
ENDLESS = (sys.executable, "-c", "import time; time.sleep(600)")
COUNT = 40
SECONDS = 60.0


class Opened:
    """An open project of more than a few features and its index."""

    def __init__(self, path: Path, cache: Path, worker: Sequence[str]) -> None:
        self.store = GeoPackageStore.open(path)
        self.session = Session(self.store, "me")
        self.index = FeatureIndex(NoAreas(), Making(Cache(cache, "test"), worker), large_from=10)
        self._ready = threading.Event()
        self.index.subscribe(lambda progress: self._ready.set() if progress.ready else None)
        self.index.refresh(self.store, None)
        self.session.subscribe(lambda changes: self.index.refresh(self.store, changes))

    def close(self, *, ours_alone: bool = True) -> None:
        """As the workspace does it."""
        self.index.close()
        self.store.close()
        if ours_alone:
            self.index.remember()

    def wait_for_columns(self) -> None:
        """Until the map can be drawn; the texts may be missing."""
        assert self._ready.wait(SECONDS)

    def ids(self, selection: Selection = EVERYTHING) -> list[str]:
        """What it answers."""
        order = self.index.order(selection)
        return order.ids(0, len(order))


@pytest.fixture
def large(path: Path) -> Path:
    """A project of forty events."""
    store = GeoPackageStore.create(path)
    fill(store, *(event(f"Clash {number}", point(number / 4, 30)) for number in range(COUNT)))
    store.close()
    return path


@contextmanager
def opened(path: Path, worker: tuple[str, ...] = BROKEN) -> Iterator[Opened]:
    """Opened, ready or failed, and closed again."""
    found = Opened(path, path.parent / "cache", worker)
    try:
        assert found.index.wait(SECONDS)
        yield found
    finally:
        found.close()


def test_it_is_made_once_and_found_again(large: Path) -> None:
    with opened(large, WORKER) as first:
        assert first.index.progress().ready
        assert len(first.ids()) == COUNT
        assert len(first.ids(Selection(filter=Filter(text="clash 39")))) == 1
        found = first.index.view(ViewQuery(bounds=(0, 20, 20, 40), zoom=4, limit=5))
        assert found.total == sum(cell.count for cell in found.cells) == COUNT
    with opened(large) as second:
        assert second.index.progress().ready
        assert len(second.ids(Selection(filter=Filter(text="clash 39")))) == 1


def test_edits_do_not_make_it_anew(large: Path) -> None:
    with opened(large, WORKER) as first:
        old = first.index.features(first.ids())
        first.session.run(Remove(old[0]))
        first.session.run(Put(msgspec.structs.replace(old[1], geometry=point(100, 10))))
        first.session.run(Put(event("New", point(101, 10))))
        first.session.run(
            Put(Claim(id="00000000-0000-7000-8000-00000000c1a1", feature=old[2].id, source=SOURCE.id, credibility=1))
        )
        expected = first.ids()
        assert len(expected) == COUNT
    with opened(large) as second:
        assert second.index.progress().ready
        assert second.ids() == expected
        assert second.index.view(ViewQuery(bounds=(99, 9, 102, 11), zoom=8)).total == 2
        assert second.ids(Selection(filter=Filter(credibility=1))) == [old[2].id]
        second.session.undo()
        assert second.ids(Selection(filter=Filter(credibility=1))) == []


@pytest.mark.logs("could not be made")
def test_a_change_of_another_program_is_seen(large: Path) -> None:
    with opened(large, WORKER) as first:
        assert len(first.ids()) == COUNT
    with closing(sqlite3.connect(large)) as connection:
        register(connection)
        connection.execute("UPDATE events SET title = 'Other' WHERE title = 'Clash 7'")
        connection.commit()
    with opened(large, BROKEN) as second:
        assert not second.index.progress().ready
        assert "could not be made" in second.index.progress().problem
        assert second.ids() == []
    with opened(large, WORKER) as third:
        assert len(third.ids(Selection(filter=Filter(text="other")))) == 1


@pytest.mark.logs("could not be made")
@pytest.mark.parametrize("harm", ["byte", "short", "version", "manifest", "state", "pickle"])
def test_what_is_damaged_is_made_anew(large: Path, harm: str) -> None:
    with opened(large, WORKER):
        pass
    (folder,) = (large.parent / "cache").glob("*-*")
    column = folder / "columns" / "first.npy"
    if harm == "byte":
        data = bytearray(column.read_bytes())
        data[-3] ^= 1
        column.write_bytes(data)
    elif harm == "short":
        column.write_bytes(column.read_bytes()[:-1])
    elif harm == "version":
        manifest = files.read_manifest(folder / "columns")
        files.put_manifest(folder / "columns", msgspec.structs.replace(manifest, version=files.VERSION + 1))
    elif harm == "manifest":
        text = (folder / "columns" / files.MANIFEST).read_bytes()
        (folder / "columns" / files.MANIFEST).write_bytes(text.replace(b'"revision":0', b'"revision":1'))
    elif harm == "pickle":
        size = column.stat().st_size
        column.write_bytes(b"\x80\x04N.".ljust(size, b"\0"))
    else:
        (folder / "state.json").write_bytes(b"{}")
    with opened(large) as broken:
        assert not broken.index.progress().ready
        assert broken.ids() == []


def test_making_can_be_cancelled(large: Path) -> None:
    found = Opened(large, large.parent / "cache", ENDLESS)
    heard: list[str] = []
    found.index.subscribe(lambda progress: heard.append(progress.problem))
    assert not found.index.wait(0)
    found.index.cancel()
    assert found.index.wait(SECONDS)
    assert "was stopped" in found.index.progress().problem
    assert any("was stopped" in problem for problem in heard)
    found.close()
    assert not any(read_state(folder) for folder in (large.parent / "cache").glob("*-*"))


def test_columns_are_kept_when_the_window_is_closed_early(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("libyamap.store.index.growing._TEXTS_AFTER", SECONDS)
    cache = large.parent / "cache"
    first = Opened(large, cache, SLOW_TEXTS)
    first.wait_for_columns()
    assert not first.index.wait(0)
    old = first.index.features(first.ids())
    first.session.run(Put(msgspec.structs.replace(old[0], title="Changed by us")))
    first.session.run(Remove(old[1]))
    expected = first.ids()
    first.close()
    (folder,) = cache.glob("*-*")

    second = Opened(large, cache, BROKEN)
    assert second.index.progress().ready
    assert not second.index.wait(0)
    assert second.ids() == expected
    assert [each.title for each in second.index.features([old[0].id])] == ["Changed by us"]
    second.close()

    monkeypatch.setattr("libyamap.store.index.growing._TEXTS_AFTER", 0)
    with opened(large, WORKER) as third:
        assert third.ids(Selection(filter=Filter(text="by us"))) == [old[0].id]
        assert third.ids(Selection(filter=Filter(text="clash 39"))) == [old[39].id]
    with opened(large) as fourth:
        assert fourth.ids(Selection(filter=Filter(text="clash 39"))) == [old[39].id]
    assert list(cache.glob("*-*")) == [folder]


def test_a_project_that_is_large_no_more_waits_for_no_columns(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Opened(large, large.parent / "cache", ENDLESS)
    assert not found.index.wait(0)
    stopped: list[Maker] = []
    monkeypatch.setattr(Maker, "stop", stopped.append)  # waits for seconds, and more while columns are written
    with closing(sqlite3.connect(large)) as connection:
        register(connection)
        connection.execute("DELETE FROM events WHERE title <> 'Clash 7'")
        connection.commit()
    found.index.refresh(found.store, None)
    assert not stopped
    assert found.index.wait(0)
    assert [each.title for each in found.index.features(found.ids())] == ["Clash 7"]
    found.close()
    assert not list((large.parent / "cache").glob("*-*"))


def test_columns_that_were_to_be_made_anew_are_not_trusted(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("libyamap.store.index.columns.maker._SECONDS_TO_STOP", 0.05)
    worker = list(WORKER)
    first = Opened(large, large.parent / "cache", worker)
    assert first.index.wait(SECONDS)
    with closing(sqlite3.connect(large)) as connection:
        register(connection)
        connection.execute("UPDATE events SET title = 'Other' WHERE title = 'Clash 7'")
        connection.commit()
    worker[:] = ENDLESS
    first.index.refresh(first.store, None)
    assert not first.index.wait(0)
    first.close()
    with opened(large, WORKER) as second:
        assert len(second.ids(Selection(filter=Filter(text="other")))) == 1


def test_news_of_columns_that_are_made_anew_already_change_nothing(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tidied, renewed = threading.Event(), threading.Event()

    def slow(_cache: Cache, _keep: Path) -> None:
        tidied.set()
        assert renewed.wait(SECONDS)
        raise FileNotFoundError("columns")

    monkeypatch.setattr(Cache, "tidy", slow)
    worker = list(WORKER)
    first = Opened(large, large.parent / "cache", worker)
    assert tidied.wait(SECONDS)
    worker[:] = ENDLESS
    cancel = Maker.cancel

    def told(maker: Maker) -> None:
        renewed.set()
        cancel(maker)

    monkeypatch.setattr(Maker, "cancel", told)
    first.index.refresh(first.store, None)
    assert renewed.is_set()
    assert not first.index.wait(0)
    assert not first.index.progress().problem
    first.close()


@pytest.mark.parametrize(
    "how", ["was stopped", pytest.param("could not be made", marks=pytest.mark.logs("not be made"))]
)
def test_without_texts_everything_else_answers(large: Path, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Opened(large, large.parent / "cache", SLOW_TEXTS if how == "was stopped" else NO_TEXTS)
    found.wait_for_columns()
    if how == "was stopped":
        found.index.cancel()
    assert found.index.wait(SECONDS)
    assert found.index.progress().ready
    assert len(found.ids()) == COUNT
    with pytest.raises(WorldError, match=how):
        found.ids(Selection(filter=Filter(text="clash")))
    found.close()
    monkeypatch.setattr("libyamap.store.index.growing._TEXTS_AFTER", 0)
    with opened(large, WORKER) as second:
        assert len(second.ids(Selection(filter=Filter(text="clash")))) == COUNT


def test_damaged_texts_are_made_anew_alone(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("libyamap.store.index.growing._TEXTS_AFTER", 0)
    with opened(large, WORKER):
        pass
    (folder,) = (large.parent / "cache").glob("*-*")
    (folder / "texts" / "starts.npy").write_bytes(b"")
    with opened(large, WORKER) as second:
        assert len(second.ids(Selection(filter=Filter(text="clash")))) == COUNT
    assert list((large.parent / "cache").glob("*-*")) == [folder]


def test_coordinates_that_are_no_numbers_are_listed_not_lost(large: Path) -> None:
    blob = struct.pack("<2sBBi", b"GP", 0, 1, 4326) + struct.pack("<BI2d", 1, 1, float("nan"), 10.0)
    far = struct.pack("<2sBBi", b"GP", 0, 1, 4326) + struct.pack("<BI2d", 1, 1, 10.0, 1000.0)
    with closing(sqlite3.connect(large)) as connection:
        register(connection)  # for the triggers of the spatial index
        for title, geometry in (("Clash 1", blob), ("Clash 2", far), ("Clash 3", None), ("Clash 4", b"GP nonsense")):
            connection.execute("UPDATE events SET geom = ? WHERE title = ?", (geometry, title))
        connection.commit()
    with opened(large, WORKER) as found:
        counts = found.index.count(EVERYTHING)
        assert (counts.total, counts.not_located) == (COUNT, 4)
        assert counts == read_all(found.store, NoAreas()).count(EVERYTHING)
        assert len(found.ids(Selection(filter=Filter(not_located=True)))) == 4


def test_a_bulk_insert_makes_it_anew(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("libyamap.store.index.changed.MOST_CHANGED", 5)
    with opened(large, WORKER) as found:
        with found.store.transaction() as writer:
            assert writer.revision() == 0
        new = [event(f"Import {number}", point(50, 50)) for number in range(8)]
        found.session.transact("Import", "import", lambda transaction: _insert(transaction, new))
        assert found.index.wait(SECONDS)
        assert len(found.ids()) == COUNT + 8


def _insert(transaction: Transaction, new: list[Event]) -> None:
    transaction.insert_many(new)
