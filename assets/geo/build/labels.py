"""Ground labels in order of importance: which name may stand on the map from which zoom on.

A town's first zoom comes from three judgements: how many people live there, what Natural Earth's cartographers say, and
how far it is to a larger place (an oasis of 20,000 in the desert is a landmark, a suburb of 100,000 is not). Zooms are
those of the web map (256-pixel tiles). `rank` is 0 (most important) to 10 and orders names that compete for room.
"""

import bisect
import csv
import math
from collections import defaultdict
from dataclasses import dataclass

from assets.geo.build import overrides
from assets.geo.build.cities import City
from assets.geo.build.countries import CountryRow, ProvinceRow
from assets.geo.build.sources import Sources
from assets.geo.build.waters import CURATED

ZOOM_OF_PEOPLE = ((5_000, 9.0), (10_000, 8.5), (20_000, 8.0), (50_000, 7.0), (100_000, 6.5), (200_000, 6.0),
                  (500_000, 5.5), (1_000_000, 5.0), (5_000_000, 4.0))  # fmt: skip
ZOOM_OF_RANK = {0: 3.0, 1: 3.5, 2: 4.0, 3: 5.0, 4: 5.5, 5: 6.0, 6: 6.5, 7: 7.0, 8: 7.5}
APART = 60.0  # pixels to the next larger place
KM_PER_PIXEL = 156.543  # at zoom 0 on the equator
FARTHEST = 12  # cells of one degree to look for a larger place in
FOCUS_BONUS = 0.75
UNLISTED_ZOOM = 10.0


@dataclass(frozen=True)
class LabelRow:
    """One name on the ground; `max_zoom` is where it gives way to what is inside it."""

    text_en: str
    text_ar: str
    kind: str
    rank: float
    min_zoom: float
    max_zoom: float
    lon: float
    lat: float
    iso3: str
    population: int


def make(
    sources: Sources, cities: list[City], countries: list[CountryRow], provinces: list[ProvinceRow]
) -> list[LabelRow]:
    """All labels, most important first."""
    rows = [*towns(cities), *map(_country, countries), *map(_province, provinces), *_curated(), *_airports(sources)]
    return sorted(rows, key=lambda row: (row.rank, -row.population, row.text_en, row.lon, row.lat))


def towns(cities: list[City]) -> list[LabelRow]:
    """Labels of towns. Cities come most populous first, so the grid holds only larger places when each is looked at."""
    grid: dict[tuple[int, int], list[City]] = defaultdict(list)
    rows = []
    for city in cities:
        zoom = _zoom(city, _nearest(city, grid))
        grid[math.floor(city.lon), math.floor(city.lat)].append(city)
        rows.append(LabelRow(city.name, city.name_ar, _kind(city), _rank(zoom), zoom, 24.0, city.lon, city.lat,
                             city.iso3, city.population))  # fmt: skip
    return rows


def _zoom(city: City, km_to_larger: float) -> float:
    people = [step for step, _ in ZOOM_OF_PEOPLE]
    at = bisect.bisect_right(people, city.population)
    zoom = ZOOM_OF_PEOPLE[at - 1][1] if at else 10.0
    if city.scalerank in ZOOM_OF_RANK:
        zoom = (zoom + ZOOM_OF_RANK[city.scalerank]) / 2
    alone = math.log2(APART * KM_PER_PIXEL * math.cos(math.radians(city.lat)) / max(km_to_larger, 1.0))
    zoom = (zoom + min(max(alone, 2.0), 11.0)) / 2
    if city.iso3 in overrides.FOCUS:
        zoom -= FOCUS_BONUS
    return round(max(min(zoom, 4.0) if city.capital else zoom, 2.0), 2)


def _nearest(city: City, grid: dict[tuple[int, int], list[City]]) -> float:
    """Kilometres to the nearest larger place, looked for in growing squares."""
    column, line = math.floor(city.lon), math.floor(city.lat)
    best = math.inf
    for ring in range(FARTHEST + 1):
        for x in range(column - ring, column + ring + 1):
            for y in range(line - ring, line + ring + 1) if abs(x - column) == ring else (line - ring, line + ring):
                best = min([best, *(_km(city, other) for other in grid.get((x, y), ()))])
        if best < ring * 111 * math.cos(math.radians(min(abs(city.lat) + ring, 89))):
            break
    return min(best, FARTHEST * 111.0)


def _km(one: City, other: City) -> float:
    return 111.2 * math.hypot((one.lon - other.lon) * math.cos(math.radians(one.lat)), one.lat - other.lat)


def _kind(city: City) -> str:
    if city.capital:
        return "capital"
    return "city" if city.population >= 100_000 else "town" if city.population >= 5_000 else "village"


def _rank(zoom: float) -> float:
    return round(min(max((zoom - 2) * 1.25, 0.0), 10.0), 2)


def _country(row: CountryRow) -> LabelRow:
    """What ISO does not list (bases on Cyprus, reefs, a glacier) is named only where it fills the frame."""
    rank = round(row.min_zoom / 4, 2)
    first = row.min_zoom if row.iso2 else max(row.min_zoom, UNLISTED_ZOOM)
    return LabelRow(row.name, row.name_ar, "country", rank, first, row.max_zoom, *row.label, row.iso3, 0)


def _province(row: ProvinceRow) -> LabelRow:
    """Shown while the province is 90 to 1200 pixels wide."""
    west, south, east, north = row.bounds
    width = max(math.sqrt((east - west) * math.cos(math.radians((south + north) / 2)) * (north - south)), 0.01)
    zoom = round(math.log2(90 * 360 / 256 / width), 2)
    rank, first, last = min(max(zoom - 0.5, 5.0), 9.5), max(zoom, 5.0), max(zoom + 3.7, 5.0)
    name, name_ar = row.unit.name, row.unit.name_ar
    return LabelRow(name, name_ar, "province", round(rank, 2), first, last, *row.label, row.unit.iso3, 0)


def _curated() -> list[LabelRow]:
    return [
        LabelRow(name, name_ar, kind, float(rank), float(zoom), 24.0 if kind == "sea" else zoom + 4.0, lon, lat, "", 0)
        for kind, name, name_ar, rank, zoom, lon, lat in CURATED
    ]


def _airports(sources: Sources) -> list[LabelRow]:
    """Airports with scheduled traffic (an IATA code); the countries' own codes become alpha-3 where we know them."""
    with sources.path("airportsdata", "airportsdata/airports.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["iata"]]
    return [
        LabelRow(row["name"], "", "airport", 9.8, 9.0, 24.0, float(row["lon"]), float(row["lat"]), "", 0)
        for row in rows
    ]
