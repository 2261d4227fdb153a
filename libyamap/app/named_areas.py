"""Areas that a user has loaded (districts, parishes, fronts): zones of the type “named area” in a layer of their own.

They are features like others, so that the project stays one ordinary file: exported, undone and read by QGIS as usual.
Their layer is switched off; what uses them is the placing of what is known by its district (where_prec 3), filters, and
zones that are made of them.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from libyamap.app.folding import folded
from libyamap.app.placing import DISTRICT
from libyamap.app.ports import StoreReader
from libyamap.app.viewport import Selection
from libyamap.app.whereabouts import middle_of
from libyamap.domain.geometry import Bounds, Geometry, Position
from libyamap.domain.inside import is_inside
from libyamap.domain.model import Feature, Layer, Zone
from libyamap.domain.precision import precision_sentence
from libyamap.errors import InvalidValue

NAMED_AREA: Final = "named area"
LAYER_NOTE: Final = "Named areas: for what is known by its district, for filters, and for zones."
"""The description that a set's layer begins with; the set is known by the type of its zones, whatever it says."""
OTHER_NAMES: Final = "other names"
"""The attribute of an area that has its names in other languages and spellings, with bars between them."""
BETWEEN_NAMES: Final = "|"


class NamedArea(NamedTuple):
    """One area by its id, its name, the title of the set that it came in, and its code there if it has one.

    `other_names` are those in other languages and spellings, as its file had them.
    """

    id: str
    name: str
    set_title: str
    geometry: Geometry
    bounds: Bounds
    code: str = ""
    other_names: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All of its names, the main one first."""
        return (self.name, *self.other_names)


class NamedAreas:
    """All of a project's, ready to be asked."""

    def __init__(self, areas: Iterable[NamedArea] = ()) -> None:
        self.all: Sequence[NamedArea] = tuple(areas)
        self._by_name: dict[str, list[NamedArea]] = {}
        for area in self.all:
            for name in dict.fromkeys(map(folded, area.names)):
                self._by_name.setdefault(name, []).append(area)
        self._by_code = {folded(area.code): area for area in self.all if area.code}

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.all)

    def at(self, position: Position) -> NamedArea | None:
        """The smallest one (by its box) that a position (EPSG:4326) lies in."""
        lon, lat = position
        around = [
            area
            for area in self.all
            if area.bounds[0] <= lon <= area.bounds[2] and area.bounds[1] <= lat <= area.bounds[3]
        ]
        inside = (area for area in sorted(around, key=_size) if is_inside(area.geometry, lon, lat))
        return next(inside, None)

    def named(self, name: str) -> NamedArea:
        """The one of this name, however it is written; “name, set” or a code tells two apart. InvalidValue if none."""
        by_code = self._by_code.get(folded(name))
        found = self._by_name.get(folded(name), [])
        if not found and "," in name:
            own, _, title = name.rpartition(",")
            found = [
                area
                for area in self._by_name.get(folded(own.strip()), [])
                if folded(title.strip()) in folded(area.set_title)
            ]
        if not found and by_code is not None:
            return by_code
        if not found:
            raise InvalidValue("area", f"No named area of this project is called “{name[:60]}”.")
        if len(found) > 1:
            several = len({area.set_title for area in found}) < len(found)
            known = [area.code if several and area.code else f"{area.name}, {area.set_title}" for area in found]
            sets = ", ".join(f"“{each}”" for each in known[:5])
            raise InvalidValue("area", f"“{name[:60]}” names {len(found)} areas; write which: {sets}.")
        return found[0]


NO_AREAS: Final = NamedAreas()


def read_named_areas(reader: StoreReader) -> NamedAreas:
    """The project's; zones are only read where there are any."""
    layers = reader.layers_of_type(Zone, NAMED_AREA)
    if not layers:
        return NO_AREAS
    titles = {layer.id: layer.title for layer in reader.all(Layer)}
    return NamedAreas(
        NamedArea(
            zone.id,
            zone.title,
            titles.get(zone.layer, ""),
            zone.geometry,
            zone.geometry.bounds(),
            zone.dataset_id,
            _other_names(zone),
        )
        for zone in reader.all(Zone)
        if is_named_area(zone) and zone.geometry is not None
    )


def is_named_area(feature: Feature) -> bool:
    """Whether it is one of a set, and not ground that somebody holds."""
    return isinstance(feature, Zone) and feature.type == NAMED_AREA


def asks_for_named_areas(selection: Selection) -> bool:
    """Whether a selection says itself which layers, types or data sets are meant, so that areas that pass are meant.

    Otherwise they are what the features of a project refer to, and no features that somebody asks for.
    """
    asked = selection.filter
    return selection.layers is not None or bool(asked.layers or asked.types or asked.datasets)


def _other_names(zone: Zone) -> tuple[str, ...]:
    said = zone.attributes.get(OTHER_NAMES)
    return tuple(filter(None, said.split(BETWEEN_NAMES))) if isinstance(said, str) else ()


def district_of(feature: Feature, named: NamedAreas) -> NamedArea | None:
    """The named area that stands for the district in which a feature is known to be; None: a ring does."""
    if not named or feature.where_prec != DISTRICT or feature.radius_m is not None or feature.geometry is None:
        return None
    return named.at(middle_of(feature.geometry))


def placed_in_words(feature: Feature, place: str, named: NamedAreas) -> str:
    """How precisely it is placed, in one phrase: in a district that the project has, or as the precision says."""
    district = district_of(feature, named)
    if district is not None:
        return f"In the district of {district.name}"
    return precision_sentence(feature.where_prec, place, feature.radius_m)


def _size(area: NamedArea) -> float:
    west, south, east, north = area.bounds
    return (east - west) * (north - south)
