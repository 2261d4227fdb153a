"""The user's settings: one table gives the file, the dialog and the defaults. Kept as JSON in the config folder.

The folder is platformdirs' user_config_dir("libyamap"); a settings file that cannot be read counts as absent.
"""

import logging
import os
from pathlib import Path
from typing import Literal

import msgspec
import platformdirs

log = logging.getLogger(__name__)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a person chooses once. Each field's metadata is its label and help in the dialog."""

    author: str = ""
    theme: Literal["system", "light", "dark"] = "system"
    map_language: Literal["en", "ar"] = "en"
    relief: bool = False
    coordinate_notation: str = "decimal"
    backups: int = 5
    recent_projects: tuple[str, ...] = ()
    briefing_format: str = "pdf"
    briefing_folder: str = ""


def settings_path() -> Path:
    """Where the settings are kept."""
    return Path(platformdirs.user_config_dir("libyamap", appauthor=False)) / "settings.json"


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; defaults where there are none or they cannot be read."""
    try:
        return msgspec.json.decode((path or settings_path()).read_bytes(), type=Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, msgspec.MsgspecError, UnicodeError) as error:
        log.warning("The settings could not be read and count as absent: %s", error)
        return Settings()


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings, whole or not at all; a folder that cannot be written is logged, not fatal."""
    target = path or settings_path()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f"{target.name}.{os.getpid()}.new")
        beside.write_bytes(msgspec.json.format(msgspec.json.encode(settings)))
        beside.replace(target)
    except OSError as error:
        log.warning("The settings could not be saved: %s", error)


def author_name(settings: Settings) -> str:
    """The name that goes into the history: the one set, else the login name, else “unknown”."""
    return settings.author or os.environ.get("USER") or os.environ.get("USERNAME") or "unknown"
