"""Records of every sort for hypothesis, and a project file to put them in."""

import contextlib
import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import strategies as st

from libyamap.domain.areas import Country, PlaceName, Province
from libyamap.domain.geometry import Bounds, Geometry, GeometryType, Position
from libyamap.domain.ids import new_id
from libyamap.domain.model import (
    FEATURE_CLASSES,
    Actor,
    Alias,
    Claim,
    Event,
    Feature,
    Involvement,
    Layer,
    LayerShown,
    Link,
    Project,
    Record,
    SavedFilter,
    SavedView,
    Source,
    Zone,
)
from libyamap.domain.vocabulary import ActorKind, Affiliation, Certainty, Reliability, Role, Stance, Status
from libyamap.store.project import GeoPackageStore

NOON = dt.datetime(2016, 5, 19, 12, 0, 0, 123456, tzinfo=dt.UTC)
LAYER = Layer(id=new_id(), title="Ebene ‘one’", position=1)
ACTOR = Actor(id=new_id(), name="Government of National Accord", aliases=(Alias("حكومة الوفاق الوطني", "ar"),))
OTHER = Actor(id=new_id(), name="House of Representatives", parent=ACTOR.id)
SOURCE = Source(id=new_id(), title="Article", published="2016-05~", reliability=Reliability.B)
BASIS: tuple[Record, ...] = (LAYER, ACTOR, OTHER, SOURCE, Project(id=new_id(), title="Test", focus=("LBY",)))

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)
titles = texts.map(lambda text: f"{text}.")
ids = st.uuids(version=4).map(str)
numbers = st.floats(allow_nan=False, allow_infinity=False)
lons = st.floats(-180, 180)
lats = st.floats(-90, 90)
positions = st.tuples(lons, lats)
times = st.sampled_from(["", "2016-05~", "2016-05-19", "2015/2016-03", "../2016", "2016-05-19T12:00:00Z", "201X"])
scalars = st.one_of(st.none(), st.booleans(), st.integers(1 - 2**63, 2**63 - 1), numbers, texts)
involvements = st.lists(
    st.builds(Involvement, st.sampled_from([ACTOR.id, OTHER.id]), st.sampled_from(Role)), max_size=3
).map(tuple)


def _ring(parts: list[Position]) -> tuple[Position, ...]:
    return (*parts, parts[0])


series = st.lists(positions, min_size=2, max_size=6).map(tuple)
rings = st.lists(positions, min_size=3, max_size=6).map(_ring)
areas = st.lists(rings, min_size=1, max_size=3).map(tuple)
_shapes: dict[GeometryType, st.SearchStrategy[Any]] = {
    GeometryType.POINT: positions,
    GeometryType.LINESTRING: series,
    GeometryType.POLYGON: areas,
    GeometryType.MULTIPOINT: st.lists(positions, min_size=1, max_size=5).map(tuple),
    GeometryType.MULTILINESTRING: st.lists(series, min_size=1, max_size=3).map(tuple),
    GeometryType.MULTIPOLYGON: st.lists(areas, min_size=1, max_size=3).map(tuple),
}


def geometries(*kinds: GeometryType) -> st.SearchStrategy[Geometry]:
    """Geometries of these types; of all if none is named."""
    return st.one_of(
        [st.builds(Geometry, st.just(kind), shape) for kind, shape in _shapes.items() if kind in (kinds or _shapes)]
    )


_FITTING = {
    Zone: (GeometryType.POLYGON, GeometryType.MULTIPOLYGON),
    Link: (GeometryType.LINESTRING,),
}


def _made(kind: type[Feature], fields: dict[str, Any]) -> Feature:
    return kind(**fields)


def features(kind: type[Feature]) -> st.SearchStrategy[Feature]:
    """Features of a kind that stand on BASIS."""
    extra: dict[str, st.SearchStrategy[Any]] = {"origin": ids, "target": ids} if kind is Link else {}
    fields: dict[str, st.SearchStrategy[Any]] = {
        "description": texts,
        "type": texts,
        "status": st.sampled_from(Status),
        "certainty": st.sampled_from(Certainty),
        "time": times,
        "time_note": texts,
        "where_prec": st.integers(1, 7),
        "geometry": geometries(*_FITTING.get(kind, ())),
        "radius_m": st.floats(0, 2_000_000, exclude_min=True),
        "place": texts,
        "place_note": texts,
        "country": st.sampled_from(["LBY", "TUN"]),
        "province": texts,
        "actors": involvements,
        "symbol": st.just("1" * 20),
        "tags": st.lists(texts, max_size=2).map(tuple),
        "attributes": st.dictionaries(texts, scalars, max_size=3),
        "dataset": texts,
        "dataset_id": texts,
        "dataset_digest": texts,
    }
    needed = {"id": ids, "layer": st.just(LAYER.id), "title": titles}
    return st.fixed_dictionaries(needed, optional=fields | extra).map(lambda given: _made(kind, given))


actors = st.builds(
    Actor,
    id=ids,
    name=titles,
    short_name=texts,
    kind=st.sampled_from(ActorKind),
    colour=st.sampled_from(["#777777", "#0072B2"]),
    affiliation=st.sampled_from(Affiliation),
    aliases=st.lists(st.builds(Alias, texts, texts), max_size=3).map(tuple),
    parent=st.sampled_from(["", ACTOR.id]),
    country=st.sampled_from(["", "LBY"]),
    note=texts,
)
sources = st.builds(
    Source,
    id=ids,
    title=titles,
    author=texts,
    publisher=texts,
    url=texts,
    published=times,
    reliability=st.sampled_from(Reliability),
    reliability_note=texts,
    note=texts,
)
claims = st.builds(
    Claim,
    id=ids,
    feature=ids,
    source=st.just(SOURCE.id),
    locator=texts,
    stance=st.sampled_from(Stance),
    reliability=st.sampled_from(Reliability),
    credibility=st.integers(1, 6),
    note=texts,
    says_time=times,
    says_actors=involvements,
    says_place=texts,
    says_geometry=st.none() | geometries(),
)
layers = st.builds(
    Layer,
    id=ids,
    title=titles,
    description=texts,
    position=st.integers(-(2**63), 2**63 - 1),
    parent=st.sampled_from(["", LAYER.id]),
    visible=st.booleans(),
    opacity=st.floats(0, 1),
)
projects = st.builds(
    Project,
    id=ids,
    title=titles,
    description=texts,
    as_of=times,
    as_of_note=texts,
    bounds=st.tuples(lons, st.floats(-90, -1), lons, st.floats(0, 90)),
    focus=st.lists(texts, max_size=3).map(tuple),
)
filters = st.builds(SavedFilter, id=ids, title=titles, filter=st.just('{"text":"x"}'), position=st.integers(0, 9))
views = st.builds(
    SavedView,
    id=ids,
    title=titles,
    position=st.integers(0, 9),
    bounds=st.tuples(lons, st.floats(-90, -1), lons, st.floats(0, 90)),
    layers=st.dictionaries(ids, st.builds(LayerShown, st.booleans(), st.floats(0, 1)), max_size=2),
    window=times,
    theme=texts,
    subtitle=texts,
    as_of=times,
    notes=texts,
    marking=texts,
)
records: st.SearchStrategy[Record] = st.one_of(
    *(features(kind) for kind in FEATURE_CLASSES.values()), actors, sources, claims, layers, projects, filters, views
)


def event(title: str = "A", geometry: Geometry | None = None, **fields: Any) -> Event:
    """An event that stands on BASIS."""
    where = 1 if geometry is not None else None
    return msgspec.structs.replace(
        Event(id=new_id(), layer=LAYER.id, title=title, geometry=geometry, where_prec=where), **fields
    )


def fill(store: GeoPackageStore, *more: Record) -> None:
    """Write BASIS and more, without a journal entry."""
    with store.transaction() as writer:
        for record in (*BASIS, *more):
            writer.put(record)


@contextlib.contextmanager
def project_file() -> Iterator[Path]:
    """The path of a project that holds BASIS, in a folder that goes away."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "project.gpkg"
        store = GeoPackageStore.create(path)
        fill(store)
        store.close()
        yield path


class NoAreas:
    """A gazetteer that knows nothing."""

    def country(self, iso3: str) -> Country | None:
        """Nothing."""
        return None

    def province(self, code: str) -> Province | None:
        """Nothing."""
        return None

    def provinces_of(self, iso3: str) -> list[Province]:
        """Nothing."""
        return []

    def provinces_in(self, bounds: Bounds, limit: int) -> list[Province]:
        """Nothing."""
        return []

    def place_names_in(self, bounds: Bounds, zoom: float) -> list[PlaceName]:
        """Nothing."""
        return []
