"""Names of countries in English and Arabic from CLDR (the babel package is read, not installed)."""

import sys
from typing import Any

from assets.geo.build import overrides
from assets.geo.build.sources import Sources


class Names:
    """CLDR's territory names, and the example city of each time zone in Arabic."""

    def __init__(self, sources: Sources) -> None:
        sys.path.insert(0, str(sources.path("babel", "babel").parent))
        from babel import Locale

        english, arabic = Locale("en"), Locale("ar")
        self._english: dict[str, str] = dict(english.territories)
        self._arabic: dict[str, str] = dict(arabic.territories)
        zones: dict[str, Any] = dict(arabic.time_zones)
        self._cities = {zone.rpartition("/")[2].replace("_", " "): str(dict(found).get("city", ""))
                        for zone, found in zones.items()}  # fmt: skip

    def country(self, iso2: str, otherwise: str) -> tuple[str, str]:
        """English and Arabic name of a country by its ISO 3166-1 alpha-2 code."""
        if iso2 in overrides.COUNTRY_NAMES:
            return overrides.COUNTRY_NAMES[iso2]
        return self._english.get(iso2, otherwise), self._arabic.get(iso2, "")

    def city(self, name: str) -> str:
        """Arabic name of a city that a time zone is named after; nothing for others."""
        return self._cities.get(name, "")
