"""Who made what we show and use: map data from the shipped credits, libraries from what is installed. Knows no Qt."""

import json
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from typing import NamedTuple

from libyamap.bootstrap import asset
from libyamap.errors import WorldError

PYTHON_PACKAGES = (
    "PySide6-Essentials", "PySide6-WebEngine", "folium", "geopandas", "milsymbol", "msgspec", "numpy", "pandas",
    "platformdirs", "pmtiles", "pyogrio", "pyproj", "shapely", "uuid-utils",
)  # fmt: skip

_PARTS = ("credit", "what", "licence")


class Library(NamedTuple):
    """A library with its version and licence (SPDX where it says one)."""

    name: str
    version: str
    licence: str


def map_data() -> list[str]:
    """A few lines a data set: credit, what it gave, licence; empty where the map data is missing."""
    try:
        entries = json.loads(asset("credits.json").read_text(encoding="utf-8"))
    except (WorldError, OSError, ValueError):
        return []
    return ["\n".join(filter(None, (str(entry.get(key, "")) for key in _PARTS))) for entry in entries]


def page_libraries() -> list[Library]:
    """JavaScript, fonts and icons that the build brought in."""
    try:
        text = (files("libyamap.web") / "vendor" / "packages.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    return [Library(entry["name"], entry["version"], entry["licence"] or "") for entry in json.loads(text)]


def python_libraries() -> list[Library]:
    """The Python packages we stand on, as installed."""
    found = []
    for name in PYTHON_PACKAGES:
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        found.append(Library(name, package.version, _licence(package.metadata.json)))
    return found


def _licence(head: dict[str, str | list[str]]) -> str:
    """What a package's metadata says: SPDX, else a short free text, else its classifiers."""
    for field in ("license_expression", "license"):
        said = head.get(field)
        if isinstance(said, str) and 0 < len(said) <= 60:
            return said
    classifiers = [line.rpartition(" :: ")[2] for line in head.get("classifier", ()) if line.startswith("License")]
    return ", ".join(classifiers) or "see the package"
