"""At least 2,000 broken files of all formats in every run: no traceback, no hang, no memory that grows without end."""

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from libyamap.app.importing.importer import Importer
from libyamap.app.session import Session
from libyamap.bootstrap import importer, new_project, open_store
from tests.fuzz.mutations import mutated, truncated
from tests.fuzz.seeds import DATA, OWN, seeds
from tests.fuzz.trying import read_only, wholly

NAMES = [path.name for path in sorted(DATA.iterdir())]
NAMES += [f"own.{ending}" for ending in OWN] + ["table.xlsx", "table.ods", "shape.zip", "package.zip", "one_line.json"]
EACH = 2_000 // len(NAMES) + 1
WHOLE_EVERY = 25
MOST_GROWTH_KB = 700_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds, written once."""
    made = tmp_path_factory.mktemp("seeds")
    assert sorted(path.name for path in seeds(made)) == sorted(NAMES)
    return made


@pytest.fixture(scope="module")
def imports() -> Iterator[Importer]:
    """The importer, as window and command line have it."""
    made = importer()
    yield made
    made.close()


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A project to import some of the files into."""
    path = tmp_path_factory.mktemp("project") / "fuzzed.gpkg"
    new_project(path, "Fuzzed")
    store = open_store(path)
    yield Session(store, "fuzz")
    store.close()


@pytest.mark.parametrize("name", NAMES)
def test_broken_files_end_with_an_account_or_one_sentence(
    folder: Path, tmp_path: Path, imports: Importer, session: Session, name: str
) -> None:
    data, path = (folder / name).read_bytes(), tmp_path / name
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(EACH):
        path.write_bytes(mutated(data, hash_of(name, number)))
        told = read_only(imports, path)
        assert "Traceback" not in told
        assert "\n" not in told
        if number % WHOLE_EVERY == 0:
            wholly(imports, session, path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_GROWTH_KB


@pytest.mark.parametrize("name", NAMES)
def test_cut_off_files_lose_nothing_silently(folder: Path, tmp_path: Path, imports: Importer, name: str) -> None:
    data, path = (folder / name).read_bytes(), tmp_path / name
    for _percent, piece in truncated(data):
        path.write_bytes(piece)
        assert "\n" not in read_only(imports, path)


def hash_of(name: str, number: int) -> int:
    """A seed that is the same in every run."""
    return int.from_bytes(f"{name}/{number}".encode(), "big") % (2**61 - 1)
