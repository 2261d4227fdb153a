"""Makes basemap.pmtiles: the whole world, zoom 0 to 6, from the ground, water and roads."""

from pathlib import Path
from typing import Any

import numpy as np
import shapely

from assets.geo.build import cities, labels, roads
from assets.geo.build.admin import Admin
from assets.geo.build.borders import Borders
from assets.geo.build.coast import Coast
from assets.geo.build.ground import MAX_ZOOM, Ground
from assets.geo.build.mercator import pixel, project
from assets.geo.build.names import Names
from assets.geo.build.sources import Sources
from assets.geo.build.vector_tiles import cut, pack
from assets.geo.build.water import Water

FIRST_ROADS = min(roads.TOWNS)
METADATA: dict[str, Any] = {
    "name": "libyamap basemap",
    "type": "baselayer",
    "attribution": "Natural Earth; roads: OpenStreetMap contributors (ODbL)",
    "vector_layers": [
        {"id": "earth", "minzoom": 0, "maxzoom": MAX_ZOOM, "fields": {"iso3": "String"}},
        {"id": "water", "minzoom": 0, "maxzoom": MAX_ZOOM, "fields": {"kind": "String", "name": "String"}},
        {"id": "rivers", "minzoom": 2, "maxzoom": MAX_ZOOM,
         "fields": {"kind": "String", "name": "String", "rank": "Number"}},
        {"id": "roads", "minzoom": FIRST_ROADS, "maxzoom": MAX_ZOOM, "fields": {"kind": "String"}},
        {"id": "boundaries", "minzoom": 0, "maxzoom": MAX_ZOOM,
         "fields": {"kind": "String", "status": "String", "left": "String", "right": "String",
                    "iso3": "String", "min_zoom": "Number"}},
    ],
}  # fmt: skip


def make(sources: Sources, admin: Admin, target: Path) -> None:
    """Build the file, and intermediate ones beside it; takes about three minutes."""
    ground, water = Ground(admin, Borders(sources, admin)), Water(sources)
    land = shapely.coverage_simplify(project(admin.shapes), pixel(MAX_ZOOM))
    countries = [shapely.coverage_union_all(land[indices]) for indices in admin.of_country().values()]
    coast = Coast(land, np.array(countries, dtype=object))
    highways = roads.Roads(sources, coast, labels.towns(cities.read(sources, Names(sources))))
    cuts = []
    for zoom in range(MAX_ZOOM + 1):
        layers = ground.at(zoom) | water.at(zoom)
        if zoom >= FIRST_ROADS:
            layers["roads"] = highways.at(zoom)
        cuts.append(cut(sources, zoom, {name: found for name, found in layers.items() if found}, target.parent))
    pack(cuts, target, METADATA)
