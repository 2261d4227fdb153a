"""The example project, made once for all tests of the command line, and a way to run a command and hear it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from libyamap.bootstrap import EXAMPLE, new_project
from libyamap.cli.main import main


class Ran(NamedTuple):
    """What a command left: exit code and both streams."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def example_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example project; not to be changed."""
    path = tmp_path_factory.mktemp("example") / "example.gpkg"
    new_project(path, "Example", EXAMPLE)
    return path


@pytest.fixture
def example(example_once: Path, tmp_path: Path) -> Path:
    """A copy of the example project that the test may do anything with."""
    path = tmp_path / "libya.gpkg"
    shutil.copyfile(example_once, path)
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A project with nothing in it."""
    path = tmp_path / "empty.gpkg"
    new_project(path, "Nothing yet")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `libyamap ARGUMENTS` in this process."""

    def run_it(*arguments: object) -> Ran:
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:  # argparse
            code = end.code if isinstance(end.code, int) else 1
        return Ran(code, *capsys.readouterr())

    return run_it
