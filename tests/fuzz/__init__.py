"""Hostile files: mutations of good ones. A part runs with the tests; `make fuzz` runs many more."""
