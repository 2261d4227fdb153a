"""The migration `claims-say-more`: what a claim itself says, attachments, saved filters and views, imports known again.

It is worded as the tables were on the day it was written: later changes of the model must not change it.
"""

import sqlite3
from typing import Final

NAME: Final = "claims-say-more"
_FEATURES: Final = ("events", "presences", "sites", "zones", "links")
_MILLISECONDS: Final = "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
_ID: Final = (
    f"id TEXT NOT NULL UNIQUE DEFAULT (lower(printf('%08x-%04x-7%s-%s%s-%s', {_MILLISECONDS} >> 16, "
    f"{_MILLISECONDS} & 65535, substr(hex(randomblob(2)), 2), substr('89ab', 1 + (random() & 3), 1), "
    "substr(hex(randomblob(2)), 2), hex(randomblob(6)))))"
)
_FID: Final = "fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"
_COLUMNS: Final = (
    *((table, f'"{name}" TEXT') for table in _FEATURES for name in ("dataset", "dataset_id", "dataset_digest")),
    ("claims", '"says_time" TEXT'),
    ("claims", '"says_actors" TEXT'),
    ("claims", '"says_place" TEXT'),
    ("claims", '"says_geometry" BLOB'),
)
_ATTACHMENTS: Final = f"""
  {_FID},
  {_ID},
  "claim" TEXT REFERENCES "claims"(id) DEFERRABLE INITIALLY DEFERRED,
  "name" TEXT,
  "media_type" TEXT,
  "sha256" TEXT,
  "size" INTEGER"""
_FILTERS: Final = f"""
  {_FID},
  {_ID},
  "title" TEXT,
  "filter" TEXT,
  "position" INTEGER"""
_VIEWS: Final = f"""
  {_FID},
  {_ID},
  "title" TEXT,
  "position" INTEGER,
  "bounds" TEXT,
  "layers" TEXT,
  "filter" TEXT,
  "window" TEXT,
  "theme" TEXT,
  "subtitle" TEXT,
  "as_of" TEXT,
  "notes" TEXT,
  "marking" TEXT,
  "content" TEXT"""
_FILES: Final = """
  fid INTEGER PRIMARY KEY NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  data BLOB NOT NULL"""
_TABLES: Final = (
    ("attachments", "Pictures, PDFs and pages kept with a claim", _ATTACHMENTS),
    ("yamap_filters", "Filters under a name", _FILTERS),
    ("yamap_views", "Pictures that can be made again", _VIEWS),
    ("yamap_files", "What is attached, once for each SHA-256", _FILES),
)
_INDEXES: Final = (
    "DROP INDEX IF EXISTS feature_actors_actor",
    "CREATE INDEX feature_actors_actor ON feature_actors(actor, role)",
    "CREATE INDEX yamap_changes_bulk ON yamap_changes(revision) WHERE ids NOTNULL",
    "CREATE INDEX links_origin ON links(origin)",
    "CREATE INDEX links_target ON links(target)",
    "CREATE INDEX claims_says_actors ON claims(says_actors) WHERE says_actors NOTNULL",
    "CREATE INDEX attachments_claim ON attachments(claim)",
    *(f"CREATE INDEX {table}_layer ON {table}(layer)" for table in _FEATURES),
    *(
        f"CREATE INDEX {table}_dataset ON {table}(dataset, dataset_id) WHERE dataset NOTNULL" for table in _FEATURES
    ),
)  # fmt: skip


def apply(connection: sqlite3.Connection) -> None:
    """Add the columns, tables and indexes; call inside a transaction."""
    for table, column in _COLUMNS:
        connection.execute(f'ALTER TABLE "{table}" ADD COLUMN {column}')
    for table, title, columns in _TABLES:
        connection.execute(f'CREATE TABLE "{table}" ({columns}\n)')
        connection.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES (?, 'attributes', ?, ?)",
            (table, table, title),
        )
    for statement in _INDEXES:
        connection.execute(statement)
