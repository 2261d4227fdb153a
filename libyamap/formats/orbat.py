"""Scenarios of orbat-mapper: units with their positions over time, drawn features, and events.

Every position of a unit is a presence from its time until the next one; its side is the actor.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Final

from libyamap.app.importing.mapping import ActorColumns, Mapping
from libyamap.app.importing.rows import Table
from libyamap.domain.vocabulary import Kind
from libyamap.formats import geojson
from libyamap.formats.records import Found, RecordTable

_DEEPEST: Final = 50
_KEPT: Final = ("shortName", "description", "status", "reinforcedStatus", "externalUrl")
_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_FIRST_YEAR: Final = 1000
_LEAST_SECONDS: Final = 1_000_000_000  # ten digits: seconds, and not the January of 1970 in milliseconds
_UNITS: Final = Mapping(
    kind=Kind.PRESENCE, id="id", title="name", description="description", type="type", date="from", end="until",
    symbol="sidc",
    actors=(ActorColumns(column="side"),),
)  # fmt: skip
_FEATURES: Final = Mapping(id="id", title="name", description="description", date="from", end="until")
_EVENTS: Final = Mapping(kind=Kind.EVENT, id="id", title="title", description="content", date="from")


def tables(document: dict[str, Any]) -> Sequence[Table]:
    """Units, features and events, as far as the scenario has them."""
    read = geojson.reader(None, "")
    found = []
    for name, rows, mapping in (
        ("Units", list(_units(document)), _UNITS),
        ("Features", list(_features(document)), _FEATURES),
        ("Events", list(_events(document)), _EVENTS),
    ):
        if rows:
            found.append(RecordTable(rows, name=name, mapping=mapping, read=read))
    return found or (RecordTable([], name="Units", mapping=_UNITS, read=read),)


def _units(document: dict[str, Any]) -> Iterator[Found]:
    begin = document.get("startTime")
    for side in _objects(document.get("sides")):
        stack = [(unit, 0) for group in _objects(side.get("groups")) for unit in _objects(group.get("subUnits"))]
        stack += [(unit, 0) for unit in _objects(side.get("subUnits"))]
        while stack:
            unit, depth = stack.pop(0)
            yield from _positions(unit, str(side.get("name") or ""), begin)
            if depth < _DEEPEST:
                stack += [(each, depth + 1) for each in _objects(unit.get("subUnits"))]


def _positions(unit: dict[str, Any], side: str, begin: Any) -> Iterator[Found]:
    """A row for each place that a unit was at; a state whose location is null takes it off the map."""
    name = str(unit.get("name") or unit.get("shortName") or "Unit")
    common = {key: unit[key] for key in _KEPT if isinstance(unit.get(key), str | int | float)}
    common |= {"name": name, "side": side, "sidc": str(unit.get("sidc") or ""), "type": "troops"}
    states = [state for state in _objects(unit.get("state")) if "location" in state]
    if isinstance(unit.get("location"), list):
        states = [{"t": begin, "location": unit["location"]}, *states]
    number = 0
    for state, following in zip(states, [*states[1:], {}], strict=False):
        if state.get("sidc"):
            common["sidc"] = str(state["sidc"])
        if isinstance(state["location"], list):
            number += 1
            cells = {
                **common,
                "id": f"{unit.get('id')}-{number}",
                "from": _moment(state.get("t")),
                "until": _moment(following.get("t")),
                "what": state.get("title"),
            }
            yield Found(cells, {"type": "Point", "coordinates": state["location"]})
    if not number:
        yield Found({**common, "id": str(unit.get("id") or name)})


def _features(document: dict[str, Any]) -> Iterator[Found]:
    for layer in _objects(document.get("layers")):
        for feature in _objects(layer.get("features") or layer.get("items")):
            row = geojson.row_of(feature)
            cells = dict(row.cells)
            meta = feature.get("meta")
            options = {**cells, **meta} if isinstance(meta, dict) else cells
            cells["from"] = _moment(options.get("visibleFromT") or feature.get("visibleFromT"))
            cells["until"] = _moment(options.get("visibleUntilT") or feature.get("visibleUntilT"))
            cells["name"] = options.get("name") or layer.get("name") or "Feature"
            yield row._replace(cells=cells)


def _events(document: dict[str, Any]) -> Iterator[Found]:
    for event in _objects(document.get("events")):
        cells = {
            "id": event.get("id"), "title": event.get("title") or "Event", "content": event.get("content"),
            "from": _moment(event.get("startTime")),
        }  # fmt: skip
        where = event.get("where")
        geometry = where.get("geometry") if isinstance(where, dict) else None
        yield Found(cells, geometry)


def _objects(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _moment(value: Any) -> str | None:
    """A time as text; scenarios count milliseconds since 1970 (before it, too), or write ISO 8601."""
    if isinstance(value, bool) or value is None:
        return None
    if not isinstance(value, int | float):
        return str(value)
    seconds = value if _LEAST_SECONDS <= value < 10 * _LEAST_SECONDS else value / 1000
    try:
        moment = _EPOCH + dt.timedelta(seconds=seconds)
    except (OverflowError, ValueError):
        return str(value)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.year >= _FIRST_YEAR else str(value)
