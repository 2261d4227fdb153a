"""What the page asks for while something is edited: edges to snap to, and provinces to choose from."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from libyamap.app.filter import Filter
from libyamap.app.ports import AreaGazetteer, ViewportIndex
from libyamap.app.view_state import Viewing
from libyamap.app.viewport import Selection, ViewQuery
from libyamap.domain.areas import Province
from libyamap.domain.geometry import Bounds, Geometry, GeometryType
from libyamap.domain.vocabulary import Kind
from libyamap.i18n import name_in
from libyamap.web.query import frame, number
from libyamap.web.response import Response, json_response

MOST_PROVINCES: Final = 5_000
"""Of the whole world; more than the map data has."""
MOST_GIVEN: Final = 600
"""More than this in one frame are only clutter; then only the countries that the project is about give theirs."""
SMALLEST_PX: Final = 8.0
"""Provinces of other countries that are narrower and lower than this on screen cannot be hit."""
MOST_ZONES: Final = 400
DEEPEST_ZOOM: Final = 24


class EditingAnswers:
    """`guides?w&s&e&n&z&not` and `provinces?w&s&e&n&z`. Safe to ask from any thread."""

    def __init__(self, index: ViewportIndex, areas: AreaGazetteer, viewing: Viewing) -> None:
        self._index = index
        self._areas = areas
        self._viewing = viewing

    def guides(self, query: Mapping[str, str]) -> Response:
        """`{"rings": [[[lon, lat], ...], ...]}`: rings of the zones and provinces in the frame, but not of `not`."""
        bounds, zoom = frame(query), number(query, "z", 0, DEEPEST_ZOOM)
        shown = Selection(layers=self._viewing.state.shown_layers(), filter=Filter(kinds=(Kind.ZONE,)))
        found = self._index.view(ViewQuery(bounds=bounds, zoom=zoom, selection=shown, limit=MOST_ZONES))
        zones = [feature.geometry for feature in found.features if feature.geometry and feature.id != query.get("not")]
        shapes = [*zones, *(province.geometry for province in self._provinces_in(bounds, zoom))]
        return json_response({"rings": [ring for shape in shapes for ring in _rings(shape)]})

    def provinces(self, query: Mapping[str, str]) -> Response:
        """`{"provinces": [{code, name, geometry}], "too_many": bool}`; none where they are too many to tell apart."""
        bounds, zoom = frame(query), number(query, "z", 0, DEEPEST_ZOOM)
        language = self._viewing.state.language
        known = [
            {"code": area.code, "name": name_in(language, area.name, area.name_ar), "geometry": area.geometry}
            for area in self._provinces_in(bounds, zoom)
        ]
        return json_response({"provinces": known, "too_many": not known})

    def _provinces_in(self, bounds: Bounds, zoom: float) -> list[Province]:
        """Those that the hand can tell apart; all of the countries that the project is about."""
        found = self._areas.provinces_in(bounds, MOST_PROVINCES)
        focus = self._viewing.state.focus
        per_degree = 256 * 2**zoom / 360
        given = [area for area in found if area.country in focus or _size(area) * per_degree >= SMALLEST_PX]
        return given if len(given) <= MOST_GIVEN else [area for area in found if area.country in focus]


def _size(area: Province) -> float:
    """The longer side of its bounds, in degrees."""
    west, south, east, north = area.bounds
    return max(east - west, north - south)


def _rings(shape: Geometry) -> Iterator[Any]:
    if shape.type is GeometryType.POLYGON:
        yield from shape.coordinates
    elif shape.type is GeometryType.MULTIPOLYGON:
        for polygon in shape.coordinates:
            yield from polygon
