"""Three places in the place of the shipped gazetteer; a test can hold its answers back."""

import threading

from libyamap.domain.geometry import Position
from libyamap.domain.place import Found, How, PlaceKind


def place(name: str, name_ar: str, lon: float, lat: float, kind: PlaceKind = PlaceKind.PLACE) -> Found:
    """A place of Libya."""
    return Found(
        id=name, name=name, name_ar=name_ar, kind=kind, country="LBY", country_name="Libya", province="Province",
        lat=lat, lon=lon, bounds=None, population=300_000, matched=name, how=How.EXACT, score=1.0,
    )  # fmt: skip


MISRATA = place("Misrata", "مصراتة", 15.0925, 32.3754)
BENGHAZI = place("Benghazi", "بنغازي", 20.0667, 32.1167)
SABHA = place("Sabha", "سبها", 14.4333, 27.0333)


class FakePlaces:
    """Implements `app.places.Places`: finds by the beginning of either name."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.spellings: dict[str, Found] = {}
        self.gate = threading.Event()
        self.gate.set()

    def find(self, text: str, *, near: Position | None = None, limit: int = 20) -> list[Found]:
        """Those that begin like this."""
        self.gate.wait(10)
        self.asked.append(text)
        plain = text.strip().lower()
        known = (MISRATA, BENGHAZI, SABHA)
        if plain in self.spellings:
            return [self.spellings[plain]]
        return [each for each in known if each.name.lower().startswith(plain) or each.name_ar.startswith(plain)]

    def nearest(self, position: Position, limit: int) -> list[Found]:
        """All of them, by degrees."""

        def away(each: Found) -> float:
            return abs(each.lon - position[0]) + abs(each.lat - position[1])

        return sorted((MISRATA, BENGHAZI, SABHA), key=away)[:limit]
