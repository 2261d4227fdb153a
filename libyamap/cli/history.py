"""`libyamap history`: the journal of a project: who changed what, when, old and new, the newest first."""

import argparse
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from libyamap.cli.arguments import add_json, add_project
from libyamap.cli.output import columns, say, say_json

if TYPE_CHECKING:
    from libyamap.app.change_words import ChangeWords
    from libyamap.app.ports import ProjectStore
    from libyamap.domain.changes import Change, Inserted, Removed, Revision

    Steps = Iterator[tuple[Revision, Iterable[Change | Inserted | Removed]]]

SUMMARY = "list the changes of a project, the newest first"
_LONGEST = 60


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_project(parser)
    add_json(parser)
    parser.add_argument(
        "--of", metavar="ID", default="", help="only what happened to the record with this id, and to its claims"
    )
    parser.add_argument("--changes", action="store_true", help="list the fields changed too; --json always does")


def run(chosen: argparse.Namespace) -> int:
    """Read the journal and print it."""
    from libyamap.bootstrap import open_store

    with closing(open_store(chosen.project, read_only=True)) as store:
        steps = _of(store, chosen.of) if chosen.of else _all(store)
        if chosen.json:
            say_json([_document(revision, words) for revision, words in _in_words(store, steps)])
        elif chosen.changes:
            say(line for revision, words in _in_words(store, steps) for line in _detailed(revision, words))
        else:
            revisions = [revision for revision, _ in steps] if chosen.of else reversed(store.revisions())
            say(columns(_cells(revision) for revision in revisions))
    return 0


def _all(store: "ProjectStore") -> "Steps":
    """Every step, newest first."""
    return ((revision, store.parts_of(revision.number)) for revision in reversed(store.revisions()))


def _of(store: "ProjectStore", record_id: str) -> "Steps":
    """The steps that touched one record and, if it is a feature, its claims; newest first."""
    from libyamap.app.references import feature_in
    from libyamap.app.story import story_of

    recorded = store.history_of(record_id)
    sides = [side for each in recorded for side in (each.change.before, each.change.after)]
    record = next((side for side in sides if side is not None), None) or feature_in(store, record_id)
    return reversed(story_of(store, record).values()) if record else iter(())


def _in_words(store: "ProjectStore", steps: "Steps") -> "Iterator[tuple[Revision, list[ChangeWords]]]":
    from libyamap.app.change_words import namer, step_in_words

    name = namer(store)
    return ((revision, step_in_words(changes, name)) for revision, changes in steps)


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
