"""Automatic backups: whole copies of a project in the user's data folder, the oldest given up for the newest.

A backup is due when the project has changed since the last one, and that is a day old or 200 steps behind. The newest
`keep` of each project stay (settings: `backups`, 0 for none), fewer where they would take more than 2 GB together.
"""

import datetime as dt
import logging
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from libyamap.errors import WorldError

log = logging.getLogger(__name__)

DAY: Final = dt.timedelta(days=1)
PAUSE: Final = dt.timedelta(hours=1)
STEPS: Final = 200
MOST_BYTES: Final = 2 * 1024**3
_NAME = re.compile(r"(?P<at>\d{8}T\d{6}Z) r(?P<revision>\d{1,12})\.gpkg", re.ASCII)
_SAFE_NAME = re.compile(r"[A-Za-z0-9-]{1,80}")
_FORM = "%Y%m%dT%H%M%SZ"


class Backup(NamedTuple):
    """A backup: where it lies, when it was made (UTC) and what revision it holds."""

    path: Path
    at: dt.datetime
    revision: int


class Backups:
    """The backups of one project."""

    def __init__(self, folder: Path, project_id: str, keep: int = 5) -> None:
        """`folder` is the user's data folder."""
        self._folder = folder / "backups" / (project_id if _SAFE_NAME.fullmatch(project_id) else "unnamed")
        self._keep = keep
        self._failed_at: dt.datetime | None = None

    @property
    def folder(self) -> Path:
        """Where they lie; not there before the first was made."""
        return self._folder

    def all(self) -> list[Backup]:
        """Newest first."""
        found = []
        try:
            paths = list(self._folder.iterdir())
        except OSError:
            return []
        for path in paths:
            match = _NAME.fullmatch(path.name)
            if match:
                at = dt.datetime.strptime(match["at"], _FORM).replace(tzinfo=dt.UTC)
                found.append(Backup(path, at, int(match["revision"])))
        return sorted(found, key=lambda each: (each.at, each.revision), reverse=True)

    def is_due(self, revision: int, now: dt.datetime) -> bool:
        """Whether a project at this revision should be backed up now."""
        if self._keep < 1 or revision < 1:
            return False
        if self._failed_at is not None and abs(now - self._failed_at) < PAUSE:
            return False
        newest = next(iter(self.all()), None)
        if newest is None:
            return True
        # A backup from the future (the clock was wrong) counts as old.
        age = abs(now - newest.at)
        return revision != newest.revision and (age >= DAY or abs(revision - newest.revision) >= STEPS)

    def make(self, copy_to: Callable[[Path], None], revision: int, size: int, now: dt.datetime) -> Backup | None:
        """Make one with `copy_to`, then give up the oldest; any thread may call.

        A failure is logged, not raised, and none is due for an hour after it.
        """
        self._failed_at = now  # until it is done
        path = self._folder / f"{now.astimezone(dt.UTC):{_FORM}} r{revision}.gpkg"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if shutil.disk_usage(self._folder).free < 3 * size:
                log.warning("No backup was made: there is too little room on the disk of “%s”.", self._folder)
                return None
            copy_to(path)
            self._rotate()
        except (OSError, WorldError) as error:
            log.warning("No backup was made: %s", error)
            return None
        self._failed_at = None
        return Backup(path, now, revision)

    def _rotate(self) -> None:
        total = 0
        for number, backup in enumerate(self.all()):
            total += backup.path.stat().st_size
            if number and (number >= self._keep or total > MOST_BYTES):
                backup.path.unlink(missing_ok=True)
