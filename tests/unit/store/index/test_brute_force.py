"""The index says what pandas and shapely say of the same events: counts, members, cells, certain and possible dates."""

import datetime as dt
import math
from typing import Any

import numpy as np
import pandas as pd
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from libyamap.app.filter import Filter
from libyamap.app.viewport import Selection, ViewQuery
from libyamap.domain.geometry import Bounds, Geometry, GeometryType
from libyamap.domain.model import Claim, Event
from libyamap.domain.vocabulary import Certainty, Reliability, Stance, Status
from libyamap.store.index.entry import entry_of
from libyamap.store.index.plain import Plain
from libyamap.store.index.sorting import Names
from tests.unit.store.index.questions import THIRD, windows
from tests.unit.store.samples import ACTOR, LAYER, OTHER, SOURCE, NoAreas, involvements

NEVER, EVER = dt.date.min.toordinal() - 1, dt.date.max.toordinal() + 1
SPANS = {
    "": (NEVER, EVER),
    "2016": (dt.date(2016, 1, 1).toordinal(), dt.date(2016, 12, 31).toordinal()),
    "2016-05": (dt.date(2016, 5, 1).toordinal(), dt.date(2016, 5, 31).toordinal()),
    "2016-05-19": (dt.date(2016, 5, 19).toordinal(), dt.date(2016, 5, 19).toordinal()),
    "2015/2016-03": (dt.date(2015, 1, 1).toordinal(), dt.date(2016, 3, 31).toordinal()),
    "../2016-05": (NEVER, dt.date(2016, 5, 31).toordinal()),
    "2016-06/": (dt.date(2016, 6, 1).toordinal(), EVER),
}
LONS, LATS = st.floats(-180, 180), st.floats(-90, 90)
CERTAINTIES, LETTERS = list(Certainty), list(Reliability)
MANY = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])

events = st.builds(
    lambda number, lon, lat, **fields: Event(
        id=f"{number:08d}", layer=LAYER.id, title="e", geometry=Geometry(GeometryType.POINT, (lon, lat)),
        where_prec=1, **fields,
    ),
    st.integers(0, 99_999_999), LONS, LATS,
    type=st.sampled_from(["battle", "talks"]), time=st.sampled_from(list(SPANS)), actors=involvements,
    certainty=st.sampled_from([None, *CERTAINTIES]), status=st.sampled_from(Status),
    country=st.sampled_from(["", "LBY", "TUN"]), tags=st.lists(st.sampled_from("ab"), max_size=2).map(tuple),
)  # fmt: skip
claims = st.builds(
    Claim, id=st.uuids().map(str), feature=st.just(""), source=st.just(SOURCE.id), stance=st.sampled_from(Stance),
    reliability=st.sampled_from(Reliability), credibility=st.integers(1, 6),
)  # fmt: skip
crowds = st.lists(st.tuples(events, st.lists(claims, max_size=2)), max_size=40, unique_by=lambda pair: pair[0].id)
# Off the round numbers, so that no event lies on an edge, which belongs to neither side.
corners = st.tuples(st.floats(-170, 169), st.floats(-80, 79)).map(lambda at: (at[0] + 0.012345, at[1] + 0.0098765))
areas = st.lists(corners, min_size=3, max_size=7, unique=True).map(
    lambda ring: Geometry(GeometryType.POLYGON, ((*ring, ring[0]),))
)
frames = st.tuples(LONS, LATS, LONS, LATS).map(lambda four: (four[0], min(four[1::2]), four[2], max(four[1::2])))
filters = st.builds(
    Filter,
    types=st.sampled_from([(), ("battle",)]),
    statuses=st.sampled_from([(), (Status.REPORTED, Status.ENDED)]),
    certainty=st.sampled_from([None, Certainty.EVEN]),
    countries=st.sampled_from([(), ("LBY",)]),
    tags=st.sampled_from([(), ("a",), ("a", "b")]),
    actors=st.sampled_from([(), (ACTOR.id,), (OTHER.id,)]),
    reliability=st.sampled_from([None, *Reliability]),
    credibility=st.sampled_from([None, 1, 2, 5]),
    area=st.one_of(st.none(), areas),
    time=st.sampled_from(list(SPANS)),
    time_match=st.sampled_from(["possibly", "certainly"]),
)


@given(crowds, filters, st.one_of(st.none(), windows))
@MANY
def test_filters(crowd: list[tuple[Event, list[Claim]]], asked: Filter, window: tuple[dt.date, dt.date] | None) -> None:
    selection = Selection(filter=asked, window=window)
    table = _table(crowd)
    expected = table[_passes(table, asked, window)]
    index = _index(crowd)
    found = index.order(selection)
    assert found.ids(0, len(found)) == sorted(expected["id"])
    counts = index.count(selection)
    assert counts.total == len(expected)
    assert counts.by_type == expected["type"].value_counts().to_dict()


@given(crowds, frames, st.integers(0, 7))
@MANY
def test_frames_and_cells(crowd: list[tuple[Event, list[Claim]]], frame: Bounds, zoom: int) -> None:
    table, index = _table(crowd), _index(crowd)
    west, south, east, north = frame
    boxes = [shapely.box(west, south, east, north)]
    if west > east:
        boxes = [shapely.box(west, south, 180, north), shapely.box(-180, south, east, north)]
    places = shapely.points(table["lon"].to_numpy(float), table["lat"].to_numpy(float))
    covered = np.logical_or.reduce([shapely.covers(box, places) for box in boxes])  # a union loses boxes without height
    inside = pd.Series(covered, index=table.index, dtype=bool)
    inside |= _on_the_seam(table, boxes)
    members = index.members(Selection(), frame)
    assert members.ids(0, len(members)) == sorted(table["id"][inside])
    found = index.view(ViewQuery(bounds=frame, zoom=zoom, limit=0))
    assert found.total == int(inside.sum())
    table["cell"] = [_cell(lon, lat, zoom + 3) for lon, lat in zip(table["lon"], table["lat"], strict=True)]
    expected = table.groupby("cell").size().to_dict()
    shown = {(cell.key.x, cell.key.y): cell.count for cell in found.cells}
    assert all(expected.get(key) == count for key, count in shown.items())
    assert {cell for cell, there in zip(table["cell"], inside, strict=True) if there} <= shown.keys()


def test_a_crossing_area_is_taken_by_the_even_odd_rule() -> None:
    bow = Geometry(GeometryType.POLYGON, (((0.0, 0.0), (10.0, 10.0), (10.0, 0.0), (0.0, 10.0), (0.0, 0.0)),))
    crowd: list[tuple[Event, list[Claim]]] = [
        (_at(number, *place), []) for number, place in enumerate([(1, 5), (9, 5), (5, 1), (5, 9)])
    ]
    found = _index(crowd).order(Selection(filter=Filter(area=bow)))
    assert found.ids(0, 9) == ["0", "1"]


def _at(number: int, lon: float, lat: float) -> Event:
    point = Geometry(GeometryType.POINT, (float(lon), float(lat)))
    return Event(id=str(number), layer=LAYER.id, title="e", where_prec=1, geometry=point)


def _index(crowd: list[tuple[Event, list[Claim]]]) -> Plain:
    entries = {event.id: entry_of(event, known, NoAreas()) for event, known in crowd}
    return Plain(dict(sorted(entries.items())), Names({each.id: each for each in (ACTOR, OTHER, THIRD)}, {}), NoAreas())


def _table(crowd: list[tuple[Event, list[Claim]]]) -> pd.DataFrame:
    columns = (
        "id",
        "lon",
        "lat",
        "type",
        "status",
        "certainty",
        "country",
        "tags",
        "actors",
        "first",
        "last",
        "grades",
    )
    rows = []
    for event, known in crowd:
        assert event.geometry is not None
        grades = [(claim.reliability, claim.credibility) for claim in known if claim.stance is Stance.SUPPORTS]
        rows.append(
            (
                event.id, *event.geometry.coordinates, event.type, event.status,
                CERTAINTIES.index(event.certainty) if event.certainty else -1, event.country, set(event.tags),
                {part.actor for part in event.actors}, *SPANS[event.time], grades,
            )
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns))


def _passes(table: pd.DataFrame, asked: Filter, window: tuple[dt.date, dt.date] | None) -> Any:
    keep = pd.Series(data=True, index=table.index, dtype=bool)
    for wanted, column in ((asked.types, "type"), (asked.statuses, "status"), (asked.countries, "country")):
        if wanted:
            keep &= table[column].isin(list(wanted))
    if asked.certainty:
        keep &= table["certainty"] >= CERTAINTIES.index(asked.certainty)
    if asked.tags:
        keep &= table["tags"].map(lambda tags: bool(tags & set(asked.tags))).astype(bool)
    if asked.actors:  # OTHER stands below ACTOR, THIRD below OTHER
        family = {ACTOR.id, OTHER.id} if ACTOR.id in asked.actors else {OTHER.id}
        keep &= table["actors"].map(lambda actors: bool(actors & family)).astype(bool)
    if asked.reliability or asked.credibility:
        letters, worst = LETTERS[: LETTERS.index(asked.reliability or Reliability.F) + 1], asked.credibility or 6
        good = table["grades"].map(lambda known: any(letter in letters and number <= worst for letter, number in known))
        keep &= good.astype(bool)
    if asked.area:
        shape = shapely.make_valid(shapely.geometry.shape(
            {"type": "Polygon", "coordinates": asked.area.coordinates}
        ))  # fmt: skip
        points = shapely.points(table["lon"].to_numpy(float), table["lat"].to_numpy(float))
        keep &= pd.Series(shapely.contains(shape, points), index=table.index, dtype=bool)
    limits = [SPANS[asked.time]] if asked.time else []
    limits += [(window[0].toordinal(), window[1].toordinal())] if window else []
    for start, end in limits:
        if asked.time_match == "certainly":
            keep &= (table["first"] >= start) & (table["last"] <= end)
        else:
            keep &= (table["last"] >= start) & (table["first"] <= end)
    return keep


def _on_the_seam(table: pd.DataFrame, boxes: list[Any]) -> Any:
    """180 and -180 are one meridian."""
    found = pd.Series(data=False, index=table.index, dtype=bool)
    for box in boxes:
        west, south, east, north = box.bounds
        level = (table["lat"] >= south) & (table["lat"] <= north)
        found |= level & (table["lon"] == 180) & (west == -180)
        found |= level & (table["lon"] == -180) & (east == 180)
    return found


def _cell(lon: float, lat: float, level: int) -> tuple[int, int]:
    side = 2**level
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * side
    # The grid that positions are rounded to first is 4 cm wide.
    x = round((lon + 180) / 360 * 2**30) / 2**30 * side
    y = round(y / side * 2**30) / 2**30 * side
    return int(x) % side, max(0, min(side - 1, int(y)))
