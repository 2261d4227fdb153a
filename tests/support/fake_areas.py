"""Countries and provinces as squares of one degree side by side, so that tests need no map data."""

from libyamap.domain.areas import Country, PlaceName, Province
from libyamap.domain.geometry import Bounds, Geometry, GeometryType
from libyamap.domain.inside import is_inside

LIBYA = (
    "Tripoli", "Misrata", "Murqub", "Zawiya", "Nuqat al Khams", "Butnan", "Jabal al Akhdar", "Marj", "Sirte",
    "Benghazi", "Jabal al Gharbi", "Jafara", "Derna",
)  # fmt: skip
LABELS = {
    "LBY": (18.0, 26.6), "TUN": (9.0, 33.7), "USA": (-97.5, 39.5), "GBR": (-2.1, 54.4), "FRA": (2.6, 46.7),
    "JOR": (36.4, 30.8), "DEU": (9.7, 51.0), "ITA": (11.1, 44.7), "ARE": (54.5, 23.5), "BEL": (4.8, 50.8),
}  # fmt: skip


def square(west: float, south: float, side: float = 1.0) -> Geometry:
    """A square as a MultiPolygon."""
    east, north = west + side, south + side
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return Geometry(GeometryType.MULTIPOLYGON, ((ring,),))


def province(code: str, country: str, name: str, west: float, south: float) -> Province:
    """A province of one square degree."""
    return Province(
        code=code,
        country=country,
        name=name,
        name_ar="",
        label=(west + 0.5, south + 0.5),
        bounds=(west, south, west + 1, south + 1),
        geometry=square(west, south),
    )


class FakeAreas:
    """Implements `app.ports.AreaGazetteer`: Libya is a row of squares, Tunisia touches it, Egypt does not."""

    def __init__(self) -> None:
        others = (province("TN-1", "TUN", "South", 9.0, 30.0), province("EG-1", "EGY", "Far away", 40.0, 30.0))
        row = [province(f"LY-{at:02}", "LBY", name, 10.0 + at, 30.0) for at, name in enumerate(LIBYA)]
        self._provinces = {area.code: area for area in (*row, *others)}

    def country(self, iso3: str) -> Country | None:
        """The country, or None."""
        if iso3 not in LABELS:
            return None
        lon, lat = LABELS[iso3]
        return Country(
            iso3=iso3, name=iso3.title(), name_ar="", label=(lon, lat), bounds=(lon - 5, lat - 5, lon + 5, lat + 5)
        )

    def province(self, code: str) -> Province | None:
        """The province, or None."""
        return self._provinces.get(code)

    def provinces_in(self, bounds: Bounds, limit: int) -> list[Province]:
        """The squares that meet the bounds."""
        west, south, east, north = bounds
        meeting = (
            area
            for area in self._provinces.values()
            if area.bounds[0] <= east and area.bounds[2] >= west and area.bounds[1] <= north and area.bounds[3] >= south
        )
        return list(meeting)[:limit]

    def province_at(self, lon: float, lat: float) -> Province | None:
        """The square that the position lies in."""
        return next((area for area in self._provinces.values() if is_inside(area.geometry, lon, lat)), None)

    def provinces_of(self, iso3: str) -> list[Province]:
        """Its provinces, by name."""
        return sorted((area for area in self._provinces.values() if area.country == iso3), key=lambda area: area.name)

    def place_names_in(self, bounds: Bounds, zoom: float) -> list[PlaceName]:
        """There is nothing written on this ground."""
        return []
