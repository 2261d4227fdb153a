"""`libyamap history`: the journal of a project: who changed what, when, old and new, the newest first."""

import argparse
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from libyamap.cli.arguments import add_json, add_project
from libyamap.cli.output import columns, say, say_json

if TYPE_CHECKING:
    from libyamap.app.change_words import ChangeWords
    from libyamap.app.ports import ProjectStore
    from libyamap.domain.changes import Revision

SUMMARY = "list the changes of a project, the newest first"
_LONGEST = 60


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_project(parser)
    add_json(parser)
    parser.add_argument("--of", metavar="ID", default="", help="only what happened to the record with this id")
    parser.add_argument("--changes", action="store_true", help="list the fields changed too; --json always does")


def run(chosen: argparse.Namespace) -> int:
    """Read the journal and print it."""
    from libyamap.bootstrap import open_store

    with closing(open_store(chosen.project, read_only=True)) as store:
        revisions = _of(store, chosen.of) if chosen.of else store.revisions()
        revisions.reverse()
        if chosen.json:
            say_json([_document(revision, words) for revision, words in _steps(store, revisions, chosen.of)])
        elif chosen.changes:
            say(line for revision, words in _steps(store, revisions, chosen.of) for line in _detailed(revision, words))
        else:
            say(columns(_cells(revision) for revision in revisions))
    return 0


def _of(store: "ProjectStore", record_id: str) -> "list[Revision]":
    """The revisions that touched one record, oldest first."""
    return list({each.revision.number: each.revision for each in store.history_of(record_id)}.values())


def _steps(
    store: "ProjectStore", revisions: "list[Revision]", record_id: str
) -> "Iterator[tuple[Revision, list[ChangeWords]]]":
    from libyamap.app.change_words import namer, step_in_words

    name = namer(store)
    for revision in revisions:
        changes = store.changes_of(revision.number)
        yield revision, step_in_words((each for each in changes if record_id in {"", each.id}), name)


def _document(revision: "Revision", changes: "list[ChangeWords]") -> dict[str, object]:
    return {
        "revision": revision.number,
        "at": revision.at,
        "author": revision.author,
        "command": revision.command,
        "title": revision.title,
        "undoes": revision.undoes,
        "inserted": revision.inserted,
        "changes": changes,
    }


def _cells(revision: "Revision") -> tuple[str, str, str, str]:
    return str(revision.number), f"{revision.at:%Y-%m-%d %H:%M} UTC", revision.author, revision.title


def _detailed(revision: "Revision", changes: "list[ChangeWords]") -> Iterator[str]:
    yield "  ".join(_cells(revision))
    for change in changes:
        yield f"    {change.what} {change.kind} ‘{change.title}’"
        for field in change.fields:
            yield f"        {field.label}: {_short(field.before)} -> {_short(field.after)}"


def _short(text: str) -> str:
    return (text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…") or "nothing"
