"""The documents say everything that the command line can do, nothing that it cannot, and their examples run."""

import argparse
import re
import runpy
import shlex
from pathlib import Path

import pytest

from libyamap.app import commands as app_commands
from libyamap.cli.main import COMMANDS, parser

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text(encoding="utf-8")
REFERENCE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
SYNOPSIS = re.findall(r"^    (libyamap .*(?:\n {8,}\[.*)*)", README + REFERENCE, re.MULTILINE)
LINES = [line for line in SYNOPSIS if "[" not in line and "FILE" not in line and line.split()[1] in COMMANDS]


def parser_of(command: str) -> argparse.ArgumentParser:
    alone = argparse.ArgumentParser()
    COMMANDS[command].declare(alone)
    return alone


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_there_with_every_option(command: str) -> None:
    (synopsis,) = [entry for entry in SYNOPSIS if re.match(rf"libyamap {command}\b.*(\[|PROJECT)", entry)]
    options = re.findall(r"--[a-z-]+", parser_of(command).format_help())
    assert set(re.findall(r"--[a-z-]+", synopsis)) == set(options) - {"--help"}
    assert f"| `{command}` |" in README
    assert f"| `{command}` |" in REFERENCE


def test_no_command_is_there_that_does_not_exist() -> None:
    assert set(re.findall(r"libyamap ([a-z]+)\b", "\n".join(SYNOPSIS))) == set(COMMANDS)
    for text in (README, REFERENCE):
        assert set(re.findall(r"^\| `([a-z]+)` \|", text, re.MULTILINE)) == set(COMMANDS)


def test_options_of_the_whole_are_there() -> None:
    for option in ("--version", "--help"):
        assert option in parser().format_help()
        assert f"libyamap {option}" in REFERENCE


@pytest.mark.parametrize("line", LINES)
def test_every_line_to_type_is_right_usage(line: str) -> None:
    parser().parse_args(shlex.split(line)[1:])


def test_there_are_lines_to_type() -> None:
    assert len(LINES) >= 4


EDITING = (ROOT / "docs" / "editing.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"^```python\n(.*?)^```", README + EDITING, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    ("at", "said", "left"),
    [
        (0, "'Sabha'", {"mine.gpkg"}),
        (1, "Sources differ on when: about 18 May 2016; 17 May 2016.", {"edited.gpkg", "copy.gpkg", "then.gpkg"}),
        (2, "This step cannot be undone: ‘Explosions’ was changed from outside since.", {"typed.gpkg"}),
    ],
)
def test_the_python_examples_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], at: int, said: str,
    left: set[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "example.py").write_text(PROGRAMS[at], encoding="utf-8")
    runpy.run_path("example.py", run_name="__main__")
    assert said in capsys.readouterr().out
    assert {path.name for path in tmp_path.iterdir()} == {"example.py", *left}


def test_every_command_of_the_window_is_shown_as_a_call() -> None:
    assert len(PROGRAMS) == 3
    documents = (ROOT / "docs" / name for name in ("duplicates.md", "briefing.md"))
    in_documents = "".join(document.read_text(encoding="utf-8") for document in documents)
    called = set(re.findall(r"\b([A-Z]\w+)\(", "".join(PROGRAMS[1:]) + in_documents))
    commands = {name for name in app_commands.__all__ if name[0].isupper() and name != "KeepView"}
    assert commands <= called, commands - called


def test_what_it_points_to_is_there() -> None:
    for path in [*re.findall(r"!\[.*?\]\((.*?)\)", README), "assets/geo/SOURCES.md", "main.py", "Makefile"]:
        assert (ROOT / path).is_file(), path


def test_nothing_in_it_leads_out_of_the_machine_by_itself() -> None:
    assert "http" not in README
