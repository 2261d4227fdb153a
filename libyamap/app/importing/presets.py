"""Mappings of known data sets, and those that people save: data, not code. A file holds one preset as TOML or JSON."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from libyamap.app.importing.mapping import Mapping
from libyamap.app.obstacles import obstacle
from libyamap.errors import WorldError


class Preset(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A mapping with a name. It fits a table that has all columns of `needs` (in lower case,
    `lat|latitude` for one of them), and `header` names the columns of a file that has no heading.

    `dataset` names the data set in the project: a later file of it updates what came from earlier ones.
    """

    name: str
    title: str
    dataset: str
    needs: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    mapping: Mapping = Mapping()


def preset_for(columns: Iterable[str], presets: Iterable[Preset]) -> Preset | None:
    """The preset that asks for most of what the table has; None where none fits."""
    own = {name.strip().casefold() for name in columns}
    fitting = [
        preset
        for preset in presets
        if preset.needs and all(not own.isdisjoint(need.split("|")) for need in preset.needs)
    ]
    return max(fitting, key=lambda preset: len(preset.needs), default=None)


def read_preset(path: Path) -> Preset:
    """A preset file; WorldError says what is wrong with it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise obstacle("read the mapping", path, error) from error
    try:
        if path.suffix.lower() == ".json":
            return msgspec.json.decode(data, type=Preset)
        return msgspec.convert(tomllib.loads(data.decode()), Preset)
    except (msgspec.MsgspecError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorldError(f"“{path.name}” is not a mapping of columns ({error}); save it anew.") from None


def write_preset(path: Path, preset: Preset) -> None:
    """Save a mapping for other files of the same shape, as JSON."""
    try:
        path.write_bytes(msgspec.json.format(msgspec.json.encode(preset)))
    except OSError as error:
        raise obstacle("save the mapping", path, error) from error
