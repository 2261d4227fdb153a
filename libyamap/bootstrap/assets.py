"""Where the shipped map data lies, and the readers of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from libyamap.errors import WorldError

if TYPE_CHECKING:
    from libyamap.gazetteer.areas import Areas
    from libyamap.gazetteer.search import PlaceSearch
    from libyamap.tiles.pmtiles import PmTiles

PACKAGE = Path(__file__).resolve().parent.parent


def asset(name: str) -> Path:
    """A file of assets/geo: in the installed package, else in the checkout. WorldError where it is in neither."""
    for folder in (PACKAGE / "assets" / "geo", PACKAGE.parent / "assets" / "geo"):
        path = folder / name
        if path.is_file():
            return path
    raise WorldError(f"The map data file “{name}” is missing from libyamap; install libyamap again.")


def areas() -> "Areas":
    """The countries and provinces of the shipped map data."""
    from libyamap.gazetteer.areas import Areas

    return Areas(asset("areas.sqlite"))


def places() -> "PlaceSearch":
    """The search over all places of the shipped map data."""
    from libyamap.gazetteer.search import PlaceSearch

    return PlaceSearch(asset("gazetteer.sqlite"))


def tiles() -> "dict[str, PmTiles]":
    from libyamap.tiles.pmtiles import PmTiles

    return {name: PmTiles(asset(f"{name}.pmtiles")) for name in ("basemap", "relief")}
