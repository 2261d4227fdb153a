"""A project in memory and two areas, for tests of what reads a project."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from libyamap.app.ports import StoreWriter
from libyamap.domain.areas import Country, PlaceName, Province
from libyamap.domain.geometry import Bounds, Geometry, GeometryType, point
from libyamap.domain.model import (
    Actor,
    Alias,
    Claim,
    Event,
    Feature,
    Involvement,
    Layer,
    Link,
    Presence,
    Project,
    Record,
    Site,
    Source,
)
from tests.support.memory_store import MemoryStore

LIBYA_BOUNDS: Bounds = (9.0, 19.0, 26.0, 34.0)
RING = ((10.0, 25.0), (12.0, 25.0), (12.0, 27.0), (10.0, 27.0), (10.0, 25.0))


def uuid(number: int) -> str:
    """A valid id that tells its number."""
    return f"018f0000-0000-7000-8000-{number:012d}"


class SmallStore(MemoryStore):
    """Keeps app.ports.ProjectStore for reading."""

    def __init__(self, records: Sequence[Record], broken: Sequence[str] = ()) -> None:
        super().__init__(records)
        self.broken = list(broken)
        self.path = Path("small.gpkg")
        self.read_only = True

    def transaction(self) -> AbstractContextManager[StoreWriter]:
        """Refused."""
        raise PermissionError

    def changed_elsewhere(self) -> bool:
        """Never."""
        return False

    def problems(self) -> list[str]:
        """What the test says is wrong with the file."""
        return self.broken

    def copy_to(self, path: Path, revision: int | None = None) -> None:
        """Not needed here."""
        raise NotImplementedError

    def compact(self) -> tuple[int, int]:
        """There are no gaps."""
        return 0, 0

    def checkpoint(self) -> None:
        """Nothing to fold."""

    def close(self) -> None:
        """Nothing to close."""


class SmallAreas:
    """Knows Libya and one province of it."""

    def country(self, iso3: str) -> Country | None:
        """Libya alone."""
        if iso3 != "LBY":
            return None
        return Country(iso3="LBY", name="Libya", name_ar="ليبيا", label=(17.0, 27.0), bounds=LIBYA_BOUNDS)

    def province(self, code: str) -> Province | None:
        """LY.00 alone."""
        if code != "LY.00":
            return None
        shape = Geometry(GeometryType.MULTIPOLYGON, ((RING,),))
        return Province(
            code=code,
            country="LBY",
            name="Here",
            name_ar="هنا",
            label=(11.0, 26.0),
            bounds=shape.bounds(),
            geometry=shape,
        )

    def provinces_of(self, iso3: str) -> list[Province]:
        """Libya's one."""
        province = self.province("LY.00")
        return [province] if province and iso3 == "LBY" else []

    def provinces_in(self, bounds: Bounds, limit: int) -> list[Province]:
        """Libya's one, wherever the frame is."""
        return self.provinces_of("LBY")[:limit]

    def place_names_in(self, bounds: Bounds, zoom: float) -> list[PlaceName]:
        """Misrata alone."""
        west, south, east, north = bounds
        here = west <= 15.1 <= east and south <= 32.4 <= north
        return [PlaceName(name="Misrata", name_ar="مصراتة", kind="city", rank=1, at=(15.1, 32.4))] if here else []


HAFTAR = Actor(id=uuid(1), name="Khalifa Haftar", aliases=(Alias("خليفة حفتر", "ar"), Alias("Chalifa Haftar", "de")))
LNA = Actor(id=uuid(2), name="Libyan National Army", short_name="LNA", aliases=(Alias("الجيش الوطني الليبي", "ar"),))
ARTICLE = Source(id=uuid(3), title="An article")
GROUP = Layer(id=uuid(4), title="Everything", position=0)
PLACES = Layer(id=uuid(5), title="Places", position=1, parent=GROUP.id)
EVENTS = Layer(id=uuid(6), title="Events", position=2, parent=GROUP.id)
EMPTY = Layer(id=uuid(7), title="Nothing yet", position=3, parent=GROUP.id)
MISRATA = Site(
    id=uuid(10), layer=PLACES.id, title="Misrata", place="Misrata", type="city", where_prec=1, country="LBY",
    geometry=point(15.09, 32.375),
)  # fmt: skip
OUTPOST = Site(
    id=uuid(11), layer=PLACES.id, title="US outpost", place="Misrata", type="outpost", where_prec=2, country="LBY",
    geometry=point(15.09, 32.375),
)  # fmt: skip
FORCES = Presence(
    id=uuid(12), layer=EVENTS.id, title="French special forces", place="Libya", where_prec=6, country="LBY"
)
STATEMENT = Event(
    id=uuid(13),
    layer=EVENTS.id,
    title="A speech",
    description="It speaks of Misrata.",
    actors=(Involvement(HAFTAR.id),),
)
ARMS = Link(id=uuid(14), layer=EVENTS.id, title="Arms", origin=HAFTAR.id, target=LNA.id, actors=(Involvement(LNA.id),))
FEATURES: tuple[Feature, ...] = (MISRATA, OUTPOST, FORCES, STATEMENT, ARMS)
CLAIMS = tuple(
    Claim(id=uuid(20 + number), feature=feature.id, source=ARTICLE.id) for number, feature in enumerate(FEATURES)
)
PROJECT = Project(id=uuid(9), title="Small", as_of="2016-05~", bounds=LIBYA_BOUNDS)
RECORDS: tuple[Record, ...] = (PROJECT, GROUP, PLACES, EVENTS, EMPTY, HAFTAR, LNA, ARTICLE, *FEATURES, *CLAIMS)
