"""Makes areas.sqlite: countries, provinces, ground labels and border crossings, read-only for the program."""

import sqlite3
from dataclasses import asdict
from pathlib import Path

import shapely

from assets.geo.build import cities, countries, labels
from assets.geo.build.admin import Admin
from assets.geo.build.cities import City
from assets.geo.build.countries import CountryRow, ProvinceRow
from assets.geo.build.labels import LabelRow
from assets.geo.build.names import Names
from assets.geo.build.sources import Sources
from assets.geo.build.waters import CROSSINGS

VERSION = 1
SCHEMA = """
CREATE TABLE countries (
    iso3 TEXT PRIMARY KEY, iso2 TEXT NOT NULL, name TEXT NOT NULL, name_ar TEXT NOT NULL,
    label_lon REAL NOT NULL, label_lat REAL NOT NULL, capital TEXT, capital_lon REAL, capital_lat REAL,
    west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL, north REAL NOT NULL, geometry BLOB NOT NULL);
CREATE TABLE provinces (
    code TEXT PRIMARY KEY, country TEXT NOT NULL, name TEXT NOT NULL, name_ar TEXT NOT NULL,
    label_lon REAL NOT NULL, label_lat REAL NOT NULL,
    west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL, north REAL NOT NULL, geometry BLOB NOT NULL);
CREATE INDEX provinces_by_country ON provinces (country);
CREATE TABLE labels (
    id INTEGER PRIMARY KEY, text_en TEXT NOT NULL, text_ar TEXT NOT NULL, kind TEXT NOT NULL, rank REAL NOT NULL,
    min_zoom REAL NOT NULL, lon REAL NOT NULL, lat REAL NOT NULL, iso3 TEXT NOT NULL,
    population INTEGER NOT NULL);
CREATE VIRTUAL TABLE labels_where USING rtree (id, west, east, south, north, from_zoom, to_zoom);
CREATE TABLE crossings (
    name TEXT NOT NULL, name_ar TEXT NOT NULL, lon REAL NOT NULL, lat REAL NOT NULL,
    country_a TEXT NOT NULL, country_b TEXT NOT NULL, origin TEXT NOT NULL);
"""


def make(sources: Sources, admin: Admin, target: Path) -> None:
    """Build the file anew; takes about a minute."""
    names = Names(sources)
    towns = cities.read(sources, names)
    country_rows, province_rows = countries.read(sources, admin, names)
    label_rows = labels.make(sources, towns, country_rows, province_rows)
    target.unlink(missing_ok=True)
    connection = sqlite3.connect(target)
    try:
        connection.execute("PRAGMA page_size = 4096")
        connection.executescript(SCHEMA)
        with connection:
            _areas(connection, country_rows, province_rows, _capitals(towns))
            _labels(connection, label_rows)
            rows = [(*row, "curated by hand") for row in CROSSINGS]
            connection.executemany("INSERT INTO crossings VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("VACUUM")
    finally:
        connection.close()


def _capitals(towns: list[City]) -> dict[str, City]:
    """iso3 -> its most populous capital."""
    found: dict[str, City] = {}
    for town in towns:
        if town.capital:
            found.setdefault(town.iso3, town)
    return found


def _areas(
    connection: sqlite3.Connection, rows: list[CountryRow], provinces: list[ProvinceRow], capitals: dict[str, City]
) -> None:
    for row in rows:
        capital = capitals.get(row.iso3)
        seat = (capital.name, capital.lon, capital.lat) if capital else (None, None, None)
        values = (row.iso3, row.iso2, row.name, row.name_ar, *row.label, *seat, *row.bounds, _wkb(row.shape))
        connection.execute(f"INSERT INTO countries VALUES ({', '.join('?' * len(values))})", values)
    for province in provinces:
        unit = province.unit
        names = (unit.code, unit.iso3, unit.name, unit.name_ar)
        values = (*names, *province.label, *province.bounds, _wkb(province.shape))
        connection.execute(f"INSERT INTO provinces VALUES ({', '.join('?' * len(values))})", values)


def _labels(connection: sqlite3.Connection, rows: list[LabelRow]) -> None:
    for number, row in enumerate(rows, start=1):
        connection.execute(f"INSERT INTO labels VALUES ({', '.join('?' * 10)})", (number, *_visible(row)))
        where = (number, row.lon, row.lon, row.lat, row.lat, row.min_zoom, row.max_zoom)
        connection.execute("INSERT INTO labels_where VALUES (?, ?, ?, ?, ?, ?, ?)", where)


def _visible(row: LabelRow) -> tuple[object, ...]:
    """The row without its last zoom, which only the R-tree needs."""
    return tuple(value for name, value in asdict(row).items() if name != "max_zoom")


def _wkb(shape: shapely.MultiPolygon) -> bytes:
    """ISO WKB, little-endian, rings counter-clockwise."""
    return bytes(shapely.to_wkb(shapely.orient_polygons(shape), byte_order=1))
