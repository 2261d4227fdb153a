"""The project as one GeoPackage file; sqlite3 is used here, in the gazetteer and in tiles alone."""
