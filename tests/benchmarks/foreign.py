"""Turns the point layer of a foreign GeoPackage (the peers' harness makes them) into a project, once.

The layer has one event a row: `title`, `event_date` (a day), `event_type`, `actor1`, `actor2`, `place`, `lon`, `lat`.
"""

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from libyamap.bootstrap import new_project, open_store
from libyamap.domain.changes import Revision
from libyamap.domain.geometry import Bounds, point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Event, Involvement, Layer, Project

COLUMNS = ("title", "event_date", "event_type", "actor1", "actor2", "place", "lon", "lat")
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#7A6FAC", "#8A8D3F")
"""Of the actors, in turn: Okabe and Ito's, and two muted ones."""


def make_project(source: Path, target: Path, bounds: Bounds) -> int:
    """Write the events of `source` into a new project; gives their number. Nothing is left of one that fails."""
    growing = target.with_suffix(".growing.gpkg")
    for old in growing.parent.glob(f"{growing.stem}*"):
        old.unlink()
    new_project(growing, "Events")
    store = open_store(growing)
    with contextlib.closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as rows:
        actors = _actors(rows)
        layer = Layer(id=new_id(), title="Events", position=0)
        with store.transaction() as writer:
            [project] = writer.all(Project)
            writer.put(Project(id=project.id, title="Events", bounds=bounds))
            writer.put(layer)
            for actor in actors.values():
                writer.put(actor)
            count = len(writer.insert_many(_events(rows, layer, actors)))
            now = dt.datetime.now(dt.UTC)
            number, title = writer.revision() + 1, f"Import {count:,} events"
            revision = Revision(
                number=number, at=now, author="bench", command="import", title=title, undoes=None, inserted=count
            )
            writer.write_revision(revision, [])
    store.close()
    growing.rename(target)
    return count


def _actors(rows: sqlite3.Connection) -> dict[str, Actor]:
    names = [name for (name,) in rows.execute("SELECT actor1 FROM events UNION SELECT actor2 FROM events ORDER BY 1")]
    return {
        name: Actor(id=new_id(), name=name, colour=COLOURS[number % len(COLOURS)]) for number, name in enumerate(names)
    }


def _events(rows: sqlite3.Connection, layer: Layer, actors: dict[str, Actor]) -> Iterator[Event]:
    for title, day, kind, one, other, place, lon, lat in rows.execute(f"SELECT {', '.join(COLUMNS)} FROM events"):
        yield Event(
            id=new_id(),
            layer=layer.id,
            title=title,
            type=kind,
            time=day,
            where_prec=1,
            geometry=point(lon, lat),
            place=place,
            actors=tuple(Involvement(actors[name].id) for name in dict.fromkeys((one, other))),
        )
