"""Makes a project of n events, fast and always the same, as no command would: straight into the tables of a new file.

Events crowd around 200 towns of unequal size between 10° W and 45° E; one in seven is far out. Four in five have an
exact day, the rest a month, a year or none; one in twenty is known by its country only, one in fifty by nothing.
"""

import sqlite3
import struct
import sys
import time
from array import array
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import numpy as np

from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Layer, Project, Source, Zone
from libyamap.domain.vocabulary import Reliability, Status
from libyamap.store import connection as connections
from libyamap.store import extents, rtree
from libyamap.store.project import GeoPackageStore
from libyamap.store.spatial_index import create_triggers, drop_triggers

BATCH: Final = 50_000
TYPES: Final = ("battle", "explosion", "air strike", "protest", "arrest", "displacement", "statement", "talks")
STATUSES: Final = tuple(status.value for status in Status)
COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7B6D1C", "#5D3A9B")
FIRST_DAY: Final = np.datetime64("2015-01-01")
DAYS: Final = 3652
COLUMNS: Final = (
    "fid", "id", "layer", "title", "type", "status", "time", "time_earliest", "time_latest", "where_prec", "geom",
    "place", "country", "layer_title", "actor_names",
)  # fmt: skip


def make(path: Path, count: int) -> None:
    """Write the project; the file must not be there."""
    layers = [Layer(id=new_id(), title=f"Data set {number}", position=number) for number in range(3)]
    parents = [Actor(id=new_id(), name=f"Coalition {number}", colour=COLOURS[number]) for number in range(8)]
    actors = parents + [
        Actor(id=new_id(), name=f"Actor {number:02d}", colour=COLOURS[number % 8], parent=parents[number % 8].id)
        for number in range(40)
    ]
    source = Source(id=new_id(), title="Benchmark", reliability=Reliability.B)
    square = ((10.0, 28.0), (16.0, 28.0), (16.0, 32.0), (10.0, 32.0), (10.0, 28.0))
    zone = Zone(
        id=new_id(), layer=layers[0].id, title="A zone", time="2016/2018", where_prec=5,
        geometry=Geometry(GeometryType.POLYGON, (square,)),
    )  # fmt: skip
    project = Project(id=new_id(), title=f"{count:,} events", bounds=(-20.0, -38.0, 55.0, 44.0))
    store = GeoPackageStore.create(path)
    with store.transaction() as writer:
        for record in (*layers, *actors, source, zone, project):
            writer.put(record)
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connections.set_up(connection)
        connection.execute("PRAGMA trusted_schema = ON")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -400000")
        _fill(connection, count, layers, actors[8:], source)


def _fill(connection: sqlite3.Connection, count: int, layers: list[Layer], actors: list[Actor], source: Source) -> None:
    random = np.random.default_rng(20150101)
    towns = np.column_stack([random.uniform(-10, 45, 200), random.uniform(-28, 33, 200)])
    weights = random.pareto(1.2, 200) + 0.2
    connection.execute("BEGIN")
    drop_triggers(connection, "events")
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOTNULL "
        "AND tbl_name IN ('events', 'feature_actors', 'claims')"
    ).fetchall()
    for name, _ in indexes:
        connection.execute(f'DROP INDEX "{name}"')
    fids, boxes = array("q"), array("d")
    marks = ", ".join("?" * len(COLUMNS))
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    for start in range(0, count, BATCH):
        size = min(BATCH, count - start)
        batch = _Batch(random, towns, weights / weights.sum(), start, size)
        connection.executemany(f"INSERT INTO events ({names}) VALUES ({marks})", batch.events(layers, actors))
        connection.executemany(
            'INSERT INTO feature_actors (feature, "position", actor, role) VALUES (?, ?, ?, ?)', batch.parts(actors)
        )
        connection.executemany(
            "INSERT INTO claims (id, feature, source, stance, reliability, credibility) VALUES (?, ?, ?, ?, ?, ?)",
            batch.claims(source),
        )
        placed = np.flatnonzero(batch.precision <= 4)
        fids.frombytes((placed + start + 1).astype(np.int64).tobytes())
        spots = np.column_stack([batch.lon, batch.lon, batch.lat, batch.lat])[placed]
        boxes.frombytes(spots.astype(np.float64).tobytes())
    for _, sql in indexes:
        connection.execute(sql)
    rtree.pack(connection, "events", fids, boxes)
    create_triggers(connection, "events")
    extents.refresh(connection, {"events", "feature_actors", "claims"})
    connection.execute("COMMIT")


class _Batch:
    """Columns of some thousand events."""

    def __init__(self, random: np.random.Generator, towns: Any, weights: Any, start: int, size: int) -> None:
        self.start, self.size = start, size
        self.town = random.choice(len(towns), size, p=weights)
        spread = np.where(random.random(size) < 0.15, 1.5, 0.08)
        self.lon = np.round(towns[self.town, 0] + random.normal(0, 1, size) * spread, 5)
        self.lat = np.round(np.clip(towns[self.town, 1] + random.normal(0, 1, size) * spread, -36, 42), 5)
        self.day = FIRST_DAY + random.integers(0, DAYS, size)
        self.dated = random.choice(4, size, p=[0.8, 0.12, 0.05, 0.03])
        self.type = random.choice(8, size, p=[0.25, 0.2, 0.18, 0.14, 0.07, 0.07, 0.05, 0.04])
        self.first, self.second = random.integers(0, 40, size), random.integers(0, 40, size)
        self.precision = random.choice([1, 2, 6, 7], size, p=[0.75, 0.18, 0.05, 0.02])
        self.reliability = random.integers(0, 6, size)

    def id_of(self, number: int) -> str:
        """A UUIDv7 of the first millisecond after the start of the numbering, counted on."""
        at = self.start + number
        return f"{0x01900000 + (at >> 24):08x}-{(at >> 8) & 0xFFFF:04x}-7{at & 0xFF:03x}-8000-{at:012x}"

    def events(self, layers: list[Layer], actors: list[Actor]) -> Iterator[tuple[Any, ...]]:
        """Rows of the table."""
        days, months, years = (np.datetime_as_string(self.day, unit=unit).tolist() for unit in ("D", "M", "Y"))
        ends = {
            1: np.datetime_as_string((self.day.astype("M8[M]") + 1).astype("M8[D]") - 1).tolist(),
            2: np.datetime_as_string((self.day.astype("M8[Y]") + 1).astype("M8[D]") - 1).tolist(),
        }
        spots = np.column_stack([self.lon, self.lat]).tolist()
        head = struct.pack("<2sBBi", b"GP", 0, 1, 4326) + struct.pack("<BI", 1, 1)
        town, kind = self.town.tolist(), self.type.tolist()
        first, second, dated = self.first.tolist(), self.second.tolist(), self.dated.tolist()
        for at, precision in enumerate(self.precision.tolist()):
            time = (
                (days[at], days[at], days[at]),
                (months[at], f"{months[at]}-01", ends[1][at]),
                (years[at], f"{years[at]}-01-01", ends[2][at]),
                (None, None, None),
            )[dated[at]]
            placed = precision <= 2
            yield (
                self.start + at + 1,
                self.id_of(at),
                layers[at % 3].id,
                f"{TYPES[kind[at]].capitalize()} near Town {town[at]:03d}, number {self.start + at}",
                TYPES[kind[at]],
                STATUSES[at % 2],
                *time,
                precision if precision != 7 else None,
                head + struct.pack("<2d", *spots[at]) if placed else None,
                f"Town {town[at]:03d}" if placed else None,
                "LBY" if precision == 6 else None,
                layers[at % 3].title,
                f"{actors[first[at]].name}; {actors[second[at]].name}",
            )

    def parts(self, actors: list[Actor]) -> Iterator[tuple[str, int, str, str]]:
        """Who takes part: two in every other event, else one."""
        first, second = self.first.tolist(), self.second.tolist()
        for at in range(self.size):
            feature = self.id_of(at)
            yield feature, 0, actors[first[at]].id, "initiator"
            if at % 2:
                yield feature, 1, actors[second[at]].id, "target"

    def claims(self, source: Source) -> Iterator[tuple[Any, ...]]:
        """A claim on every fourth event."""
        letters = self.reliability.tolist()
        for at in range(0, self.size, 4):
            feature = self.id_of(at)
            yield f"c{feature[1:]}", feature, source.id, "supports", "ABCDEF"[letters[at]], 1 + at % 6


if __name__ == "__main__":
    begin = time.perf_counter()
    make(Path(sys.argv[1]), int(float(sys.argv[2])))
    sys.stdout.write(f"{time.perf_counter() - begin:.1f} s\n")
