"""Places of the gazetteer: what kinds there are, and what is found when somebody asks for one by name."""

from enum import StrEnum

import msgspec

from libyamap.domain.geometry import Bounds


class PlaceKind(StrEnum):
    """What a name on the map names."""

    COUNTRY = "country"
    PROVINCE = "province"
    PLACE = "place"
    AIRFIELD = "airfield"
    CROSSING = "crossing"
    ISLAND = "island"
    RIVER = "river"
    LAKE = "lake"
    SEA = "sea"
    DESERT = "desert"
    DISTRICT = "district"  # last: the gazetteer's file keeps a kind by its number


class How(StrEnum):
    """In what way the asked text is the name of the found place."""

    EXACT = "exact"
    ALIAS = "alias"
    SPELLING = "spelling"
    BEGINNING = "beginning"
    TYPING_ERROR = "typing error"


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A place that was asked for. `lat` and `lon` are its middle (EPSG:4326); `bounds` are known for areas and rivers.

    `id` stays the same from one version of the map data to the next where the source has ids ("geonames:2214846").
    `country` is an ISO 3166-1 alpha-3 code, empty at sea; `matched` is the name that fitted; `score` counts only within
    one list of answers (greater is better). A district is an area of the project's own, not of the gazetteer.
    """

    id: str
    name: str
    name_ar: str
    kind: PlaceKind
    country: str
    country_name: str
    province: str
    lat: float
    lon: float
    bounds: Bounds | None
    population: int
    matched: str
    how: How
    score: float
