"""A process is killed while something is half typed: the next one offers it, in whichever form it was."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from libyamap.bootstrap import EXAMPLE, new_project
from tests.e2e.half_typed import TYPED

ROOT = Path(__file__).parents[2]
SECONDS = 60


def command(path: Path, form: str, what: str) -> list[str]:
    """How such a process is started."""
    return [sys.executable, "-m", "tests.e2e.half_typed", str(path), form, what]


@pytest.mark.parametrize("form", ["add", "title", "claim", "bulk", "copy-forward"])
def test_what_is_half_typed_is_offered_again(tmp_path: Path, form: str) -> None:
    path = tmp_path / "example.gpkg"
    new_project(path, "Example", EXAMPLE)
    with subprocess.Popen(command(path, form, "begin"), cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline()) == {"typed": TYPED}
        process.kill()
    again = subprocess.run(
        command(path, form, "go-on"), cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=True
    )
    shown = json.loads(again.stdout.splitlines()[-1])
    assert "was not finished" in shown["said"]
    assert TYPED in shown["typed"]
