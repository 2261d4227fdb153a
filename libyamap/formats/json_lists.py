"""Lists of plain JSON objects: timemap's events, Liveuamap's venues, GeoConfirmed's placemarks, and anybody's."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from libyamap.app.importing.rows import Table
from libyamap.app.importing.shapes import geometry_of_json
from libyamap.formats import geojson
from libyamap.formats.records import Found, RecordTable

_LISTS: Final = ("events", "venues", "placemarks", "items", "data", "results", "records", "rows", "list")
_SOURCES_FILE: Final = "sources.json"
_LARGEST_SOURCES: Final = 50_000_000


def tables(document: Any, path: Path) -> Sequence[Table]:
    """One table, or none where the document holds no list of objects."""
    rows = document if isinstance(document, list) else _list_in(document)
    objects = [row for row in rows if isinstance(row, dict)]
    if not objects:
        return ()
    notes: list[str] = []
    if all("sources" in row and "description" in row and not _told(row["sources"]) for row in objects[:20]):
        _add_sources(objects, document, path, notes)
    found = [row_of(row) for row in rows]
    placed = any(row.geometry is not None for row in found)
    if placed and not any(geojson.type_of(each) in geojson.GEOMETRIES for row in objects for each in row.values()):
        notes.append("Pairs under “coordinates” were read as longitude and latitude, as GeoJSON has them.")
    return (RecordTable(found, notes=notes, read=geometry_of_json if placed else None),)


def row_of(row: Any) -> Found:
    """A row, placed where one of its objects is a geometry of GeoJSON, as many databases give it."""
    if not isinstance(row, dict):
        return Found({}, None, "This is not an object.")
    for name, value in row.items():
        geometry = value if geojson.type_of(value) in geojson.GEOMETRIES else _pair(name, value)
        if geometry is not None:
            return Found(_flat({key: each for key, each in row.items() if key != name}), geometry)
    return Found(_flat(row))


def _pair(name: str, value: Any) -> dict[str, Any] | None:
    """The point of a bare pair under `coordinates`, if nothing beside it says which of the two is which."""
    if isinstance(value, dict) and set(value) <= {"coordinates", "type"}:
        name, value = "coordinates", value.get("coordinates")
    if name != "coordinates" or not isinstance(value, list) or len(value) not in {2, 3}:
        return None
    numbers = all(isinstance(each, int | float) and not isinstance(each, bool) for each in value)
    return {"type": "Point", "coordinates": value} if numbers else None


def _told(sources: Any) -> bool:
    """Whether the sources are named in the row itself, and not by the ids of another list."""
    each = sources if isinstance(sources, list) else [sources]
    return bool(each) and all(isinstance(one, str) and one.startswith(("http://", "https://")) for one in each)


def _list_in(document: Any) -> list[Any]:
    if not isinstance(document, dict):
        return []
    for name in _LISTS:
        if isinstance(document.get(name), list):
            return list(document[name])
    return next((value for value in document.values() if isinstance(value, list) and value), [])


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """One level of objects inside becomes columns such as `location.lat`."""
    cells: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            cells |= {f"{name}.{inner}": each for inner, each in value.items()}
        else:
            cells[name] = value
    if isinstance(row.get("date"), str) and isinstance(row.get("time"), str) and row["date"].strip():
        cells["date_and_time"] = f"{row['date']} {row['time']}".strip()
    return cells


def _add_sources(rows: list[dict[str, Any]], document: Any, path: Path, notes: list[str]) -> None:
    """Timemap keeps the sources of its events apart: in the same document, or in a file beside it."""
    known = document.get("sources") if isinstance(document, dict) else None
    if not isinstance(known, dict):
        known = _sources_beside(path)
        if known:
            notes.append(f"The sources were taken from “{_SOURCES_FILE}” beside the file.")
    for row in rows:
        ids = row["sources"] if isinstance(row["sources"], list) else [row["sources"]]
        sources = [known.get(str(each)) for each in ids]
        named = [each if isinstance(each, dict) else {"title": str(of)} for each, of in zip(sources, ids, strict=True)]
        row["source_titles"] = _joined(named, "title", "desc")
        row["source_urls"] = _joined(named, "url", "")
        row["source_authors"] = _joined(named, "author", "")
        row["source_dates"] = _joined(named, "date", "")


def _joined(sources: list[dict[str, Any]], name: str, instead: str) -> str:
    return ";".join(str(each.get(name) or each.get(instead) or "").replace(";", ",") for each in sources)


def _sources_beside(path: Path) -> dict[str, Any]:
    try:
        beside = path.with_name(_SOURCES_FILE)
        if beside == path or beside.stat().st_size > _LARGEST_SOURCES:
            return {}
        found = msgspec.json.decode(beside.read_bytes())
    except (OSError, ValueError, msgspec.DecodeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
