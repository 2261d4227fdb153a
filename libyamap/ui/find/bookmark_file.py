"""Keeps a project's bookmarks in the user's settings folder, so that looking around never changes the project file."""

import hashlib
import logging
import os

import msgspec

from libyamap.app.bookmarks import Bookmark
from libyamap.settings import settings_path

log = logging.getLogger(__name__)
LARGEST = 1_000_000


class BookmarkFile:
    """One JSON file for each project, known by the project's id, so that it may be moved and renamed."""

    def __init__(self, project: str) -> None:
        name = hashlib.sha256(project.encode()).hexdigest()[:32]
        self._path = settings_path().parent / "bookmarks" / f"{name}.json"

    def read(self) -> tuple[Bookmark, ...]:
        """What was kept; nothing where there is none or it cannot be read."""
        try:
            if self._path.stat().st_size > LARGEST:
                raise msgspec.ValidationError("it is too large")
            return msgspec.json.decode(self._path.read_bytes(), type=tuple[Bookmark, ...])
        except FileNotFoundError:
            return ()
        except (OSError, msgspec.MsgspecError, UnicodeError) as error:
            log.warning("The bookmarks could not be read and count as absent: %s", error)
            return ()

    def write(self, bookmarks: tuple[Bookmark, ...]) -> bool:
        """Keep them, whole or not at all; False where the folder cannot be written."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
            beside.write_bytes(msgspec.json.format(msgspec.json.encode(bookmarks)))
            beside.replace(self._path)
        except OSError as error:
            log.warning("The bookmarks could not be kept: %s", error)
            return False
        return True
