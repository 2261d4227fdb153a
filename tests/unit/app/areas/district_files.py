"""Files of districts, as offices hand them out."""

from pathlib import Path

from libyamap.app.area_reading import read_areas
from libyamap.app.area_sets import take_in
from libyamap.bootstrap import Workspace
from libyamap.formats.registry import tables_of

BOW = [[[20, 30], [21, 31], [21, 30], [20, 31], [20, 30]]]


def square(west: float, south: float, side: float = 1.0) -> list[list[list[float]]]:
    """A polygon's coordinates."""
    east, north = west + side, south + side
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def area(name: str | None, coordinates: object, kind: str = "Polygon") -> dict[str, object]:
    """A feature of GeoJSON as area files have them."""
    shape = {"type": kind, "coordinates": coordinates} if coordinates else None
    return {"type": "Feature", "properties": {"ADM2_EN": name, "ADM2_PCODE": f"LY-{name}"}, "geometry": shape}


def load(workspace: Workspace, districts: Path) -> None:
    """Load the districts."""
    take_in(workspace.session, read_areas(tables_of(districts)[1], "Districts"))
