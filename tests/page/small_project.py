"""A small project in memory, with the fakes around it, for tests of what is drawn. No file, no Qt."""

from collections.abc import Iterable
from pathlib import Path

from libyamap.app.view_state import Viewing, opening_state
from libyamap.domain.areas import Country, PlaceName, Province
from libyamap.domain.geometry import Bounds, Geometry, GeometryType, line, point
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
    Zone,
)
from libyamap.domain.vocabulary import Certainty, Role, Stance, Status
from libyamap.store.index import FeatureIndex
from libyamap.web.resources import Resources
from tests.support.memory_store import MemoryStore

BOX: Bounds = (8.0, 19.0, 26.0, 34.0)


def box(west: float, south: float, east: float, north: float) -> Geometry:
    """A rectangle as a MultiPolygon."""
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return Geometry(GeometryType.MULTIPOLYGON, ((ring,),))


class FakeAreas:
    """One country with two provinces."""

    libya = Country(iso3="LBY", name="Libya", name_ar="ليبيا", label=(17.0, 26.5), bounds=(9.3, 19.5, 25.2, 33.2))
    provinces = (
        Province(
            code="LY.77",
            country="LBY",
            name="Tripoli",
            name_ar="طرابلس",
            label=(13.2, 32.6),
            bounds=(12.5, 32.2, 13.9, 33.0),
            geometry=box(12.5, 32.2, 13.9, 33.0),
        ),
        Province(
            code="LY.MI",
            country="LBY",
            name="Misrata",
            name_ar="مصراتة",
            label=(14.8, 32.2),
            bounds=(13.9, 31.0, 15.6, 33.0),
            geometry=box(13.9, 31.0, 15.6, 33.0),
        ),
    )

    def country(self, iso3: str) -> Country | None:
        """Libya, or None."""
        return self.libya if iso3 == "LBY" else None

    def province(self, code: str) -> Province | None:
        """The one there is, or None."""
        return next((province for province in self.provinces if province.code == code), None)

    def provinces_of(self, iso3: str) -> list[Province]:
        """Its provinces."""
        return [province for province in self.provinces if province.country == iso3]

    def provinces_in(self, bounds: Bounds, limit: int) -> list[Province]:
        """The one there is, wherever the frame is."""
        return list(self.provinces)[:limit]

    def place_names_in(self, bounds: Bounds, zoom: float) -> list[PlaceName]:
        """A capital, a town, a sea."""
        return [
            PlaceName(name="Tripoli", name_ar="طرابلس", kind="capital", rank=1, at=(13.19, 32.89)),
            PlaceName(name="Sabha", name_ar="سبها", kind="town", rank=4, at=(14.43, 27.04)),
            PlaceName(name="Mediterranean Sea", name_ar="البحر المتوسط", kind="water", rank=1, at=(18.0, 33.6)),
        ]


class PackedTiles:
    """The shipped basemap, read straight from its file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.max_zoom = 6

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """One tile, unpacked."""
        import gzip

        from pmtiles.reader import MmapSource, Reader

        with self._path.open("rb") as file:
            packed = Reader(MmapSource(file)).get(z, x, y)
        return gzip.decompress(packed) if packed else None


class NoTiles:
    """An empty world: every tile is there, with nothing in it."""

    max_zoom = 6

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """A vector tile without layers is zero bytes long."""
        return b""


def small_project() -> list[Record]:
    """Two sides and a third, one of each sort of mark, and four presences without a place."""
    us = Actor(id="us", name="United States", short_name="US", colour="#0072B2", country="USA")
    gna = Actor(
        id="gna",
        name="Government of National Accord",
        short_name="GNA",
        colour="#009E73",
        country="LBY",
        aliases=(Alias("حكومة الوفاق", "ar"),),
    )
    lna = Actor(id="lna", name="Libyan National Army", short_name="LNA", colour="#D55E00", country="LBY")
    foreign = [Actor(id=key, name=key.title(), colour=tint) for key, tint in _FOREIGN.items()]
    return [
        Project(id="p", title="Small Libya", as_of="2016-05~", bounds=BOX, focus=("LBY",)),
        *(Layer(id=key, title=key.title(), position=number) for number, key in enumerate(("forces", "links", "zones"))),
        us,
        gna,
        lna,
        *foreign,
        *(_presence(actor.id) for actor in (us, *foreign)),
        _site("s1", "Tripoli airfield", "airfield", 13.16, 32.67, "gna", Status.CONFIRMED),
        _site("s2", "Two at one place", "seat of government", 13.16, 32.67, "gna", Status.REPORTED),
        _ring("r1", "US outpost near Misrata", 15.09, 32.38),
        _ring("r2", "US outpost near Benghazi", 20.07, 32.12),
        _zone("z1", box(10, 26, 15, 32), Status.ASSESSED, None, "gna"),
        _zone("z2", box(15, 26, 18, 30), Status.ASSESSED, None, "gna", "lna"),
        _zone("z3", box(18, 26, 24, 31), Status.CONFIRMED, Certainty.LIKELY, "lna"),
        _zone("z4", box(18, 22, 22, 25), Status.CONFIRMED, Certainty.ALMOST_CERTAIN, "lna"),
        _link("l1", "arms", Status.PROPOSED, (13.16, 32.67), (20.07, 32.12)),
        _link("l2", "negotiation", Status.REPORTED, (11.0, 33.0), (17.0, 26.5)),
        _link("l3", "training", Status.REFUSED, (11.0, 31.0), (9.5, 33.5)),
        Event(
            id="e1", layer="forces", title="Said nowhere", type="statement", actors=(Involvement("us", Role.SPEAKER),)
        ),
        Claim(id="c1", feature="z3", source="x", stance=Stance.DISPUTES),
    ]


_FOREIGN = {"france": "#56B4E9", "jordan": "#E69F00", "britain": "#CC79A7"}


def _presence(actor: str) -> Feature:
    return Presence(
        id=f"presence-{actor}",
        layer="forces",
        title=f"Special forces of {actor}",
        type="special forces",
        where_prec=6,
        country="LBY",
        place="Libya",
        actors=(Involvement(actor, Role.OWNER),),
    )


def _site(key: str, title: str, type_word: str, lon: float, lat: float, actor: str, status: Status) -> Feature:
    return Site(
        id=key,
        layer="forces",
        title=title,
        type=type_word,
        status=status,
        where_prec=1,
        geometry=point(lon, lat),
        place="Tripoli",
        country="LBY",
        actors=(Involvement(actor, Role.OWNER),),
    )


def _ring(key: str, title: str, lon: float, lat: float) -> Feature:
    return Site(
        id=key,
        layer="forces",
        title=title,
        type="outpost",
        where_prec=2,
        geometry=point(lon, lat),
        place=title.rpartition(" ")[2],
        country="LBY",
        time="2016-05~",
        certainty=Certainty.LIKELY,
        actors=(Involvement("us", Role.OWNER),),
    )


def _zone(key: str, area: Geometry, status: Status, certainty: Certainty | None, *actors: str) -> Feature:
    return Zone(
        id=key,
        layer="zones",
        title=f"Zone {key}",
        type="contested" if len(actors) > 1 else "held",
        status=status,
        certainty=certainty,
        where_prec=5,
        geometry=area,
        country="LBY",
        actors=tuple(Involvement(actor, Role.HOLDER) for actor in actors),
    )


def _link(key: str, type_word: str, status: Status, start: tuple[float, float], end: tuple[float, float]) -> Feature:
    return Link(
        id=key,
        layer="links",
        title=f"{type_word.title()} link",
        type=type_word,
        status=status,
        where_prec=5,
        geometry=line(start, end),
        actors=(Involvement("us", Role.INITIATOR), Involvement("gna", Role.TARGET)),
    )


class SmallWorld:
    """The parts of a workspace that the page needs."""

    def __init__(self, records: Iterable[Record] | None = None, basemap: Path | None = None) -> None:
        self.store = MemoryStore(small_project() if records is None else records)
        self.areas = FakeAreas()
        self.index = FeatureIndex(self.areas)
        self.index.refresh(self.store, None)
        project = self.store.all(Project)[0]
        self.viewing = Viewing(opening_state(project, self.store, self.areas))
        self.tiles = PackedTiles(basemap) if basemap else NoTiles()
        self.resources = Resources(self.index, self.areas, {"basemap": self.tiles}, self.viewing, self.store)
