"""Undo and redo read from the journal, so that they survive a restart: the journal only ever grows.

Taking back a revision writes a new one that names it in `undoes`; redoing takes back that undo.
"""

from collections.abc import Iterable
from enum import Enum, auto
from itertools import groupby
from typing import NamedTuple

from libyamap.app.importing.rows import Progress, silent
from libyamap.app.naming import quoted
from libyamap.app.ports import StoreReader
from libyamap.app.transaction import Transaction
from libyamap.domain.changes import Change, Revision
from libyamap.domain.model import Record
from libyamap.errors import Conflict

MANY = 200
"""From so many records alike on, a step is taken back in bulk."""
CREATE_COMMAND = "create"
"""The command that made the project: the floor of the history, never undone."""


class StepRefused(Conflict):
    """A step cannot be taken back, because `record` is no longer as it left it; the record as it is known last."""

    def __init__(self, record: Record | None) -> None:
        name = f"{quoted(record)} was" if record else "what it touched was"
        super().__init__(f"This step cannot be undone: {name} changed from outside since.")
        self.record = record


class Stacks(NamedTuple):
    """Revisions that can be taken back and redone; the next one is last."""

    undo: list[Revision]
    redo: list[Revision]


class Steps:
    """The stacks of one session, kept up to date without reading the journal twice.

    What another process does meanwhile is not on them: nobody takes back somebody else's step by mistake. After a
    restart the journal is one line of steps again.
    """

    def __init__(self, opened_at: int) -> None:
        """`opened_at` is the revision that the session began with."""
        self._stacks = Stacks([], [])
        self._opened_at = opened_at
        self._read = 0
        self._own: set[int] = set()

    def wrote(self, number: int) -> None:
        """The session itself has written this revision."""
        self._own.add(number)

    def leave(self, number: int) -> None:
        """Keep what this revision did: the next undo or redo is the one below it."""
        _ = _taken(self._stacks.undo, number) or _taken(self._stacks.redo, number)

    def after(self, reader: StoreReader) -> Stacks:
        """The stacks after the newest revision."""
        if reader.revision() > self._read:
            new = reader.revisions(after=self._read)
            mine = (each for each in new if each.number <= self._opened_at or each.number in self._own)
            replay(self._stacks, mine)
            self._read = new[-1].number if new else self._read
            self._own.clear()
        return self._stacks


def stacks(revisions: Iterable[Revision]) -> Stacks:
    """Replay a journal (oldest first) into the two stacks."""
    return replay(Stacks([], []), revisions)


def replay(known: Stacks, revisions: Iterable[Revision]) -> Stacks:
    """Bring the stacks up to date with further revisions, oldest first."""
    undo, redo = known
    for revision in revisions:
        if revision.undoes is None:
            redo.clear()
            if revision.command == CREATE_COMMAND:
                undo.clear()
            else:
                undo.append(revision)
        elif _taken(undo, revision.undoes):
            redo.append(revision)
        elif _taken(redo, revision.undoes):
            undo.append(revision)
    return known


def _taken(stack: list[Revision], number: int) -> bool:
    """Take a revision from the stack; it lies deeper where another process had done something in between."""
    for at in range(len(stack) - 1, -1, -1):
        if stack[at].number == number:
            del stack[at]
            return True
    return False


def take_back(transaction: Transaction, changes: list[Change], progress: Progress = silent) -> None:
    """Apply the inverse of `changes`, last first; StepRefused where a record is no longer as the step left it."""
    done = 0
    for (record_type, sort), run in groupby(reversed(changes), lambda each: (each.record_type, _sort(each))):
        progress(done, done / len(changes))
        alike = list(run)
        done += len(alike)
        if len(alike) < MANY or sort is _Sort.CHANGED:
            for change in alike:
                _take_back_one(transaction, change)
            continue
        current = transaction.reader.as_kept(record_type, [change.id for change in alike])
        for change in alike:
            _check_unchanged(change, current.get(change.id))
        if sort is _Sort.DELETED:
            transaction.restore_many([change.before for change in alike if change.before is not None])
        else:
            transaction.delete_many(record_type, current)


def _take_back_one(transaction: Transaction, change: Change) -> None:
    current = transaction.get(change.record_type, change.id)
    _check_unchanged(change, current)
    if change.before is not None:
        transaction.restore(change.before)
    elif current is not None:
        transaction.delete(change.record_type, change.id)


def _check_unchanged(change: Change, current: Record | None) -> None:
    if _sort(change) is not _Sort.IMPORTED and current != change.after:
        raise StepRefused(current or change.after or change.before)


class _Sort(Enum):
    IMPORTED = auto()
    ADDED = auto()
    DELETED = auto()
    CHANGED = auto()


def _sort(change: Change) -> _Sort:
    if change.before is None:
        return _Sort.IMPORTED if change.after is None else _Sort.ADDED
    return _Sort.DELETED if change.after is None else _Sort.CHANGED
