"""What imports ask of the map data: coordinates in any notation, countries by name, areas by position."""

import re
from collections.abc import Sequence
from functools import lru_cache

from libyamap.app.folding import folded
from libyamap.domain.geometry import Position
from libyamap.domain.reference_systems import to_degrees
from libyamap.gazetteer.areas import Areas

# How the public data sets write countries, where the map data has another name.
_ALSO_WRITTEN = {
    "Democratic Republic of Congo": "COD", "DR Congo": "COD", "DRC": "COD", "Congo-Kinshasa": "COD",
    "Republic of Congo": "COG", "Congo-Brazzaville": "COG", "Bosnia-Herzegovina": "BIH", "Ivory Coast": "CIV",
    "Cote d'Ivoire": "CIV", "Macedonia, FYR": "MKD", "Macedonia": "MKD", "United States of America": "USA", "US": "USA",
    "Kingdom of eSwatini": "SWZ", "Swaziland": "SWZ", "Turkey": "TUR", "Turkiye": "TUR", "Czech Republic": "CZE",
    "East Timor": "TLS", "Rumania": "ROU", "Cape Verde": "CPV", "Cabo Verde": "CPV", "UK": "GBR",
    "Great Britain": "GBR", "UAE": "ARE", "Burma": "MMR", "Sao Tome and Principe": "STP", "Russian Federation": "RUS",
    "Syrian Arab Republic": "SYR", "Iran, Islamic Republic of": "IRN", "Libyan Arab Jamahiriya": "LBY",
    "Palestinian Territory": "PSE", "State of Palestine": "PSE", "Viet Nam": "VNM", "Lao PDR": "LAO",
    "Republic of Korea": "KOR", "Korea, Republic of": "KOR", "Holland": "NLD", "Brunei Darussalam": "BRN",
}  # fmt: skip
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)\s*")


class World:
    """Implements app.importing.world.World on the shipped areas."""

    def __init__(self, areas: Areas) -> None:
        self._areas = areas
        self._codes: dict[str, str] | None = None
        self._country_at = lru_cache(maxsize=20_000)(self._find_country)

    def read_coordinates(self, text: str) -> Position | None:
        """(lon, lat) of a text in whichever notation; None if it is none, InvalidValue if it is off the globe."""
        from libyamap.gazetteer import coordinates

        return coordinates.read(text)

    def square_radius_m(self, text: str) -> float | None:
        """Half the diagonal, in metres, of the square that coordinates name; None where they name a point."""
        from libyamap.gazetteer import coordinates

        return coordinates.radius_m(text)

    def from_system(self, crs: str, eastings: Sequence[float], northings: Sequence[float]) -> list[Position | None]:
        """(lon, lat) of positions in a reference system; None where it does not reach, InvalidValue if not known."""
        return to_degrees(crs, eastings, northings)

    def country_code(self, name: str) -> str:
        """ISO 3166-1 alpha-3 of a country's name or code in either script; empty if it is not known."""
        codes = self._names()
        return codes.get(folded(name)) or codes.get(folded(_IN_BRACKETS.sub(" ", name).strip()), "")

    def country_at(self, position: Position) -> str:
        """The code of the country at a position; empty at sea."""
        return self._country_at(position)

    def province_at(self, position: Position) -> str:
        """The code of the province at a position; empty where there is none."""
        province = self._areas.province_at(*position)
        return province.code if province else ""

    def _find_country(self, position: Position) -> str:
        country = self._areas.country_at(*position)
        return country.iso3 if country else ""

    def _names(self) -> dict[str, str]:
        if self._codes is None:
            self._codes = {}
            for country in self._areas.countries():
                if len(country.iso3) == 3 and country.iso3.isascii() and country.iso3.isupper():
                    for name in (country.iso3, country.name, country.name_ar):
                        self._codes.setdefault(folded(name), country.iso3)
            known = set(self._codes.values())
            for name, code in _ALSO_WRITTEN.items():
                if code in known:
                    self._codes.setdefault(folded(name), code)
        return self._codes
