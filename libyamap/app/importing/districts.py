"""The named areas of a project among the places that rows may name: a row that gives a district without coordinates."""

from collections.abc import Callable, Sequence
from typing import Final

from libyamap.app.folding import folded
from libyamap.app.named_areas import NamedArea, NamedAreas
from libyamap.app.places import Places
from libyamap.app.whereabouts import middle_of
from libyamap.domain.geometry import Position
from libyamap.domain.place import Found, How, PlaceKind

_SCORE: Final = 1.0


class PlacesAndDistricts:
    """Places of the gazetteer, and before them the named areas that are called exactly so."""

    def __init__(self, places: Places, named: NamedAreas, country_at: Callable[[Position], str]) -> None:
        """`country_at` gives the code of the country at a position (EPSG:4326), empty at sea."""
        self._places = places
        self._named = named
        self._country_at = country_at
        self._by_name: dict[str, list[NamedArea]] = {}
        for area in named.all:
            for name in dict.fromkeys(folded(each).strip() for each in area.names):
                self._by_name.setdefault(name, []).append(area)

    def find(self, text: str, *, near: Position | None = None, limit: int = 20) -> Sequence[Found]:
        """Places that `text` may name: districts first, then as the gazetteer has them."""
        districts = [
            found
            for area in self._by_name.get(folded(text).strip(), ())
            if (found := self._found(area, text)) is not None
        ]
        return [*districts, *self._places.find(text, near=near, limit=limit)]

    def nearest(self, position: Position, limit: int) -> Sequence[Found]:
        """Inhabited places around a position, nearest first."""
        return self._places.nearest(position, limit)

    def _found(self, area: NamedArea, asked: str) -> Found | None:
        """None for one that its middle does not lead back to: another would be drawn."""
        middle = middle_of(area.geometry)
        if self._named.at(middle) != area:
            return None
        return Found(
            id=area.code or area.id,
            name=area.name,
            name_ar="",
            kind=PlaceKind.DISTRICT,
            country=self._country_at(middle),
            country_name="",
            province=area.set_title,
            lat=middle[1],
            lon=middle[0],
            bounds=area.bounds,
            population=0,
            matched=asked,
            how=How.EXACT,
            score=_SCORE,
        )
