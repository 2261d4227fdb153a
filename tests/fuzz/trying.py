"""One broken file, tried: it is read and mapped as an import would, and must end with an account or one sentence."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from libyamap.app.importing.command import ImportMany
from libyamap.app.importing.importer import Importer
from libyamap.app.importing.planned import Choices
from libyamap.app.session import Session
from libyamap.errors import WorldError

SECONDS = 10
_MOST_ROWS = 200_000


class Hang(Exception):
    """A file kept the importer busy for too long."""


@contextmanager
def no_hang() -> Iterator[None]:
    """End the block with Hang after ten seconds."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Hang

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def read_only(imports: Importer, path: Path) -> str:
    """Read and map the file without a project; gives the sentence of its refusal, or nothing."""
    try:
        with no_hang():
            command = imports.plan(path, Choices(swapped=False)).command()
            if isinstance(command, ImportMany):
                for source in command.sources:
                    for mapped in source.mapped():
                        assert sum(len(rows.numbers) for rows in mapped.groups) + len(mapped.rejected) < _MOST_ROWS
    except WorldError as error:
        return str(error)
    return ""


def wholly(imports: Importer, session: Session, path: Path) -> str:
    """Import the file into a project and take it back; the project is as it was, whatever the file."""
    before = session.store.revision()
    try:
        with no_hang():
            outcome = imports.run(session, path, Choices(swapped=False))
    except WorldError as error:
        assert session.store.revision() == before
        return str(error)
    assert outcome.accepted + outcome.updated + outcome.rejected == outcome.rows
    assert len(outcome.reasons) == outcome.rejected
    if session.store.revision() != before:
        session.undo()
    return ""
