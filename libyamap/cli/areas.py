"""`libyamap areas`: areas of one's own (districts and the like) in a project: load, list, take out again."""

import argparse
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from libyamap.cli.arguments import add_json, add_project
from libyamap.cli.output import columns, say, say_json
from libyamap.errors import WorldError

if TYPE_CHECKING:
    from libyamap.app.area_reading import LoadedAreas
    from libyamap.app.session import Session

SUMMARY = "load named areas such as districts into a project, list them, take them out again"
_REASONS_SHOWN = 10


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_project(parser)
    work = parser.add_mutually_exclusive_group()
    work.add_argument(
        "--add", metavar="FILE", type=Path, help="a file of areas: GeoJSON, shapefile, GeoPackage, KML ..."
    )
    work.add_argument("--remove", metavar="TITLE", help="take the set of this title out")
    parser.add_argument("--title", metavar="TITLE", default="", help="what the set is called; else as the file")
    parser.add_argument("--name", metavar="COLUMN", default="", help="the column with the names; else guessed")
    parser.add_argument("--code", metavar="COLUMN", default="", help="the column with the codes; else guessed")
    parser.add_argument(
        "--crs", metavar="EPSG:32633", default="", help="the reference system of shapes whose file names none"
    )
    parser.add_argument("--replace", action="store_true", help="put it in the place of the set of that title")
    add_json(parser)


def run(chosen: argparse.Namespace) -> int:
    """Load, list or remove; each change is one step."""
    from libyamap.app.area_sets import area_sets
    from libyamap.app.session import Session
    from libyamap.bootstrap import open_store
    from libyamap.settings import author_name, load_settings

    changes = bool(chosen.add or chosen.remove)
    with closing(open_store(chosen.project, read_only=not changes)) as store:
        session = Session(store, author_name(load_settings()))
        if chosen.add:
            loaded = _add(session, chosen)
            if chosen.json:
                say_json(_document(loaded))
            else:
                say(_lines(loaded))
            return 0
        if chosen.remove:
            _remove(session, chosen.remove)
        sets = area_sets(store)
    if chosen.json:
        say_json([{"title": each.title, "areas": each.count} for each in sets])
    else:
        say(columns([(each.title, f"{each.count:,} areas") for each in sets]) if sets else ["No named areas."])
    return 0


def _add(session: "Session", chosen: argparse.Namespace) -> "LoadedAreas":
    from libyamap.app.area_reading import read_areas
    from libyamap.app.area_sets import set_titled, take_in
    from libyamap.bootstrap import importer

    with closing(importer()) as imports:
        tables = imports.tables(chosen.add)
        title = chosen.title or chosen.add.stem
        loaded = read_areas(tables, title, chosen.name, chosen.code, imports.choices(crs=chosen.crs).crs)
    take_in(session, loaded, set_titled(session.store, loaded.title) if chosen.replace else None)
    return loaded


def _remove(session: "Session", title: str) -> None:
    from libyamap.app.area_sets import RemoveAreas, area_sets, set_titled

    found = set_titled(session.store, title)
    if found is None:
        there = ", ".join(f"“{each.title}”" for each in area_sets(session.store)) or "none"
        raise WorldError(f"There is no set of areas “{title}”; there are {there}.")
    session.run(RemoveAreas(found))


def _document(loaded: "LoadedAreas") -> dict[str, object]:
    return {
        "title": loaded.title,
        "rows": loaded.rows,
        "accepted": loaded.accepted,
        "rejected": len(loaded.reasons),
        "name": loaded.name,
        "code": loaded.code or None,
        "reasons": loaded.reasons,
        "notes": loaded.notes,
    }


def _lines(loaded: "LoadedAreas") -> Iterator[str]:
    yield f"Loaded {loaded.accepted:,} of {loaded.rows:,} areas as “{loaded.title}”, named by “{loaded.name}”"
    yield from loaded.notes
    for each in loaded.reasons[:_REASONS_SHOWN]:
        yield f"  row {each.row}: {each.reason}"
    if len(loaded.reasons) > _REASONS_SHOWN:
        yield f"  and {len(loaded.reasons) - _REASONS_SHOWN:,} more; --json lists all"
