"""The frame of a GeoPackage 1.4 (OGC 12-128r19): its own tables, and telling what a file is before it is touched."""

import enum
import sqlite3
from typing import Final

from libyamap.store.geometry_blob import SRS_ID
from libyamap.store.schema import FEATURE_TABLES, GEOMETRY_COLUMN, contents
from libyamap.store.spatial_index import EXTENSION

APPLICATION_ID: Final = 0x47504B47  # "GPKG"
USER_VERSION: Final = 10400
_OLD_APPLICATION_IDS: Final = (0x47503130, 0x47503131)  # "GP10", "GP11"

_WGS_84: Final = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],'
    'AUTHORITY["EPSG","4326"]]'
)
_SYSTEMS: Final = (
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian coordinate reference system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    ("WGS 84 geodetic", SRS_ID, "EPSG", SRS_ID, _WGS_84, "longitude and latitude in decimal degrees on WGS 84"),
)
NOW: Final = "strftime('%Y-%m-%dT%H:%M:%fZ','now')"
_FRAME: Final = (
    """CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT
)""",
    f"""CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT ({NOW}),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
)""",
    """CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
)""",
    """CREATE TABLE gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT NOT NULL,
  definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
)""",
)


class FileKind(enum.Enum):
    """What an SQLite file turns out to be."""

    PROJECT = enum.auto()
    FOREIGN_GEOPACKAGE = enum.auto()
    OTHER_DATABASE = enum.auto()


def create_frame(connection: sqlite3.Connection) -> None:
    """Make the GeoPackage's own tables and register the project's in them (those exist already)."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {USER_VERSION}")
    for statement in _FRAME:
        connection.execute(statement)
    connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _SYSTEMS)
    connection.executemany(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (?, ?, ?, ?, ?)",
        [(name, kind, name, text, SRS_ID if kind == "features" else None) for name, kind, text in contents()],
    )
    for table in FEATURE_TABLES:
        connection.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)",
            (table.name, GEOMETRY_COLUMN, table.geometry, SRS_ID),
        )
        connection.execute(
            "INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)", (table.name, GEOMETRY_COLUMN, *EXTENSION)
        )


def kind_of(connection: sqlite3.Connection) -> FileKind:
    """Tell what an open file is, from its marks and the names of its tables."""
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    steps = {row[0] for row in connection.execute("SELECT name FROM pragma_table_info('yamap_migrations')")}
    if {"yamap_migrations", "gpkg_contents"} <= names and {"fid", "name"} <= steps:
        return FileKind.PROJECT
    if application_id in {APPLICATION_ID, *_OLD_APPLICATION_IDS} or "gpkg_contents" in names:
        return FileKind.FOREIGN_GEOPACKAGE
    return FileKind.OTHER_DATABASE
