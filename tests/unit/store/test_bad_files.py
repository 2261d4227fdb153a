"""Files that are no project, or none that can be used: one sentence, and nothing made or changed."""

import os
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pyogrio
import pytest
import shapely

from libyamap.domain.model import Event, Layer
from libyamap.errors import WorldError
from libyamap.store.project import GeoPackageStore
from tests.unit.store import samples
from tests.unit.store.samples import LAYER, event, fill


def state(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def refused(path: Path) -> str:
    """The sentence that opening gives; the folder is as it was."""
    before = state(path.parent)
    for read_only in (False, True):
        with pytest.raises(WorldError) as error:
            GeoPackageStore.open(path, read_only=read_only)
    assert state(path.parent) == before
    sentence = str(error.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_no_file(path: Path) -> None:
    assert "There is no file" in refused(path)
    assert not path.exists()


def test_a_folder(path: Path) -> None:
    path.mkdir()
    assert "is a folder" in refused(path)


def test_an_empty_file(path: Path) -> None:
    path.touch()
    assert "is empty" in refused(path)


@pytest.mark.parametrize("text", [b"Dear diary", b"S", b"SQLite format 3", b"\x00" * 5000])
def test_something_else_renamed(path: Path, text: bytes) -> None:
    path.write_bytes(text)
    assert "is not a GeoPackage" in refused(path)


@pytest.mark.parametrize("length", [20, 99, 100, 4096, 4097, 20_000, 100_000, -1])
def test_a_truncated_project(store: GeoPackageStore, path: Path, length: int) -> None:
    store.close()
    path.write_bytes(path.read_bytes()[:length])
    assert "damaged or cut short" in refused(path)


def test_nonsense_behind_a_good_header(store: GeoPackageStore, path: Path) -> None:
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xa5" * (len(whole) - 100))
    assert "damaged" in refused(path)


def test_every_damaged_page_is_a_sentence(store: GeoPackageStore, path: Path) -> None:
    with store.transaction() as writer:
        writer.put(event())
    store.close()
    whole = path.read_bytes()
    size = struct.unpack_from(">H", whole, 16)[0]
    noticed = 0
    for page in range(1, len(whole) // size, 3):
        path.write_bytes(whole[: page * size] + b"\xa5" * size + whole[(page + 1) * size :])
        try:
            with closing(GeoPackageStore.open(path, read_only=True)) as damaged:
                noticed += bool(damaged.problems())
                for record_type in (Event, Layer):
                    damaged.all(record_type)
                damaged.revisions()
        except WorldError:
            noticed += 1
    assert noticed > 10


def test_another_geopackage(path: Path) -> None:
    pyogrio.raw.write(
        path, [shapely.to_wkb(shapely.Point(1, 2))], [], [], geometry_type="Point", crs="EPSG:4326", driver="GPKG"
    )
    assert "not a project of libyamap" in refused(path)
    assert "import" in refused(path)


def test_another_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name)")
    assert "not a GeoPackage" in refused(path)


def test_a_newer_version(store: GeoPackageStore, path: Path) -> None:
    store.close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("INSERT INTO yamap_migrations (name, applied_at, app_version) VALUES ('of 2031', 'x', '9')")
        other.commit()
    assert "newer version" in refused(path)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE claims",
        "ALTER TABLE sites DROP COLUMN place",
        "DROP TABLE yamap_changes",
        "DROP TABLE sources; CREATE VIEW sources AS SELECT * FROM actors",
        "DROP TABLE layers; CREATE VIRTUAL TABLE layers USING fts5(id, title)",
    ],
)
def test_a_project_without_its_parts(store: GeoPackageStore, path: Path, statement: str) -> None:
    store.close()
    with closing(sqlite3.connect(path)) as other:
        other.executescript(f"PRAGMA foreign_keys = OFF; {statement}")
    assert "parts of it are missing" in refused(path)


def test_a_project_whose_steps_cannot_be_told(store: GeoPackageStore, path: Path) -> None:
    store.close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("ALTER TABLE yamap_migrations RENAME COLUMN name TO title")
    assert "not a project of libyamap" in refused(path)


def no_permission_to(monkeypatch: pytest.MonkeyPatch, what: Path) -> None:
    """As the system answers for what may not be written (a test may run as root, who may all)."""
    allowed = os.access

    def access(path: Path, mode: int) -> bool:
        return Path(path) != what and allowed(path, mode)

    monkeypatch.setattr(os, "access", access)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_not_be_written_opens_for_reading(
    store: GeoPackageStore, path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    before = state(path.parent)
    no_permission_to(monkeypatch, path if what == "file" else path.parent)
    with closing(GeoPackageStore.open(path)) as opened:
        assert opened.read_only
        assert opened.all(Layer) == [LAYER]
    assert state(path.parent) == before


def test_leftovers_of_a_crash_in_a_read_only_folder(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(GeoPackageStore.create(path)) as store:
        fill(store)
        store.checkpoint()
        copy = path.parent / "copy"
        copy.mkdir()
        (copy / path.name).write_bytes(path.read_bytes())
        wal = path.with_name(f"{path.name}-wal").read_bytes()
    left = copy / path.name
    no_permission_to(monkeypatch, copy)
    with closing(GeoPackageStore.open(left)) as opened:  # no -wal: what is in the file is all there is
        assert opened.all(Layer) == [LAYER]
    left.with_name(f"{left.name}-wal").write_bytes(wal)
    assert "copy both files" in refused(left)


def test_no_permission_to_read(store: GeoPackageStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.close()

    def deny(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as context:
        context.setattr(Path, "open", deny)
        with pytest.raises(WorldError, match="may not read"):
            GeoPackageStore.open(path)


def test_a_schema_of_damaged_letters_is_a_damaged_file(tmp_path: Path) -> None:
    """SQLite quotes the damage in its message, which Python cannot read as UTF-8."""
    with samples.project_file() as made:
        data = made.read_bytes()
    broken = data.replace(b"CREATE TABLE", b"CREATE\xde\xdeTBLE")
    assert broken != data
    path = tmp_path / "broken.gpkg"
    path.write_bytes(broken)
    with pytest.raises(WorldError):
        GeoPackageStore.open(path, read_only=True)
