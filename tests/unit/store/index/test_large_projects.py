"""A large project's index: made once and found again, kept in step, and never trusted when in doubt."""

import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from libyamap.app.commands import Put, Remove
from libyamap.app.filter import Filter
from libyamap.app.transaction import Transaction
from libyamap.app.viewport import EVERYTHING, Selection, ViewQuery
from libyamap.domain.geometry import point
from libyamap.domain.model import Claim, Event
from libyamap.store.functions import register
from libyamap.store.index.columns import files
from libyamap.store.index.loading import read_all
from tests.unit.store.index.large_projects import BROKEN, COUNT, SECONDS, WORKER, opened
from tests.unit.store.samples import SOURCE, NoAreas, event


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
