"""Undo and redo read from the journal, so that they survive a restart: the journal only ever grows.

Taking back a revision writes a new one that names it in `undoes`; redoing takes back that undo.
"""

from collections.abc import Callable, Iterable
from enum import Enum, auto
from itertools import groupby
from typing import NamedTuple

from libyamap.app.bulk_runs import Came, Went, runs_of
from libyamap.app.importing.rows import Progress, silent
from libyamap.app.naming import quoted
from libyamap.app.ports import StoreReader
from libyamap.app.transaction import Transaction
from libyamap.domain.changes import Change, Revision
from libyamap.domain.model import Record
from libyamap.domain.packed_ids import unpacked
from libyamap.errors import Conflict

MANY = 200
"""From so many records alike on, a step is taken back in bulk."""
CREATE_COMMAND = "create"
"""The command that made the project: the floor of the history, never undone."""
_AT_ONCE = 2_000


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


def take_back(transaction: Transaction, number: int, progress: Progress = silent) -> None:
    """Apply the inverse of a revision's changes, last first.

    StepRefused where a record is no longer as the step left it. What came or went in bulk needs room for the ids alone,
    and so does what was changed.
    """
    done, total = 0, max(transaction.reader.count_changes(number), 1)

    def tell(count: int) -> None:
        nonlocal done
        done += count
        progress(done, min(done / total, 1.0))

    tell(0)
    runs = runs_of(transaction.reader.parts_of(number, last_first=True))
    for (record_type, sort), run in groupby(runs, lambda each: (each.record_type, _sort(each))):
        alike = []
        for each in run:
            if isinstance(each, Came):
                _remove(transaction, each, tell)
            elif isinstance(each, Went):
                transaction.bring_back(record_type, each.blocks, tell)
            else:
                alike.append(each)
                if sort is _Sort.CHANGED and len(alike) == _AT_ONCE:
                    _take_back_alike(transaction, record_type, sort, alike)
                    transaction.settle()
                    tell(len(alike))
                    alike.clear()
        _take_back_alike(transaction, record_type, sort, alike)
        tell(len(alike))


def _remove(transaction: Transaction, came: Came, tell: Callable[[int], None]) -> None:
    record_type = came.record_type
    if came.size >= MANY:
        transaction.delete_packed(record_type, came.packed(), came.size, tell)
        return
    for record_id in (each for piece in came.packed() for each in reversed(list(unpacked(piece)))):
        if transaction.get(record_type, record_id) is not None:
            transaction.delete(record_type, record_id)
        tell(1)


def _take_back_alike(transaction: Transaction, record_type: type[Record], sort: "_Sort", changes: list[Change]) -> None:
    if len(changes) < MANY or sort is _Sort.CHANGED:
        for change in changes:
            _take_back_one(transaction, change)
        return
    current = transaction.reader.as_kept(record_type, [change.id for change in changes])
    for change in changes:
        _check_unchanged(change, current.get(change.id))
    if sort is _Sort.DELETED:
        transaction.restore_many([change.before for change in changes if change.before is not None])
    else:
        transaction.delete_many(record_type, [change.id for change in reversed(changes)])


def _take_back_one(transaction: Transaction, change: Change) -> None:
    current = transaction.get(change.record_type, change.id)
    _check_unchanged(change, current)
    if change.before is not None:
        transaction.restore(change.before)
    elif current is not None:
        transaction.delete(change.record_type, change.id)


def _check_unchanged(change: Change, current: Record | None) -> None:
    if current != change.after:
        raise StepRefused(current or change.after or change.before)


class _Sort(Enum):
    IN_BULK = auto()
    ADDED = auto()
    DELETED = auto()
    CHANGED = auto()


def _sort(change: Change | Came | Went) -> _Sort:
    if not isinstance(change, Change):
        return _Sort.IN_BULK
    if change.before is None:
        return _Sort.ADDED
    return _Sort.DELETED if change.after is None else _Sort.CHANGED
