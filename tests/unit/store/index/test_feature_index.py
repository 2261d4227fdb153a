"""The index answers as brute force does, around the antimeridian, and keeps up with changes."""

import threading
from contextlib import closing

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.commands import Put, Remove, Together
from libyamap.app.ports import R
from libyamap.app.session import Session
from libyamap.domain.areas import Country, Province
from libyamap.domain.changes import Change, OpChanges, Revision
from libyamap.domain.geometry import Bounds, point
from libyamap.domain.model import Event
from libyamap.store.index import FeatureIndex
from libyamap.store.index.boxes import boxes_of
from libyamap.store.project import GeoPackageStore
from tests.support.scanning import Scanning
from tests.unit.store.samples import LAYER, NoAreas, event, lats, lons, project_file

LAYERS = frozenset({LAYER.id})
WORLD: Bounds = (-180.0, -90.0, 180.0, 90.0)


class Fiji(NoAreas):
    """Knows one country, on both sides of the antimeridian."""

    def country(self, iso3: str) -> Country | None:
        """Fiji alone."""
        bounds = (177.0, -19.2, -178.4, -16.0)
        return (
            Country(iso3="FJI", name="Fiji", name_ar="", label=(178.0, -17.8), bounds=bounds) if iso3 == "FJI" else None
        )

    def province(self, code: str) -> Province | None:
        """None."""
        return None


def refreshed(store: GeoPackageStore) -> FeatureIndex:
    index = FeatureIndex(Fiji())
    index.refresh(store, None)
    return index


def titles_in(index: FeatureIndex, *bounds: float) -> list[str]:
    west, south, east, north = bounds
    return [feature.title for feature in index.features_in((west, south, east, north), LAYERS)]


widths = st.floats(0, 400)


@given(st.lists(st.tuples(lons, lats), max_size=20), lons, lats, widths, widths)
def test_points_as_brute_force(
    places: list[tuple[float, float]], west: float, south: float, w: float, h: float
) -> None:
    index = FeatureIndex(NoAreas())
    made = [event(str(at), point(*place)) for at, place in enumerate(places)]
    index.refresh(Several(made), None)
    found = index.features_in((west, south, west + w, south + h), LAYERS)
    slack = 1e-9  # whole turns are subtracted, which rounds
    sure, possible = set(), set()
    for record, (lon, lat) in zip(made, places, strict=True):
        if south <= lat <= south + h:
            off = (lon - west) % 360
            sure |= {record.title} if slack < off < w - slack or w >= 360 else set()
            possible |= {record.title} if off <= w + slack or off >= 360 - slack or w >= 360 else set()
    assert sure <= {each.title for each in found} <= possible


class Several(Scanning):
    """A reader of nothing but these events."""

    def __init__(self, events: list[Event]) -> None:
        self._events = events

    def get(self, record_type: type[R], record_id: str) -> R | None:
        """One of them."""
        return next((each for each in self.all(record_type) if each.id == record_id), None)

    def all(self, record_type: type[R]) -> list[R]:
        """All of them."""
        return [each for each in self._events if isinstance(each, record_type)]

    def revision(self) -> int:
        """No history."""
        return 0

    def revisions(self, after: int = 0) -> list[Revision]:
        """No history."""
        return []

    def changes_of(self, number: int, most: int | None = None) -> list[Change]:
        """No history."""
        return []


@pytest.mark.parametrize(
    ("bounds", "boxes"),
    [
        ((10.0, 0.0, 20.0, 5.0), ((10.0, 0.0, 20.0, 5.0),)),
        ((170.0, 0.0, -170.0, 5.0), ((170.0, 0.0, 180.0, 5.0), (-180.0, 0.0, -170.0, 5.0))),
        ((170.0, 0.0, 190.0, 5.0), ((170.0, 0.0, 180.0, 5.0), (-180.0, 0.0, -170.0, 5.0))),
        ((-190.0, 0.0, -170.0, 5.0), ((170.0, 0.0, 180.0, 5.0), (-180.0, 0.0, -170.0, 5.0))),
        ((370.0, 0.0, 380.0, 5.0), ((10.0, 0.0, 20.0, 5.0),)),
        ((-400.0, 0.0, 400.0, 5.0), ((-180.0, 0.0, 180.0, 5.0),)),
        ((-180.0, -90.0, 180.0, 90.0), (WORLD,)),
        ((float("nan"), 0.0, 1.0, 1.0), ()),
        ((0.0, 0.0, float("inf"), 1.0), ()),
    ],
)
def test_boxes(bounds: Bounds, boxes: tuple[Bounds, ...]) -> None:
    assert boxes_of(bounds) == boxes


def test_what_is_drawn_counts(store: GeoPackageStore) -> None:
    records = (
        event("exact", point(13, 32)),
        event("near", point(13, 32), where_prec=2, radius_m=111_195.0),
        event("no place"),
        event("place unknown", point(13, 32), where_prec=None),
        event("Fiji", where_prec=6, country="FJI"),
        event("Atlantis", where_prec=6, country="ATL"),
        event("at the edge", point(179.9, 60), where_prec=2),
    )
    with store.transaction() as writer:
        for record in records:
            writer.put(record)
    index = refreshed(store)
    assert titles_in(index, *WORLD) == ["exact", "near", "Fiji", "at the edge"]
    assert titles_in(index, 12, 31.5, 12.5, 32.5) == ["near"]
    assert titles_in(index, 13, 32, 13, 32) == ["exact", "near"]
    assert titles_in(index, 177, -18, 178, -17) == ["Fiji"]
    assert titles_in(index, -179, -18, -178.5, -17) == ["Fiji"]
    assert titles_in(index, 170, -18, -170, -17) == ["Fiji"]
    assert titles_in(index, -170, -18, 170, -17) == []
    assert titles_in(index, -180, 59, -179.9, 61) == ["at the edge"]
    assert index.features_in(WORLD, frozenset()) == []


def test_it_follows_the_session(store: GeoPackageStore) -> None:
    session = Session(store, "me")
    index = refreshed(store)
    session.subscribe(lambda changes: index.refresh(store, changes))
    one, two = event("one", point(1, 1)), event("two", point(2, 2))
    session.run(Put(two))
    session.run(Put(one))
    assert titles_in(index, *WORLD) == ["one", "two"]
    session.run(Put(msgspec.structs.replace(one, geometry=point(50, 50))))
    assert titles_in(index, 0, 0, 10, 10) == ["two"]
    session.run(Remove(two))
    assert titles_in(index, *WORLD) == ["one"]
    session.undo()
    assert titles_in(index, *WORLD) == ["one", "two"]


def test_other_changes_leave_the_snapshot(store: GeoPackageStore) -> None:
    index = refreshed(store)
    changes: list[OpChanges] = []
    session = Session(store, "me")
    session.subscribe(changes.append)
    session.run(Put(msgspec.structs.replace(LAYER, opacity=0.5)))
    index.refresh(Several([event("must not be asked for", point(1, 1))]), changes[0])
    assert titles_in(index, *WORLD) == []


def test_threads_see_whole_states() -> None:
    with project_file() as path, closing(GeoPackageStore.open(path)) as store:
        session, index = Session(store, "me"), refreshed(store)
        session.subscribe(lambda changes: index.refresh(store, changes))
        pair = event("one", point(1, 1)), event("two", point(2, 2))
        odd: list[int] = []
        done = threading.Event()

        def ask() -> None:
            while not done.is_set():
                odd.extend(len(titles) for titles in [titles_in(index, *WORLD)] if len(titles) == 1)

        thread = threading.Thread(target=ask)
        thread.start()
        try:
            for _ in range(30):
                session.run(Together("both", tuple(map(Put, pair))))
                session.undo()
        finally:
            done.set()
            thread.join()
        assert odd == []
