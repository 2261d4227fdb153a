"""`libyamap history`: the journal of a project: who changed what, when, the newest first."""

import argparse
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from libyamap.cli.arguments import add_json, add_project
from libyamap.cli.output import columns, say, say_json

if TYPE_CHECKING:
    from libyamap.domain.changes import Revision

SUMMARY = "list the changes of a project, the newest first"


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_project(parser)
    add_json(parser)


def run(chosen: argparse.Namespace) -> int:
    """Read the journal and print it."""
    from libyamap.bootstrap import open_store

    with closing(open_store(chosen.project, read_only=True)) as store:
        revisions = store.revisions()[::-1]
    if chosen.json:
        say_json([_document(revision) for revision in revisions])
    else:
        say(_lines(revisions))
    return 0


def _document(revision: "Revision") -> dict[str, object]:
    return {
        "revision": revision.number,
        "at": revision.at,
        "author": revision.author,
        "command": revision.command,
        "title": revision.title,
        "undoes": revision.undoes,
        "inserted": revision.inserted,
    }


def _lines(revisions: "list[Revision]") -> Iterator[str]:
    yield from columns(
        (str(each.number), f"{each.at:%Y-%m-%d %H:%M} UTC", each.author, each.title) for each in revisions
    )
