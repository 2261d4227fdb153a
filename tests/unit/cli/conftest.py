"""Projects to run commands on, and a way to run a command and hear it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from libyamap.bootstrap import new_project
from libyamap.cli.main import main


class Ran(NamedTuple):
    """What a command left: exit code and both streams."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


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
