"""Chromium's sandbox stays on except as root on Linux or where user namespaces are denied, and the log says why."""

import os
import sys
from pathlib import Path

import pytest

from libyamap.machine import chromium_sandbox_verdict, sandbox

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux denies the sandbox")


@pytest.fixture
def ordinary_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


def _tool(folder: Path, exit_code: int) -> Path:
    tool = folder / "unshare"
    tool.write_text(f'#!/bin/sh\n[ "$1 $2 $3" = "--user --map-root-user /bin/true" ] || exit 99\nexit {exit_code}\n')
    tool.chmod(0o755)
    return tool


@linux_only
def test_root_goes_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    allowed, sentence = chromium_sandbox_verdict()

    assert not allowed
    assert "root" in sentence


@linux_only
@pytest.mark.usefixtures("ordinary_user")
def test_on_where_a_user_namespace_is_granted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sandbox, "UNSHARE", _tool(tmp_path, 0))

    assert chromium_sandbox_verdict() == (True, "Chromium's sandbox is on.")


@linux_only
@pytest.mark.usefixtures("ordinary_user")
def test_off_where_it_is_denied_and_the_setting_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    setting = tmp_path / "apparmor_restrict_unprivileged_userns"
    setting.write_text("1\n")
    monkeypatch.setattr(sandbox, "UNSHARE", _tool(tmp_path, 1))
    monkeypatch.setattr(sandbox, "SYSCTLS", {tmp_path / "not there": "0", setting: "1"})

    allowed, sentence = chromium_sandbox_verdict()

    assert not allowed
    assert "apparmor_restrict_unprivileged_userns is 1" in sentence


@linux_only
@pytest.mark.usefixtures("ordinary_user")
@pytest.mark.parametrize(("value", "expected"), [("1", True), ("0", False)])
def test_without_the_tool_the_settings_decide(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str, expected: bool
) -> None:
    setting = tmp_path / "unprivileged_userns_clone"
    setting.write_text(f"{value}\n")
    monkeypatch.setattr(sandbox, "UNSHARE", tmp_path / "no such tool")
    monkeypatch.setattr(sandbox, "SYSCTLS", {setting: "0"})

    assert chromium_sandbox_verdict()[0] is expected


def test_always_on_away_from_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")

    assert chromium_sandbox_verdict()[0]


def children() -> set[str]:
    """Process ids of this process's children. Asking with waitpid would take another test's Chromium for ours."""
    return {pid for task in Path("/proc/self/task").glob("*/children") for pid in task.read_text().split()}


def test_the_real_probe_answers_with_one_sentence_and_leaves_no_child() -> None:
    before = children()
    allowed, sentence = chromium_sandbox_verdict()

    assert isinstance(allowed, bool)
    assert sentence.startswith("Chromium's sandbox is ")
    assert sentence.endswith(".")
    assert children() <= before
