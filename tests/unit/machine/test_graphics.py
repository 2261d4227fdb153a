"""A graphics processor is there unless it is certain that there is none."""

import sys
from pathlib import Path

import pytest

from libyamap.machine import graphics


@pytest.mark.parametrize("name", ["dri/renderD128", "nvidia0", "dxg"])
def test_one_that_the_kernel_shows(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(graphics, "DEVICES", tmp_path)
    (tmp_path / "dri").mkdir()
    (tmp_path / "dri" / "card0").touch()
    (tmp_path / "nvidiactl").touch()
    assert not graphics.has_graphics_processor()
    (tmp_path / name).touch()
    assert graphics.has_graphics_processor()


def test_other_systems_always_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert graphics.has_graphics_processor()
