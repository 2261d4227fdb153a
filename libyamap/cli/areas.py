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
    from libyamap.app.area_sets import LoadedAreas

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
    parser.add_argument("--replace", action="store_true", help="put it in the place of the set of that title")
    add_json(parser)


def run(chosen: argparse.Namespace) -> int:
    """Load, list or remove; each change is one step."""
    from libyamap.app.area_sets import (
        LoadAreas,
        RemoveAreas,
        ReplaceAreas,
        area_sets,
        kept_note,
        read_areas,
        set_titled,
    )
    from libyamap.app.session import Session
    from libyamap.bootstrap import importer, open_store
    from libyamap.settings import author_name, load_settings

    changes = bool(chosen.add or chosen.remove)
    with closing(open_store(chosen.project, read_only=not changes)) as store:
        session = Session(store, author_name(load_settings()))
        if chosen.add:
            with closing(importer()) as imports:
                loaded = read_areas(
                    imports.tables(chosen.add), chosen.title or chosen.add.stem, chosen.name, chosen.code
                )
            before = set_titled(store, loaded.title) if chosen.replace else None
            if before is not None:
                replacing = ReplaceAreas(loaded, before)
                session.run(replacing)
                loaded.notes += kept_note(replacing.kept)
            else:
                session.run(LoadAreas(loaded))
            if chosen.json:
                say_json(_document(loaded))
            else:
                say(_lines(loaded))
            return 0
        sets = area_sets(store)
        if chosen.remove:
            found = [each for each in sets if each.title.casefold() == chosen.remove.casefold()]
            if not found:
                there = ", ".join(f"“{each.title}”" for each in sets) or "none"
                raise WorldError(f"There is no set of areas “{chosen.remove}”; there are {there}.")
            session.run(RemoveAreas(found[0]))
            sets.remove(found[0])
    if chosen.json:
        say_json([{"title": each.title, "areas": each.count} for each in sets])
    else:
        say(columns([(each.title, f"{each.count:,} areas") for each in sets]) if sets else ["No named areas."])
    return 0


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
