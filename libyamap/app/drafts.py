"""Drafts of unfinished forms: what was typed survives a crash. They are the person's, not the project's.

One JSON file a form in the user's data folder, under the project's id; written whole or not at all.
"""

import datetime as dt
import logging
import os
import re
from pathlib import Path

import msgspec

log = logging.getLogger(__name__)

MOST_BYTES = 5_000_000
MOST_DRAFTS = 50
_SAFE_NAME = re.compile(r"[A-Za-z0-9-]{1,80}")


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What a form held. `key` names the form: the id of the record it edits or will make.

    `kind` is the sort of form (`event`, `actor` ...), `title` what to call it to the reader; `values` are what each
    field's editor held, whether that makes sense or not. `editing` tells a changed record from a new one.
    """

    key: str
    kind: str
    title: str
    at: dt.datetime
    values: dict[str, object]
    editing: bool = False


class Drafts:
    """The drafts of one project. A folder that cannot be written costs the drafts, never the work: it is logged."""

    def __init__(self, folder: Path, project_id: str) -> None:
        """`folder` is the user's data folder."""
        if not _SAFE_NAME.fullmatch(project_id):
            project_id = "unnamed"
        self._folder = folder / "drafts" / project_id

    def keep(self, draft: Draft) -> None:
        """Write the draft in place of the one with its key."""
        target = self._path(draft.key)
        if target is None:
            return
        try:
            data = msgspec.json.encode(draft)
            if len(data) > MOST_BYTES:
                log.warning("The draft “%s” is too large to be kept.", draft.title[:60])
                return
            self._folder.mkdir(parents=True, exist_ok=True)
            beside = target.with_name(f"{target.name}.{os.getpid()}.new")
            with beside.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        except (OSError, TypeError, ValueError, OverflowError) as error:
            log.warning("A draft could not be kept: %s", error)

    def drop(self, key: str) -> None:
        """The form was finished or given up."""
        target = self._path(key)
        if target is not None:
            try:
                target.unlink(missing_ok=True)
            except OSError as error:
                log.warning("A draft could not be removed: %s", error)

    def all(self) -> list[Draft]:
        """The drafts that can be read, the newest first."""
        found = []
        try:
            paths = sorted(self._folder.glob("*.json"))[:MOST_DRAFTS]
        except OSError:
            return []
        for path in paths:
            try:
                if path.stat().st_size <= MOST_BYTES:
                    found.append(msgspec.json.decode(path.read_bytes(), type=Draft))
            except (OSError, msgspec.MsgspecError, RecursionError, UnicodeError) as error:
                log.warning("The draft “%s” cannot be read and counts as absent: %s", path.name, error)
        return sorted(found, key=lambda draft: draft.at.timestamp(), reverse=True)

    def _path(self, key: str) -> Path | None:
        return self._folder / f"{key}.json" if _SAFE_NAME.fullmatch(key) else None
