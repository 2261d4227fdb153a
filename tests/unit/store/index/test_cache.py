"""The cache keeps what is used, within its size, and trusts nothing that does not agree with the file."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from libyamap.store.index import cache as module
from libyamap.store.index.cache import Cache, State, file_state, read_state, write_state


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A file that passes for a project."""
    path = tmp_path / "one.gpkg"
    path.write_bytes(bytes(range(200)))
    return path


def _folder(cache: Cache, project: Path, stamp: str = "now") -> Path:
    folder = cache.new_folder(project)
    (folder / "columns").mkdir(parents=True)
    (folder / "columns" / "x.npy").write_bytes(bytes(1000))
    write_state(folder, State(stamp, "p", 3, file_state(project)))
    return folder


def test_the_right_folder_is_found(tmp_path: Path, project: Path) -> None:
    cache = Cache(tmp_path / "cache", "now")
    folder = _folder(cache, project)
    found = cache.find(project, "p")
    assert found is not None
    assert found[0] == folder
    assert found[1].revision == 3


@pytest.mark.parametrize("what", ["stamp", "project", "size", "time", "counter"])
def test_others_are_deleted(tmp_path: Path, project: Path, what: str) -> None:
    cache = Cache(tmp_path / "cache", "now")
    folder = _folder(cache, project, "before" if what == "stamp" else "now")
    if what == "size":
        project.write_bytes(bytes(range(201)))
    elif what == "time":
        os.utime(project, ns=(1, 1))
    elif what == "counter":
        before = project.stat()
        data = bytearray(project.read_bytes())
        data[27] ^= 1
        project.write_bytes(data)
        os.utime(project, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert cache.find(project, "other" if what == "project" else "p") is None
    assert not folder.exists()


def test_what_another_program_is_making_is_left_alone(tmp_path: Path, project: Path) -> None:
    cache = Cache(tmp_path / "cache", "now")
    making = cache.new_folder(project)
    making.mkdir()
    assert cache.find(project, "p") is None
    assert making.exists()
    old = 48 * 3600 * 10**9
    os.utime(making, ns=(making.stat().st_atime_ns - old, making.stat().st_mtime_ns - old))
    assert cache.find(project, "p") is None
    assert not making.exists()


def test_the_oldest_go_when_it_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 3_000)
    cache = Cache(tmp_path / "cache", "now")
    folders = []
    for number in range(4):
        other = tmp_path / f"{number}.gpkg"
        other.write_bytes(bytes(100))
        folders.append(_folder(cache, other))
        os.utime(folders[-1] / module.STATE, ns=(number * 10**9, number * 10**9))
    cache.tidy(keep=folders[0])
    assert [folder.exists() for folder in folders] == [True, False, False, True]
    assert read_state(folders[0]) is not None


def test_what_goes_while_it_is_counted_counts_as_nothing(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path / "cache", "now")
    keep = _folder(cache, project)

    def gone(folder: Path, _pattern: str) -> Iterator[Path]:
        yield folder / "columns"
        raise FileNotFoundError(folder / "columns")

    monkeypatch.setattr(Path, "rglob", gone)
    cache.tidy(keep)
    assert keep.exists()
