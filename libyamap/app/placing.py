"""From what was picked (a town, coordinates, a province, a country) to how exactly something is placed there.

A picked spot offers several ways to place a thing; each keeps no more than it says: “somewhere in Libya” has no point.
"""

import math
from typing import Final

import msgspec

from libyamap.app.here import AreasUnderfoot
from libyamap.app.ports import AreaGazetteer
from libyamap.app.whereabouts import METRES_PER_DEGREE, position_of_feature
from libyamap.domain.geometry import Bounds, Geometry, Position, point
from libyamap.domain.model import Feature
from libyamap.domain.place import Found, PlaceKind
from libyamap.domain.precision import precision_sentence

EXACT, NEAR, DISTRICT, PROVINCE, AREA, COUNTRY, INTERNATIONAL = 1, 2, 3, 4, 5, 6, 7
LARGEST_RADIUS_M: Final = 2_000_000.0
_LARGE: Final = frozenset({PlaceKind.RIVER, PlaceKind.LAKE, PlaceKind.SEA, PlaceKind.DESERT})
NOWHERE_WORDS: Final = precision_sentence(None, "", None)


class Placement(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of a feature that say where it is; the names and units are the feature's."""

    where_prec: int | None = None
    geometry: Geometry | None = None
    radius_m: float | None = None
    place: str = ""
    country: str = ""
    province: str = ""


NOWHERE: Final = Placement()


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """What was picked. `province` is a code, `usual` the precision to begin with, `radius_m` what is known of its size.

    `at` is (longitude, latitude); None where a province or country alone is known.
    """

    name: str = ""
    at: Position | None = None
    radius_m: float | None = None
    country: str = ""
    country_name: str = ""
    province: str = ""
    province_name: str = ""
    usual: int = NEAR


class Way(msgspec.Struct, frozen=True):
    """One way to place a thing at a spot, and how a reader is told of it."""

    where_prec: int | None
    words: str


def spot_at(position: Position, areas: AreasUnderfoot, name: str = "", usual: int = EXACT) -> Spot:
    """Coordinates, or a click: exact unless said otherwise."""
    return _with_areas(Spot(name=name, at=position, usual=usual), areas)


def spot_of_place(found: Found, areas: AreasUnderfoot) -> Spot:
    """A place of the gazetteer: near it; a province or a country as a whole; a river or a sea as far as it reaches."""
    at = (found.lon, found.lat)
    if found.kind is PlaceKind.COUNTRY:
        return spot_of_country(found.country, areas) or spot_at(at, areas, found.name, NEAR)
    if found.kind is PlaceKind.PROVINCE:
        codes = {province.name: province.code for province in areas.provinces_of(found.country)}
        code = codes.get(found.name)
        spot = spot_of_province(code, areas) if code else None
        return spot or spot_at(at, areas, found.name, NEAR)
    radius = _radius(found.bounds) if found.kind in _LARGE and found.bounds else None
    return _with_areas(Spot(name=found.name, at=at, radius_m=radius, country=found.country, usual=NEAR), areas)


def spot_of_country(iso3: str, areas: AreaGazetteer) -> Spot | None:
    """The country as a whole; None for an unknown code."""
    country = areas.country(iso3)
    return Spot(name=country.name, country=iso3, country_name=country.name, usual=COUNTRY) if country else None


def spot_of_province(code: str, areas: AreaGazetteer) -> Spot | None:
    """The province as a whole; None for an unknown code."""
    province = areas.province(code)
    if province is None:
        return None
    country = areas.country(province.country)
    return Spot(
        name=province.name,
        country=province.country,
        country_name=country.name if country else "",
        province=code,
        province_name=province.name,
        usual=PROVINCE,
    )


def spot_of_feature(feature: Feature, areas: AreasUnderfoot) -> Spot | None:
    """Where a feature of the project stands, as exactly as it is placed itself; None where it is not located."""
    if feature.where_prec == COUNTRY:
        return spot_of_country(feature.country, areas)
    if feature.where_prec == PROVINCE and feature.province:
        return spot_of_province(feature.province, areas)
    at = position_of_feature(feature, areas)
    if at is None:
        return None
    name = feature.place or feature.title
    usual = feature.where_prec if feature.where_prec in {EXACT, NEAR, DISTRICT} else NEAR
    spot = Spot(name=name, at=at, radius_m=feature.radius_m, country=feature.country, usual=usual or NEAR)
    return _with_areas(spot, areas)


def ways(spot: Spot) -> tuple[Way, ...]:
    """All ways to place a thing at the spot, most exact first, “no place given” last."""
    offered: list[Way] = []
    if spot.at is not None:
        offered.append(Way(EXACT, f"Exactly at {spot.name}" if spot.name else "Exactly here"))
        here = spot.name or "here"
        offered.append(Way(NEAR, f"Near {here}"))
        offered.append(Way(DISTRICT, f"In the district of {here}" if spot.name else "In this district"))
    if spot.province:
        offered.append(Way(PROVINCE, precision_sentence(PROVINCE, spot.province_name, None)))
    if spot.country:
        offered.append(Way(COUNTRY, precision_sentence(COUNTRY, spot.country_name, None)))
    return (*offered, Way(None, NOWHERE_WORDS))


def placed(spot: Spot, where_prec: int | None, radius_m: float | None = None) -> Placement:
    """The placement that a way gives; `radius_m` (metres) replaces the default of rings."""
    if where_prec in {EXACT, NEAR, DISTRICT} and spot.at is not None:
        ring = where_prec != EXACT
        usual = spot.radius_m if where_prec == NEAR else None
        return Placement(
            where_prec=where_prec,
            geometry=point(*spot.at),
            radius_m=(radius_m or usual) if ring else None,
            place=spot.name,
            country=spot.country,
            province=spot.province,
        )
    if where_prec == PROVINCE:
        return Placement(where_prec=PROVINCE, place=spot.province_name, country=spot.country, province=spot.province)
    if where_prec == COUNTRY:
        return Placement(where_prec=COUNTRY, place=spot.country_name, country=spot.country)
    return NOWHERE


def placement_of(feature: Feature) -> Placement:
    """Where a feature is."""
    return Placement(**{name: getattr(feature, name) for name in Placement.__struct_fields__})


def put_at(feature: Feature, placement: Placement) -> Feature:
    """The feature, placed there."""
    return msgspec.structs.replace(feature, **msgspec.structs.asdict(placement))


def probably_swapped(position: Position, areas: AreasUnderfoot, focus: tuple[str, ...]) -> Spot | None:
    """The spot with latitude and longitude exchanged, where that lies in a country in focus and the typed one does not.

    32.37, 15.09 is Misrata and 15.09, 32.37 is in Sudan: both are on the globe, and only the project knows better.
    """
    lon, lat = position
    if abs(lon) > 90:
        return None
    typed, other = areas.province_at(lon, lat), areas.province_at(lat, lon)
    if other is None or other.country not in focus or (typed is not None and typed.country in focus):
        return None
    return spot_at((lat, lon), areas)


def _with_areas(spot: Spot, areas: AreasUnderfoot) -> Spot:
    """With province and country of the ground it stands on."""
    province = areas.province_at(*spot.at) if spot.at else None
    iso3 = province.country if province else spot.country
    country = areas.country(iso3) if iso3 else None
    return msgspec.structs.replace(
        spot,
        country=iso3,
        country_name=country.name if country else "",
        province=province.code if province else "",
        province_name=province.name if province else "",
    )


def _radius(bounds: Bounds) -> float:
    """Half of the longer side of a box, in metres, rounded to the next 10 km."""
    west, south, east, north = bounds
    across = (east - west) % 360 * math.cos(math.radians((south + north) / 2))
    half = max(across, north - south) / 2 * METRES_PER_DEGREE
    return min(LARGEST_RADIUS_M, max(10_000.0, math.ceil(half / 10_000) * 10_000.0))
