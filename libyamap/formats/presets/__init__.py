"""Mappings of the public conflict data sets, after the column lists that their makers publish; one TOML file each."""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from libyamap.app.importing.presets import Preset


@cache
def shipped_presets() -> tuple[Preset, ...]:
    """All of them, by name."""
    folder = files("libyamap.formats.presets")
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml"))
    return tuple(msgspec.convert(tomllib.loads((folder / name).read_text("utf-8")), Preset) for name in names)
