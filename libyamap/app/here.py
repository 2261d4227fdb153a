"""What is known about a spot on the map: its province and country, places around it, features that cover it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from libyamap.app.ports import AreaGazetteer
from libyamap.app.whereabouts import drawing_of
from libyamap.domain.areas import Country, Province
from libyamap.domain.geodesy import Course, course
from libyamap.domain.geometry import GeometryType, Position
from libyamap.domain.inside import is_inside
from libyamap.domain.model import Feature
from libyamap.domain.precision import Drawing, ring_radius_m

CLICKED_RADIUS_M = 500.0
"""A point counts as being here within this distance: nobody clicks more exactly on a map of a country."""


class NamedPlace(Protocol):
    """A place of the gazetteer."""

    @property
    def name(self) -> str:
        """Name in Latin script."""
        ...

    @property
    def name_ar(self) -> str:
        """Name in Arabic script, empty where unknown."""
        ...

    @property
    def lon(self) -> float:
        """Longitude in degrees."""
        ...

    @property
    def lat(self) -> float:
        """Latitude in degrees."""
        ...


class AreasUnderfoot(AreaGazetteer, Protocol):
    """Countries and provinces that can be asked by position."""

    def province_at(self, lon: float, lat: float) -> Province | None:
        """The province that a position lies in; None at sea."""
        ...


class NearestPlaces(Protocol):
    """A gazetteer that knows what lies around a position."""

    def nearest(self, position: Position, limit: int) -> Sequence[NamedPlace]:
        """Inhabited places, nearest first."""
        ...


class PlaceNearby(NamedTuple):
    """A place, and how far and in which direction it lies from the spot."""

    place: NamedPlace
    way: Course


class Here(NamedTuple):
    """All that is known of a spot; province and country are None at sea."""

    position: Position
    province: Province | None
    country: Country | None
    district: str
    places: list[PlaceNearby]
    features: list[Feature]


def what_is_here(
    position: Position,
    features: Iterable[Feature],
    areas: AreasUnderfoot,
    gazetteer: NearestPlaces | None,
    limit: int = 5,
    district: str = "",
) -> Here:
    """Gather what is known of a position; `features` are those to be looked through, `district` a named area's name."""
    province = areas.province_at(*position)
    near = gazetteer.nearest(position, limit) if gazetteer else []
    places = [PlaceNearby(place, course(position, (place.lon, place.lat))) for place in near]
    return Here(
        position,
        province,
        areas.country(province.country) if province else None,
        district,
        sorted(places, key=lambda nearby: nearby.way.metres),
        [feature for feature in features if covers(feature, position, areas)],
    )


def covers(feature: Feature, position: Position, areas: AreaGazetteer) -> bool:
    """Whether the spot lies in what is drawn of the feature: its ring, its area, its province; lines cover nothing."""
    drawing = drawing_of(feature)
    if drawing is Drawing.PROVINCE:
        province = areas.province(feature.province)
        return province is not None and is_inside(province.geometry, *position)
    if feature.geometry is None or drawing in {Drawing.BADGE, Drawing.NOWHERE}:
        return False
    if feature.geometry.type is not GeometryType.POINT:
        return is_inside(feature.geometry, *position)
    radius = CLICKED_RADIUS_M
    if drawing is Drawing.RING and feature.where_prec is not None:
        radius = ring_radius_m(feature.where_prec, feature.radius_m)
    return course(feature.geometry.coordinates, position).metres <= radius
