"""`libyamap search`: what a project knows by some words, then places of that name anywhere, best first."""

import argparse
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from libyamap.cli.arguments import add_json, add_project
from libyamap.cli.output import columns, say, say_json

if TYPE_CHECKING:
    from libyamap.app.search import Hit

SUMMARY = "find features by title, place or actor, and places by any spelling, in any script"


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_project(parser)
    parser.add_argument("text", metavar="TEXT", help="words to look for; case and accents do not matter")
    add_json(parser)


def run(chosen: argparse.Namespace) -> int:
    """Search and print; finding nothing is an answer too."""
    from libyamap.app.search_everywhere import middle_of, search_everywhere
    from libyamap.bootstrap import areas, open_store, places, project_of

    with (
        closing(open_store(chosen.project, read_only=True)) as store,
        closing(areas()) as ground,
        closing(places()) as gazetteer,
    ):
        near = middle_of(project_of(store).bounds)
        hits = search_everywhere(store, ground, gazetteer, chosen.text, near)
    if chosen.json:
        say_json(hits)
    else:
        say(_lines(hits, chosen.text))
    return 0


def _lines(hits: "list[Hit]", text: str) -> Iterator[str]:
    if not hits:
        yield f"Nothing in this project, and no place, matches “{text}”."
    yield from columns((hit.kind, hit.name, _position(hit), hit.place or hit.country) for hit in hits)


def _position(hit: "Hit") -> str:
    if hit.lat is None or hit.lon is None:
        return "no place given"
    about = "" if hit.where_prec == 1 else "about "
    return f"{about}{hit.lat:.3f}, {hit.lon:.3f}"
