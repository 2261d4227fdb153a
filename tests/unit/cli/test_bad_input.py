"""Whatever is wrong with a file or a folder: one sentence on stderr, exit code 1, nothing created, nothing changed."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from libyamap.bootstrap import assets
from libyamap.cli.main import main
from tests.unit.cli.conftest import Ran, Run

LOOKING: list[tuple[str, ...]] = [
    ("info", "{}"),
    ("info", "{}", "--json"),
    ("validate", "{}"),
    ("validate", "{}", "--json"),
    ("search", "{}", "x"),
    ("search", "{}", "x", "--json"),
    ("history", "{}"),
    ("history", "{}", "--json"),
    ("duplicates", "{}"),
    ("duplicates", "{}", "--json"),
    ("snapshot", "{}", "--to", "picture.png"),
]
IDS = [" ".join(arguments) for arguments in LOOKING]


def assert_one_sentence(ran: Ran) -> None:
    assert ran.code == 1, ran
    assert ran.out == ""
    assert ran.err.startswith("libyamap: ")
    assert ran.err.endswith(".\n")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    assert "Errno" not in ran.err


def no_file(_example: Path, path: Path) -> None:
    path.unlink(missing_ok=True)


def folder(_example: Path, path: Path) -> None:
    path.mkdir()


def empty_file(_example: Path, path: Path) -> None:
    path.touch()


def plain_text(_example: Path, path: Path) -> None:
    path.write_text("This is not a project.\n" * 100, encoding="utf-8")


def cut_in_the_header(example: Path, path: Path) -> None:
    path.write_bytes(example.read_bytes()[:50])


def cut_short(example: Path, path: Path) -> None:
    path.write_bytes(example.read_bytes()[:20_000])


def cut_in_the_middle(example: Path, path: Path) -> None:
    content = example.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def other_database(_example: Path, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()


def foreign_geopackage(_example: Path, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA application_id = 0x47504B47")
        connection.execute("CREATE TABLE gpkg_contents (table_name TEXT)")
    connection.close()


def newer_version(example: Path, path: Path) -> None:
    shutil.copyfile(example, path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE yamap_migrations SET name = '9999_from_the_future' WHERE rowid = 1")
    connection.close()


def overwritten_in_the_middle(example: Path, path: Path) -> None:
    content = bytearray(example.read_bytes())
    middle = len(content) // 2
    content[middle - 60_000 : middle + 60_000] = b"\xff" * 120_000
    path.write_bytes(bytes(content))


FAULTS = [
    no_file,
    folder,
    empty_file,
    plain_text,
    cut_in_the_header,
    cut_short,
    cut_in_the_middle,
    other_database,
    foreign_geopackage,
    newer_version,
]


def state_of(place: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(place)): path.read_bytes() if path.is_file() else None for path in sorted(place.rglob("*"))
    }


@pytest.mark.parametrize("arguments", LOOKING, ids=IDS)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: str(fault.__name__))
def test_what_is_no_sound_project(
    run: Run,
    example_once: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[[Path, Path], None],
    arguments: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "given.gpkg"
    fault(example_once, path)
    before = state_of(tmp_path)
    assert_one_sentence(run(*(argument.format(path) for argument in arguments)))
    assert state_of(tmp_path) == before


@pytest.mark.parametrize("arguments", LOOKING[:-1], ids=IDS[:-1])
def test_damage_in_the_middle_is_never_a_traceback(
    run: Run, example_once: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    path = tmp_path / "given.gpkg"
    overwritten_in_the_middle(example_once, path)
    ran = run(*(argument.format(path) for argument in arguments))
    assert ran.code in {0, 1}, ran.err  # history reads other pages than those that are damaged
    assert ran.err.count("\n") == ran.code
    if arguments[0] == "validate":
        assert ran.code == 1


@pytest.mark.parametrize("arguments", LOOKING[:-1], ids=IDS[:-1])
@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of files as POSIX has them")
def test_what_can_only_be_read_can_be_looked_at(run: Run, example: Path, arguments: tuple[str, ...]) -> None:
    example.chmod(0o444)
    example.parent.chmod(0o555)
    try:
        before = state_of(example.parent)
        assert run(*(argument.format(example) for argument in arguments)).code == 0
        assert state_of(example.parent) == before
    finally:
        example.parent.chmod(0o755)


@pytest.mark.parametrize("arguments", LOOKING[:6] + LOOKING[10:], ids=IDS[:6] + IDS[10:])
def test_a_missing_asset(run: Run, example: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    monkeypatch.chdir(example.parent)
    monkeypatch.setattr(assets, "PACKAGE", example.parent / "package")
    before = state_of(example.parent)
    ran = run(*(argument.format(example) for argument in arguments))
    assert_one_sentence(ran)
    assert "install libyamap again" in ran.err
    assert state_of(example.parent) == before


def test_a_missing_asset_leaves_no_half_made_example(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "PACKAGE", tmp_path / "package")
    assert_one_sentence(run("new", tmp_path / "x.gpkg", "--example", "libya-2016"))
    assert state_of(tmp_path) == {}


@pytest.mark.parametrize("there", [plain_text, folder, empty_file], ids=lambda fault: str(fault.__name__))
@pytest.mark.parametrize("arguments", [(), ("--example", "libya-2016")], ids=["empty", "example"])
def test_new_never_overwrites(
    run: Run, tmp_path: Path, there: Callable[[Path, Path], None], arguments: tuple[str, ...]
) -> None:
    path = tmp_path / "mine.gpkg"
    there(path, path)
    before = state_of(tmp_path)
    assert_one_sentence(run("new", path, *arguments))
    assert state_of(tmp_path) == before


@pytest.mark.parametrize("name", ["no/such/folder/x.gpkg", "x.txt", "x", "file/x.gpkg", "n" * 300 + ".gpkg"])
def test_no_place_for_a_new_project(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    before = state_of(tmp_path)
    assert_one_sentence(run("new", tmp_path / name))
    assert state_of(tmp_path) == before


@pytest.mark.parametrize("name", ["no/such/folder/x.png", "folder.png", "file/x.png", "n" * 300 + ".png"])
def test_no_place_for_a_picture(run: Run, example: Path, name: str) -> None:
    place = example.parent
    (place / "folder.png").mkdir()
    (place / "file").write_text("in the way", encoding="utf-8")
    before = state_of(place)
    assert_one_sentence(run("snapshot", example, "--to", place / name))
    assert state_of(place) == before


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder in which nobody may make files")
def test_a_folder_that_takes_no_files(run: Run) -> None:
    assert_one_sentence(run("new", "/proc/x.gpkg"))


@pytest.mark.parametrize("limit", [0, 4096, 100_000, 300_000])
@pytest.mark.parametrize("arguments", [(), ("--example", "libya-2016")], ids=["empty", "example"])
def test_a_full_disk_leaves_nothing(tmp_path: Path, limit: int, arguments: tuple[str, ...]) -> None:
    """A limit on the size of files stands in for the disk; an empty project is smaller than the largest of them."""
    path = tmp_path / "x.gpkg"
    command = [sys.executable, "-m", "libyamap.cli", "new", str(path), *arguments]
    ran = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    if ran.returncode == 0:
        assert limit > 200_000
        assert not arguments
        return
    assert_one_sentence(Ran(ran.returncode, ran.stdout, ran.stderr))
    assert "x.gpkg" in ran.stderr
    assert ".new" not in ran.stderr
    assert state_of(tmp_path) == {}


@pytest.mark.parametrize(
    "arguments",
    [
        ("snapshot", "x.gpkg"),
        ("snapshot", "x.gpkg", "--to", "x.tiff"),
        ("snapshot", "x.gpkg", "--to", "x.png", "--page", "B7"),
        ("snapshot", "x.gpkg", "--to", "x.png", "--page", "A4", "--size", "100x100"),
        ("snapshot", "x.gpkg", "--to", "x.png", "--dpi", "5000"),
        ("snapshot", "x.gpkg", "--to", "x.png", "--size", "0x0"),
        ("snapshot", "x.gpkg", "--to", "x.png", "--bbox", "1,2,3"),
        ("snapshot", "x.gpkg", "--to", "x.png", "--theme", "pink"),
        ("new", "x.gpkg", "--example", "atlantis"),
        ("search", "x.gpkg"),
        ("open", "x.gpkg", "y.gpkg"),
    ],
)
def test_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert state_of(tmp_path) == {}
