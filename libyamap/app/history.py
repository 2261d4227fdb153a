"""Undo and redo read from the journal, so that they survive a restart: the journal only ever grows.

Taking back a revision writes a new one that names it in `undoes`; redoing takes back that undo.
"""

from collections.abc import Iterable
from typing import NamedTuple

from libyamap.app.transaction import Transaction
from libyamap.domain.changes import Change, Revision
from libyamap.errors import Conflict

CREATE_COMMAND = "create"
"""The command that made the project: the floor of the history, never undone."""


class Stacks(NamedTuple):
    """Revisions that can be taken back and redone; the next one is last."""

    undo: list[Revision]
    redo: list[Revision]


def stacks(revisions: Iterable[Revision]) -> Stacks:
    """Replay the journal (oldest first) into the two stacks."""
    undo: list[Revision] = []
    redo: list[Revision] = []
    for revision in revisions:
        if revision.undoes is None:
            redo.clear()
            if revision.command == CREATE_COMMAND:
                undo.clear()
            else:
                undo.append(revision)
        elif undo and undo[-1].number == revision.undoes:
            undo.pop()
            redo.append(revision)
        elif redo and redo[-1].number == revision.undoes:
            redo.pop()
            undo.append(revision)
    return Stacks(undo, redo)


def take_back(transaction: Transaction, changes: list[Change]) -> None:
    """Apply the inverse of `changes`, last first; Conflict where a record is no longer as the step left it."""
    for change in reversed(changes):
        current = transaction.get(change.record_type, change.id)
        bulk_insert = change.before is None and change.after is None
        if not bulk_insert and current != change.after:
            raise Conflict("This step cannot be undone: what it touched was changed from outside since.")
        if change.before is not None:
            transaction.put(change.before)
        elif current is not None:
            transaction.delete(change.record_type, change.id)
