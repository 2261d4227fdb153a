"""The project file: a GeoPackage that is read, written, journalled and kept sound through SQLite."""
