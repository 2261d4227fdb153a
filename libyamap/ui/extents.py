"""Where everything of a selection is, asked of the index in one question, however much it is. Knows no Qt."""

from collections.abc import Iterator

from libyamap.app.ports import AreaGazetteer, ViewportIndex
from libyamap.app.viewport import Selection, ViewQuery
from libyamap.app.whereabouts import extent_of
from libyamap.domain.geometry import Bounds

WORLD: Bounds = (-180.0, -90.0, 180.0, 90.0)
LIMIT = 2_000
"""Events up to this number are looked at one by one; more as cells, which are good to about a degree."""
ZOOM, CELL_PIXELS = 8, 256


def extents_of(index: ViewportIndex, selection: Selection, areas: AreaGazetteer) -> Iterator[Bounds]:
    """Extents (EPSG:4326) of what is drawn of the selection, country's cards included."""
    found = index.view(ViewQuery(bounds=WORLD, zoom=ZOOM, selection=selection, limit=LIMIT, cell_pixels=CELL_PIXELS))
    for feature in found.features:
        extent = extent_of(feature, areas)
        if extent is not None:
            yield extent
    for cell in found.cells:
        yield cell.bounds
    for sign in found.gathered:
        area = areas.province(sign.key.code) if sign.key.sort == "province" else areas.country(sign.key.code)
        if area is not None:
            yield area.bounds
