"""`libyamap info`: what a project holds, in numbers."""

import argparse
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from libyamap.cli.arguments import add_filter, add_json, add_project
from libyamap.cli.output import columns, say, say_json

if TYPE_CHECKING:
    from libyamap.app.describe import Description


SUMMARY = "say what a project holds, in numbers"


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_project(parser)
    add_filter(parser)
    add_json(parser)


def run(chosen: argparse.Namespace) -> int:
    """Read the project and print its description."""
    from libyamap.app.describe import describe
    from libyamap.app.filter_text import filter_from_text
    from libyamap.app.passing import names_in
    from libyamap.bootstrap import areas, open_store, project_of

    with closing(open_store(chosen.project, read_only=True)) as store, closing(areas()) as ground:
        asked = filter_from_text(chosen.filter_text, names_in(store, ground))
        description = describe(project_of(store), store, ground, asked)
    if chosen.json:
        say_json(description)
    else:
        say(_lines(description))
    return 0


def _lines(description: "Description") -> Iterator[str]:
    yield description.title
    if description.as_of_words:
        yield f"As of {description.as_of_words}; revision {description.revision}"
    else:
        yield f"Revision {description.revision}"
    if description.bounds:
        west, south, east, north = description.bounds
        yield f"Between {south:.2f} and {north:.2f} latitude, {west:.2f} and {east:.2f} longitude"
    if description.filter:
        yield f"What passes {description.filter}"
    yield ""
    rows = [("Features", f"{description.features:,}")]
    rows += [(f"  {kind}", f"{count:,}") for kind, count in description.by_kind.items()]
    rows += [("Not located", f"{description.not_located:,}"), ("Layers", f"{len(description.by_layer):,}")]
    rows += [(f"  {title}", f"{count:,}") for title, count in description.by_layer.items()]
    rows += [(f"Areas in “{title}”", f"{count:,}") for title, count in description.named_areas.items()]
    rows += [("Actors", f"{description.actors:,}"), ("Sources", f"{description.sources:,}")]
    rows += [("Claims", f"{description.claims:,}")]
    further = {
        "Attachments": description.attachments,
        "Saved filters": description.saved_filters,
        "Saved views": description.saved_views,
    }
    rows += [(label, f"{count:,}") for label, count in further.items() if count]
    yield from columns(rows)
