"""What is printed is plain, aligned, and UTF-8; a closed or full stdout is no traceback."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.cli.output import columns, plain

SAY = f"from libyamap.cli.output import *; use_utf8(); say([{'ليبيا – Libya'!a}])"


@given(st.text())
def test_nothing_steers_the_terminal(text: str) -> None:
    shown = plain(text)
    assert len(shown) == len(text)
    assert not any(sign < " " or "\x7f" <= sign < "\xa0" for sign in shown)


def test_colours_and_titles_are_not_obeyed() -> None:
    assert (
        plain("\x1b[31mred\x1b]0;title\x07")
        == "\N{REPLACEMENT CHARACTER}[31mred\N{REPLACEMENT CHARACTER}]0;title\ufffd"
    )


def test_columns_are_aligned_numbers_to_the_right() -> None:
    assert columns([("a", "1,000"), ("long", "5")]) == ["a     1,000", "long      5"]
    assert columns([]) == []


def test_utf8_in_any_locale() -> None:
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PATH": "/usr/bin:/bin"}
    ran = subprocess.run([sys.executable, "-c", SAY], capture_output=True, env=environment, cwd=Path.cwd(), check=True)
    assert ran.stdout.decode("utf-8").strip() == "ليبيا – Libya"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that only Linux has")
def test_a_full_disk_behind_stdout_is_one_sentence(tmp_path: Path) -> None:
    project = tmp_path / "p.gpkg"
    command = [sys.executable, "-m", "libyamap.cli", "new", str(project)]
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 1
    assert ran.stderr == "libyamap: Could not write to “stdout”: the disk is full; make room and try again.\n"


def test_a_reader_who_has_seen_enough_is_no_error_on_stderr(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "libyamap.cli", "new", str(tmp_path / "p.gpkg")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 1
