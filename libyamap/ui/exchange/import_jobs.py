"""Files looked at and files taken in, one after the other; safe in a worker thread."""

from collections.abc import Sequence
from pathlib import Path

from libyamap.app.importing.importer import Importer
from libyamap.app.importing.looking import FileLook, look_at
from libyamap.app.importing.plan import Choices
from libyamap.app.importing.rows import Cancelled, Outcome, Progress
from libyamap.app.session import Session
from libyamap.errors import WorldError

CANCELLED = "The import was cancelled; nothing of this file was taken in."


def look_at_each(files: Sequence[Path], imports: Importer) -> list[FileLook | Outcome]:
    """What each file holds, or why it cannot be read."""
    found: list[FileLook | Outcome] = []
    for path in files:
        try:
            found.append(look_at(path, imports))
        except WorldError as error:
            found.append(imports.failed(path, str(error)))
    return found


def take_in_each(
    work: Sequence[tuple[Path, Choices]], imports: Importer, progress: Progress, session: Session
) -> list[Outcome]:
    """One file after the other, each one step; what fails says so, and the others go on."""
    outcomes: list[Outcome] = []
    for path, choices in work:
        try:
            outcomes.append(imports.run(session, path, choices, progress))
        except WorldError as error:
            outcomes.append(imports.failed(path, str(error)))
        except Cancelled:
            outcomes.append(imports.failed(path, CANCELLED))
            break
    return outcomes
