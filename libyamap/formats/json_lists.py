"""Lists of plain JSON objects: timemap's events, Liveuamap's venues, GeoConfirmed's placemarks, and anybody's."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from libyamap.app.importing.rows import Table
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
    if all("sources" in row and "description" in row for row in objects[:20]):
        _add_sources(objects, document, path, notes)
    found = [Found(_flat(row)) if isinstance(row, dict) else Found({}, None, "This is not an object.") for row in rows]
    return (RecordTable(found, notes=notes),)


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
