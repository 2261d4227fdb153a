"""Random projects, views and filters for hypothesis, and both indexes over one project file."""

import datetime as dt
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from hypothesis import strategies as st

from libyamap.app.filter import Filter
from libyamap.app.filter_area import box_area
from libyamap.app.viewport import Selection, SortColumn, ViewQuery
from libyamap.domain.areas import Country, Province
from libyamap.domain.geometry import Bounds, Geometry, GeometryType
from libyamap.domain.model import FEATURE_CLASSES, Actor, Claim, Event, Feature, Layer, Record
from libyamap.domain.vocabulary import Certainty, Kind, Reliability, Stance, Status
from libyamap.store.index.boxes import boxes_of
from libyamap.store.index.columns.base import Base
from libyamap.store.index.columns.fetching import Fetching
from libyamap.store.index.columns.large import Large
from libyamap.store.index.columns.making import fids_of, make_columns, make_texts
from libyamap.store.index.columns.spool import whole
from libyamap.store.index.columns.texts import Texts
from libyamap.store.index.connections import Connections
from libyamap.store.index.loading import read_all
from libyamap.store.index.plain import Plain
from libyamap.store.project import GeoPackageStore
from tests.unit.store import samples
from tests.unit.store.samples import ACTOR, LAYER, OTHER, SOURCE, NoAreas

SECOND = Layer(id="00000000-0000-7000-8000-0000000000bb", title="B", position=2)
THIRD = Actor(id="00000000-0000-7000-8000-0000000000cc", name="Misrata brigades", parent=OTHER.id)


class TwoCountries(NoAreas):
    """Two countries, one of them with a province on both sides of the antimeridian, and two provinces of the other."""

    def country(self, iso3: str) -> Country | None:
        """Libya and Fiji."""
        bounds = {"LBY": (9.3, 19.5, 25.2, 33.2), "FJI": (177.0, -20.0, -178.0, -16.0)}.get(iso3)
        return Country(iso3=iso3, name=iso3, name_ar="", label=(17.0, 27.0), bounds=bounds) if bounds else None

    def province(self, code: str) -> Province | None:
        """Boxes: two of Libya, one of Fiji."""
        return PROVINCES.get(code)

    def provinces_of(self, iso3: str) -> list[Province]:
        """Those of a country."""
        return [each for each in PROVINCES.values() if each.country == iso3]

    def provinces_in(self, bounds: Bounds, limit: int) -> list[Province]:
        """Those whose box meets the bounds."""
        west, south, east, north = bounds
        return [
            each
            for each in PROVINCES.values()
            if any(w <= east and e >= west and s <= north and n >= south for w, s, e, n in boxes_of(each.bounds))
        ][:limit]


def _province(code: str, country: str, bounds: Bounds) -> Province:
    geometry = box_area(*bounds)
    label = next(geometry.positions())
    return Province(code=code, country=country, name=code, name_ar="", label=label, bounds=bounds, geometry=geometry)


PROVINCES = {
    "FJ-N": _province("FJ-N", "FJI", (179.0, -18.0, -179.0, -16.0)),
    "LY-KF": _province("LY-KF", "LBY", (20.0, 20.0, 25.0, 27.0)),
    "LY-MI": _province("LY-MI", "LBY", (14.0, 31.0, 16.0, 33.0)),
}


AREAS = TwoCountries()
TIMES = ("", "2016", "2016-05", "2016-05-19", "2016-05~", "2015/2016-03", "../2016-05", "2016-06/", "2017-01-01")
LONS = st.one_of(st.floats(-180, 180), st.sampled_from([-180.0, 180.0, 179.99, -179.9, 0.0, 13.0, 13.001, 15.2]))
LATS = st.one_of(st.floats(-90, 90), st.sampled_from([90.0, -90.0, 85.06, -85.06, 0.0, 32.0, 32.001, 31.9]))
points = st.builds(lambda lon, lat: Geometry(GeometryType.POINT, (lon, lat)), LONS, LATS)
words = st.sampled_from(["", "battle", "Talks", "air strike"])
WORDS = st.lists(st.sampled_from(["clash", "Misrata", "Ärger", "مصراتة", "convoy", "12"]), max_size=3).map(" ".join)


def features() -> st.SearchStrategy[Feature]:
    """Mostly events with a point; some of everything else."""
    crowded = {
        "layer": st.sampled_from([LAYER.id, SECOND.id]),
        "title": WORDS.map(lambda text: text or "x"),
        "place": WORDS,
        "description": WORDS,
        "type": words,
        "time": st.sampled_from(TIMES),
        "where_prec": st.sampled_from([1, 1, 1, 2, 3, 4, 5, 6, 7, None]),
        "country": st.sampled_from(["", "LBY", "FJI", "ATL"]),
        "province": st.sampled_from(["", "LY-MI", "LY-KF", "nowhere"]),
        "radius_m": st.sampled_from([None, None, 1_000.0, 60_000.0, 300_000.0]),
        "tags": st.lists(st.sampled_from(["oil", "ceasefire"]), max_size=2).map(tuple),
        "dataset": st.sampled_from(["", "acled"]),
        "certainty": st.sampled_from([None, *Certainty]),
    }
    events = st.fixed_dictionaries({**crowded, "geometry": st.one_of(points, points, st.none())})
    many = st.builds(_event, samples.ids, events, samples.involvements, st.sampled_from(Status))
    anything = st.one_of(*(samples.features(kind) for kind in FEATURE_CLASSES.values()))
    return st.one_of(many, many, many, anything)


def _event(key: str, fields: dict[str, Any], actors: Any, status: Status) -> Feature:
    return Event(id=key, actors=actors, status=status, **fields)


@st.composite
def projects(draw: st.DrawFn) -> list[Record]:
    """Features and claims on some of them."""
    found = draw(st.lists(features(), max_size=25, unique_by=lambda feature: feature.id))
    claims: list[Record] = []
    for feature in found:
        claims += [
            Claim(
                id=f"{feature.id}-{number}",
                feature=feature.id,
                source=SOURCE.id,
                stance=draw(st.sampled_from(Stance)),
                reliability=draw(st.sampled_from(Reliability)),
                credibility=draw(st.integers(1, 6)),
            )
            for number in range(draw(st.integers(0, 2)))
        ]
    return [*found, *claims]


rings = st.lists(st.tuples(LONS, LATS), min_size=3, max_size=6).map(lambda ring: (*ring, ring[0]))
areas = st.builds(lambda ring: Geometry(GeometryType.POLYGON, (ring,)), rings)
days = st.dates(dt.date(2014, 1, 1), dt.date(2018, 12, 31))
windows = st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))


def _some(values: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.one_of(st.just(()), st.just(()), st.lists(st.sampled_from(values), min_size=1, max_size=2).map(tuple))


filters = st.builds(
    Filter,
    text=st.sampled_from(["", "", "", "misr", "clash con", "arg", "gov"]),
    layers=_some([LAYER.id, "gone"]),
    kinds=_some(list(Kind)),
    types=_some(["battle", "Talks", ""]),
    actors=_some([ACTOR.id, OTHER.id, THIRD.id, "gone"]),
    tags=_some(["oil", "ceasefire", "none"]),
    statuses=_some(list(Status)),
    reliability=st.sampled_from([None, None, *Reliability]),
    credibility=st.sampled_from([None, None, 1, 3, 6]),
    certainty=st.sampled_from([None, None, None, Certainty.LIKELY, Certainty.REMOTE]),
    area=st.one_of(st.none(), st.none(), areas),
    countries=_some(["LBY", "FJI"]),
    provinces=_some(["LY-MI"]),
    time=st.sampled_from(["", "", "2016", "2016-05", "2015/..", "../2016-05", "../.."]),
    time_match=st.sampled_from(["possibly", "certainly"]),
    not_located=st.sampled_from([False, False, False, True]),
    datasets=_some(["acled", "other"]),
)
selections = st.builds(
    Selection,
    layers=st.sampled_from([None, frozenset({LAYER.id}), frozenset({LAYER.id, SECOND.id}), frozenset()]),
    filter=st.one_of(
        st.just(Filter()),
        filters,
        st.builds(Filter, time=st.sampled_from(TIMES[:6]), time_match=st.sampled_from(["possibly", "certainly"])),
    ),
    window=st.one_of(st.none(), windows),
)


def _bounds(west: float, south: float, width: float, height: float) -> Bounds:
    return west, south, west + width, min(90.0, south + height)


bounds = st.one_of(
    st.builds(_bounds, st.floats(-300, 300), st.floats(-90, 89), st.floats(0, 380), st.floats(0.001, 180)),
    st.tuples(LONS, LATS, LONS, LATS).map(
        lambda four: (four[0], min(four[1], four[3]), four[2], max(four[1], four[3]))
    ),
    st.just((-180.0, -90.0, 180.0, 90.0)),
    st.just((12.9, 31.8, 13.2, 32.2)),
)
queries = st.builds(
    ViewQuery,
    bounds=bounds,
    zoom=st.one_of(st.integers(0, 6).map(float), st.floats(0, 6)),
    selection=selections,
    limit=st.integers(0, 8),
    cell_pixels=st.sampled_from([32, 64, 8]),
    cells_in=st.one_of(st.none(), bounds),
)
SORTS: tuple[SortColumn, ...] = (
    "id", "title", "kind", "layer", "type", "status", "certainty", "time", "ends", "place", "country", "province",
    "actors", "grade", "where_prec", "dataset",
)  # fmt: skip
sortings = st.lists(st.tuples(st.sampled_from(SORTS), st.booleans()), max_size=3).map(tuple)


@cache
def _template() -> bytes:
    """A project with what features stand on, made once."""
    with samples.project_file() as path:
        store = GeoPackageStore.open(path)
        samples.fill(store, SECOND, THIRD)
        store.close()
        return path.read_bytes()


@contextmanager
def quick_folder() -> Iterator[Path]:
    """A folder in memory where there is such a thing: what is tested here is not the disk."""
    memory = Path("/", "dev", "shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


class Both(NamedTuple):
    """The two indexes over one file."""

    store: GeoPackageStore
    plain: Plain
    large: Large


@contextmanager
def both(folder: Path, records: list[Record]) -> Iterator[Both]:
    """The records in a project, and its two indexes."""
    path = folder / "both.gpkg"
    path.write_bytes(_template())
    store = GeoPackageStore.open(path)
    with store.transaction() as writer:
        for record in records:
            writer.put(record)
    sources = Connections(path)
    try:
        plain = read_all(store, AREAS)
        yield Both(store, plain, large_of(path, plain, sources, folder))
    finally:
        sources.close()
        store.close()


def large_of(path: Path, plain: Plain, sources: Connections, folder: Path) -> Large:
    """The columns of a project file, with nothing on top of them."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        made = make_columns(connection, path, folder, AREAS, lambda _: None)
        texts_made = make_texts(connection, path, folder, fids_of(made), lambda _: None)
    columns, more = ({name: whole(each) for name, each in part.items()} for part in (made.columns, texts_made))
    base = Base.of(columns, msgspec.json.decode(msgspec.json.encode(made.lists)), AREAS)
    texts = Texts(base)
    file = folder / "words.npy"
    np.save(file, more["words"])
    texts.provide(more, file)
    return Large(base, None, Plain({}, plain.names, AREAS), Fetching(base, sources), texts)
