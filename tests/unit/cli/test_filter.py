"""`--filter`: the same text as in the window; what it does not understand is one line on stderr."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


def info(run: Run, project: Path, text: str) -> dict[str, object]:
    ran = run("info", project, "--filter", text, "--json")
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, object] = json.loads(ran.out)
    return found


def test_counts_are_those_of_what_passes(run: Run, example: Path) -> None:
    whole, events = info(run, example, ""), info(run, example, "kind:event")
    assert whole["filter"] == ""
    assert isinstance(whole["by_kind"], dict)
    assert events["filter"] == "kind:event"
    assert events["features"] == whole["by_kind"]["event"]
    assert info(run, example, "located:no")["features"] == whole["not_located"]


def test_conditions_combine(run: Run, example: Path) -> None:
    both = info(run, example, "kind:presence,site actor:US")
    assert 0 < int(str(both["features"])) < int(str(info(run, example, "kind:presence,site")["features"]))


def test_certainly_is_less_than_possibly(run: Run, example: Path) -> None:
    possibly = int(str(info(run, example, "time:2016-05")["features"]))
    certainly = int(str(info(run, example, "time:2016-05 certainly")["features"]))
    assert 0 < certainly < possibly


def test_a_reader_is_told_the_filter(run: Run, example: Path) -> None:
    assert "What passes kind:zone" in run("info", example, "--filter", "kind:zone").out


@pytest.mark.parametrize("command", ["info", "snapshot"])
@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("actor:Nobody", "no actor “Nobody”"),
        ("time:2017/2016", "ends before it begins"),
        ("colour:red", "no condition"),
    ],
)
def test_what_makes_no_sense_is_one_line(
    run: Run, example: Path, tmp_path: Path, command: str, text: str, part: str
) -> None:
    target = tmp_path / "map.png"
    ran = run(command, example, "--filter", text, *(("--to", target) if command == "snapshot" else ()))
    assert ran.code == 1
    assert part in ran.err
    assert ran.err.count("\n") == 1
    assert not target.exists()
