"""An open project: the one place where a change becomes a transaction, an undo step, a journal entry and a signal."""

import datetime as dt
from collections.abc import Callable
from typing import Protocol

from libyamap.app.following import follow_ends
from libyamap.app.here import AreasUnderfoot
from libyamap.app.history import Stacks, Steps, take_back
from libyamap.app.importing.rows import Progress, silent
from libyamap.app.ports import ProjectStore
from libyamap.app.resting import collector_resting
from libyamap.app.transaction import Transaction
from libyamap.domain.changes import OpChanges, Revision
from libyamap.errors import ReadOnlyProject

Listener = Callable[[OpChanges], None]


class Command(Protocol):
    """A change with a name: `title` for the reader, `name` for scripts and the journal."""

    @property
    def name(self) -> str:
        """Stable short name, such as `put-actor`."""
        ...

    @property
    def title(self) -> str:
        """The undo step's name, such as “Move ‘US outpost near Misrata’”."""
        ...

    def apply(self, transaction: Transaction) -> None:
        """Do the change; any exception leaves the project as it was."""
        ...


def utc_now() -> dt.datetime:
    """The clock used unless a test gives another."""
    return dt.datetime.now(dt.UTC)


class Session:
    """Runs commands on a store and tells subscribers what changed. Belongs to one thread."""

    def __init__(
        self,
        store: ProjectStore,
        author: str,
        clock: Callable[[], dt.datetime] = utc_now,
        areas: AreasUnderfoot | None = None,
    ) -> None:
        """With `areas`, links follow their ends, and what is moved knows the province and country that it comes to."""
        self.store = store
        self.author = author
        self._areas = areas
        self._clock = clock
        self._listeners: list[Listener] = []
        self._steps = Steps(store.revision())
        self._refusal = ""

    def refuse(self, sentence: str) -> None:
        """Refuse every change with this sentence from now on (while the past is shown); an empty one ends that."""
        self._refusal = sentence

    @property
    def refusal(self) -> str:
        """Why every change is refused just now; empty where none is."""
        return self._refusal

    def run(self, command: Command, origin: str = "") -> OpChanges:
        """Run one command as one transaction; `origin` names who asked, so that it need not redraw itself."""
        return self.transact(command.title, command.name, command.apply, origin)

    def transact(
        self,
        title: str,
        command: str,
        work: Callable[[Transaction], None],
        origin: str = "",
        undoes: int | None = None,
    ) -> OpChanges:
        """Run `work` in one SQL transaction with its journal entry; a change of nothing leaves no trace.

        When it returns, the change is on the disk. Any error leaves the project as it was.
        """
        if self._refusal:
            raise ReadOnlyProject(self._refusal)
        if self.store.read_only:
            raise ReadOnlyProject(
                f"“{self.store.path.name}” can only be read, so nothing was changed; save a copy elsewhere to edit it."
            )
        with self.store.transaction() as writer:
            transaction = Transaction(writer, self._areas)
            work(transaction)
            follows = undoes is None and transaction.ends_follow  # what is taken back has its links in the journal
            if self._areas is not None and follows:
                follow_ends(transaction, self._areas)
            changes = transaction.changes
            number = writer.revision() + 1 if changes else writer.revision()
            if changes:
                writer.write_revision(
                    Revision(
                        number=number,
                        at=self._clock(),
                        author=self.author,
                        command=command,
                        title=title,
                        undoes=undoes,
                        inserted=changes.inserted,
                    ),
                    changes.hand_over(),
                )
        done = OpChanges(transaction.flags(), changes.ids(), number, origin)
        if changes:
            self._steps.wrote(number)
            self._tell(done)
        return done

    def next_undo(self) -> Revision | None:
        """The step that `undo` would take back; its title says what it was."""
        undo = self._stacks().undo
        return undo[-1] if undo else None

    def next_redo(self) -> Revision | None:
        """The undo that `redo` would take back."""
        redo = self._stacks().redo
        return redo[-1] if redo else None

    def undo(self, origin: str = "", progress: Progress = silent) -> OpChanges | None:
        """Take back the last step, also one of an earlier run of the app; None if there is none.

        `progress` is told how many records are done; where it raises Cancelled, the project stays as it was.
        """
        step = self.next_undo()
        return self._take_back(step, "undo", f"Undo: {step.title}", origin, progress) if step else None

    def redo(self, origin: str = "", progress: Progress = silent) -> OpChanges | None:
        """Do the step again that was undone last; None if there is none. Otherwise as `undo`."""
        step = self.next_redo()
        return self._take_back(step, "redo", step.title.removeprefix("Undo: "), origin, progress) if step else None

    def leave_step(self, step: Revision) -> None:
        """Keep what a step did, which can no longer be taken back, and have the one before it undone next.

        Until the app starts again: then the journal is one line of steps once more.
        """
        self._steps.leave(step.number)

    def _stacks(self) -> Stacks:
        return Stacks([], []) if self._refusal else self._steps.after(self.store)

    def take_back(self, number: int, origin: str = "", progress: Progress = silent) -> OpChanges:
        """Take back one step of whoever's, also where others came after it; Conflict if what it wrote was changed.

        An undo that is taken back is the step done again.
        """
        step = next(iter(self.store.revisions(after=number - 1)))
        if step.command == "undo":
            return self._take_back(step, "redo", step.title.removeprefix("Undo: "), origin, progress)
        return self._take_back(step, "undo", f"Undo: {step.title}", origin, progress)

    def count_as_own(self, number: int) -> None:
        """Another session of this program has written this revision of the same file: it is a step of this one."""
        self._steps.wrote(number)

    def hear(self, changes: OpChanges) -> None:
        """Count it as our own, and tell subscribers as if it had been done here."""
        self.count_as_own(changes.revision)
        self._tell(changes)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after each change; the answer is a function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _take_back(self, revision: Revision, command: str, title: str, origin: str, progress: Progress) -> OpChanges:
        with collector_resting():  # an import's many records would be looked through again and again
            number = revision.number
            return self.transact(
                title, command, lambda transaction: take_back(transaction, number, progress), origin, number
            )

    def _tell(self, changes: OpChanges) -> None:
        for listener in tuple(self._listeners):
            listener(changes)
