"""Files looked at and files taken in, one after the other; safe in a worker thread."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from libyamap.app.importing.importer import Importer
from libyamap.app.importing.looking import FileLook, look_at
from libyamap.app.importing.planned import Choices
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


def look_and_prepare(
    files: Sequence[Path], imports: Importer, prepare: Callable[[], object]
) -> list[FileLook | Outcome]:
    """The same; then `prepare` what shows their first rows, where a file has columns to be given a meaning."""
    found = look_at_each(files, imports)
    if any(isinstance(each, FileLook) and each.tables for each in found):
        prepare()
    return found


def take_in_each(
    work: Sequence[tuple[Path, Choices]], imports: Importer, progress: Progress, session: Session
) -> list[Outcome]:
    """One file after the other, each one step; what fails says so, and the others go on."""
    outcomes: list[Outcome] = []
    sizes = [_size(path) for path, _ in work]
    for at, (path, choices) in enumerate(work):
        before = sum(outcome.rows for outcome in outcomes)
        part = _PartOf(progress, before, sum(sizes[:at]) / sum(sizes), sizes[at] / sum(sizes))
        try:
            outcomes.append(imports.run(session, path, choices, part))
        except WorldError as error:
            outcomes.append(imports.failed(path, str(error)))
        except Cancelled:
            outcomes.append(imports.failed(path, CANCELLED))
            break
    return outcomes


class _PartOf(NamedTuple):
    """The progress of one file among several: rows and shares are those of all of them."""

    whole: Progress
    rows: int
    begin: float
    share: float

    def __call__(self, rows: int, done: float) -> None:
        self.whole(self.rows + rows, self.begin + self.share * done)


def _size(path: Path) -> int:
    """How much work a file is; one that has gone says so when it is read."""
    try:
        return path.stat().st_size + 1
    except OSError:
        return 1
