"""The tables of a project and their columns, derived from the model, so that a field has one name everywhere.

Feature tables are what a GIS shows; besides the model's fields they have columns for its reader: the days that the time
spans, the layer's title and the actors' names. Those are written, never read back. Texts that are empty are NULL.
"""

import enum
import types
from typing import Final, NamedTuple, Union, get_args, get_origin

import msgspec

from libyamap.domain.geometry import Geometry
from libyamap.domain.model import (
    RECORD_CLASSES,
    Actor,
    Attachment,
    Claim,
    Event,
    Feature,
    Involvement,
    Layer,
    Link,
    Presence,
    Project,
    Record,
    SavedFilter,
    SavedView,
    Site,
    Source,
    Zone,
)

GEOMETRY_COLUMN: Final = "geom"
INVOLVEMENTS: Final = "feature_actors"
FILES: Final = "yamap_files"
DERIVED: Final = {"time_earliest": "DATE", "time_latest": "DATE", "layer_title": "TEXT", "actor_names": "TEXT"}

# A row added by another program gets an id of the right kind: UUIDv7 (RFC 9562, 5.7) in SQL.
_MILLISECONDS = "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
_NEW_ID = (
    f"(lower(printf('%08x-%04x-7%s-%s%s-%s', {_MILLISECONDS} >> 16, {_MILLISECONDS} & 65535, "
    "substr(hex(randomblob(2)), 2), substr('89ab', 1 + (random() & 3), 1), "
    "substr(hex(randomblob(2)), 2), hex(randomblob(6)))))"
)
_REFERENCES = {
    (Feature, "layer"): "layers",
    (Claim, "source"): "sources",
    (Attachment, "claim"): "claims",
    (Actor, "parent"): "actors",
    (Layer, "parent"): "layers",
}


class Column(NamedTuple):
    """A column, and the field of the model that it keeps. `kind` is the field's type without None."""

    name: str
    field: str
    kind: object
    sql: str


class Table(NamedTuple):
    """A table of the project. `geometry` is the OGC type of its `geom`, empty for a table without one."""

    name: str
    record_type: type[Record]
    title: str
    geometry: str
    columns: tuple[Column, ...]

    @property
    def is_feature(self) -> bool:
        """Whether it holds features."""
        return bool(self.geometry)


_TITLES: dict[type[Record], tuple[str, str, str]] = {
    Event: ("events", "What happened", "GEOMETRY"),
    Presence: ("presences", "Forces said to be somewhere", "GEOMETRY"),
    Site: ("sites", "Outposts, bases, airfields, crossings, seats of government, towns", "GEOMETRY"),
    Zone: ("zones", "Areas held, claimed or contested", "GEOMETRY"),
    Link: ("links", "From an actor or feature to another: arms, training, talks, support, hostility", "LINESTRING"),
    Actor: ("actors", "States, governments, armed groups, organisations, persons", ""),
    Source: ("sources", "Documents, with their Admiralty grade", ""),
    Claim: ("claims", "What a source says of a feature", ""),
    Layer: ("layers", "Titled, ordered sets of features", ""),
    Project: ("yamap_project", "The project itself: one row", ""),
    Attachment: ("attachments", "Pictures, PDFs and pages kept with a claim", ""),
    SavedFilter: ("yamap_filters", "Filters under a name", ""),
    SavedView: ("yamap_views", "Pictures that can be made again", ""),
}
INTERNAL: Final = {
    "yamap_revisions": "History: who did what, and when",
    "yamap_changes": "History: what each step changed",
    "yamap_migrations": "Versions of this file's tables",
    FILES: "What is attached, once for each SHA-256",
}


def _columns_of(record_type: type[Record]) -> tuple[Column, ...]:
    columns = []
    for field in msgspec.structs.fields(record_type):
        kind = _without_none(field.type)
        if issubclass(record_type, Feature) and kind == tuple[Involvement, ...]:
            continue  # has a table of its own
        name = GEOMETRY_COLUMN if field.name == "geometry" else field.name
        columns.append(Column(name, field.name, kind, _sql_type(kind)))
    return tuple(columns)


def _without_none(kind: object) -> object:
    if get_origin(kind) in {types.UnionType, Union}:
        return next(part for part in get_args(kind) if part is not type(None))
    return kind


def _sql_type(kind: object) -> str:
    if isinstance(kind, type) and issubclass(kind, enum.StrEnum):
        return "TEXT"
    simple: dict[object, str] = {str: "TEXT", bool: "BOOLEAN", int: "INTEGER", float: "DOUBLE", Geometry: "BLOB"}
    return simple.get(kind, "TEXT")  # tuples and dicts as JSON


TABLES: Final[dict[type[Record], Table]] = {
    record_type: Table(name, record_type, title, geometry, _columns_of(record_type))
    for record_type, (name, title, geometry) in ((kind, _TITLES[kind]) for kind in RECORD_CLASSES)
}
FEATURE_TABLES: Final = tuple(table for table in TABLES.values() if table.is_feature)


def create_table_sql(table: Table) -> list[str]:
    """The statements that make the table and its indexes."""
    lines = ["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"]
    for column in table.columns:
        lines.append(_column_sql(table, column))
        if column.field == "time":
            lines += [f'"{name}" {sql}' for name, sql in DERIVED.items()]
    return [f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n)"]


def _column_sql(table: Table, column: Column) -> str:
    if column.name == "id":
        return f"id TEXT NOT NULL UNIQUE DEFAULT {_NEW_ID}"
    if column.name == GEOMETRY_COLUMN:
        return f"{GEOMETRY_COLUMN} {table.geometry}"
    base = Feature if table.is_feature else table.record_type
    target = _REFERENCES.get((base, column.field))
    # Deferred: a step may remove the two in either order; what counts is how it leaves them.
    reference = f' REFERENCES "{target}"(id) DEFERRABLE INITIALLY DEFERRED' if target else ""
    return f'"{column.name}" {column.sql}{reference}'


OTHER_TABLES: Final = {
    INVOLVEMENTS: f"""CREATE TABLE "{INVOLVEMENTS}" (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  feature TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  actor TEXT NOT NULL REFERENCES actors(id) DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL
)""",
    "yamap_revisions": """CREATE TABLE yamap_revisions (
  number INTEGER PRIMARY KEY NOT NULL,
  at DATETIME NOT NULL,
  author TEXT NOT NULL,
  command TEXT NOT NULL,
  title TEXT NOT NULL,
  undoes INTEGER,
  inserted INTEGER NOT NULL
)""",
    # `before` is the whole record, `after` the whole of a new one or else the fields that became different; both JSON.
    # `ids` are those of a bulk insert, 16 bytes each.
    "yamap_changes": """CREATE TABLE yamap_changes (
  fid INTEGER PRIMARY KEY NOT NULL,
  revision INTEGER NOT NULL REFERENCES yamap_revisions(number),
  record_type TEXT NOT NULL,
  id TEXT,
  "before" TEXT,
  "after" TEXT,
  ids BLOB
)""",
    "yamap_migrations": """CREATE TABLE yamap_migrations (
  fid INTEGER PRIMARY KEY NOT NULL,
  name TEXT NOT NULL UNIQUE,
  applied_at DATETIME NOT NULL,
  app_version TEXT NOT NULL
)""",
    FILES: f"""CREATE TABLE "{FILES}" (
  fid INTEGER PRIMARY KEY NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  data BLOB NOT NULL
)""",
}
INDEXES: Final = (
    f"CREATE INDEX {INVOLVEMENTS}_feature ON {INVOLVEMENTS}(feature)",
    f"CREATE INDEX {INVOLVEMENTS}_actor ON {INVOLVEMENTS}(actor, role)",
    "CREATE INDEX claims_feature ON claims(feature)",
    "CREATE INDEX claims_source ON claims(source)",
    "CREATE INDEX yamap_changes_revision ON yamap_changes(revision)",
    "CREATE INDEX yamap_changes_id ON yamap_changes(id)",
    "CREATE INDEX yamap_changes_bulk ON yamap_changes(revision) WHERE ids NOTNULL",
    "CREATE INDEX links_origin ON links(origin)",
    "CREATE INDEX links_target ON links(target)",
    "CREATE INDEX claims_says_actors ON claims(says_actors) WHERE says_actors NOTNULL",
    "CREATE INDEX attachments_claim ON attachments(claim)",
    *(f"CREATE INDEX {table.name}_layer ON {table.name}(layer)" for table in FEATURE_TABLES),
    *(
        f"CREATE INDEX {table.name}_dataset ON {table.name}(dataset, dataset_id) WHERE dataset NOTNULL"
        for table in FEATURE_TABLES
    ),
)


def contents() -> list[tuple[str, str, str]]:
    """Name, GeoPackage data type and description of all tables, those for the reader first."""
    rows = [(table.name, "features", table.title) for table in FEATURE_TABLES]
    rest = [table for table in TABLES.values() if not table.is_feature]
    for_readers = [table for table in rest if not table.name.startswith("yamap_")]
    rows += [(table.name, "attributes", table.title) for table in for_readers]
    rows.append((INVOLVEMENTS, "attributes", "Which actor has which part in a feature"))
    rows += [(table.name, "attributes", table.title) for table in rest if table not in for_readers]
    return rows + [(name, "attributes", title) for name, title in INTERNAL.items()]
