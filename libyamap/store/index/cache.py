"""Where the columns of large projects are kept from one opening to the next, and which of them can be trusted.

They lie in the user's cache folder, never beside the project. Each making has a folder of its own, so that two programs
do not write the same files. Its `state.json` says of which file, in which state, and of which revision the columns are;
it is written after them. The texts, a part of their own, may come later. Anything that does not agree is deleted and
made anew.
"""

import contextlib
import hashlib
import os
import struct
import uuid
from pathlib import Path
from typing import Final

import msgspec

STATE: Final = "state.json"
MOST_BYTES: Final = 12 * 1000**3
"""All folders together; the ones not used for longest are deleted beyond it."""
_HEADER_BYTES: Final = 100


class FileState(msgspec.Struct, frozen=True):
    """By what a change of the project file is noticed: SQLite's own counter, size and time (nanoseconds)."""

    size: int
    mtime_ns: int
    change_counter: int


class State(msgspec.Struct, frozen=True):
    """What a folder's columns are of. `revision` is theirs; the file may be newer, its journal says what changed.

    `stamp` is that of the program and its map data.
    """

    stamp: str
    project: str
    revision: int
    file: FileState


def file_state(path: Path) -> FileState:
    """The file as it is. It is opened and closed: not while a transaction of this process is open on it (SQLite's locks
    would be lost with the closing).
    """
    with path.open("rb") as file:
        head = file.read(_HEADER_BYTES)
    found = path.stat()
    counter = struct.unpack_from(">I", head, 24)[0] if len(head) == _HEADER_BYTES else 0
    return FileState(found.st_size, found.st_mtime_ns, counter)


class Cache:
    """All folders of columns of one user."""

    def __init__(self, root: Path, stamp: str) -> None:
        self.root = root
        self.stamp = stamp

    def find(self, path: Path, project: str) -> tuple[Path, State] | None:
        """A folder whose columns are those of this file; folders of this file that are not are deleted."""
        now = file_state(path)
        found = None
        for folder in sorted(self.root.glob(f"{_name_of(path)}-*")):
            state = read_state(folder)
            if state is None and _is_young(folder):
                continue  # another program is making it
            if found is None and state and (state.stamp, state.project, state.file) == (self.stamp, project, now):
                found = folder, state
                with contextlib.suppress(OSError):
                    os.utime(folder / STATE)  # used just now
            else:
                remove_folder(folder)
        return found

    def new_folder(self, path: Path) -> Path:
        """A name for columns of this file; the folder itself is not made."""
        self.root.mkdir(parents=True, exist_ok=True)
        return self.root / f"{_name_of(path)}-{uuid.uuid4().hex[:12]}"

    def tidy(self, keep: Path) -> None:
        """Delete what has not been used for longest, until all is small enough; `keep` stays."""
        folders = [(_last_used(folder), _size_of(folder), folder) for folder in self.root.glob("*-*")]
        total = sum(size for _, size, _ in folders)
        for _, size, folder in sorted(folders):
            if total > MOST_BYTES and folder != keep:
                remove_folder(folder)
                total -= size


def read_state(folder: Path) -> State | None:
    """What the folder's columns are of; None where it does not say."""
    try:
        return msgspec.json.decode((folder / STATE).read_bytes(), type=State)
    except (OSError, msgspec.MsgspecError, RecursionError):
        return None


def write_state(folder: Path, state: State) -> None:
    """Say what the columns are of, in one step."""
    beside = folder / f".{uuid.uuid4().hex}"
    beside.write_bytes(msgspec.json.encode(state))
    beside.replace(folder / STATE)


def remove_folder(folder: Path) -> None:
    """Delete a folder of columns, its state first, so that what is left is never trusted."""
    import shutil

    with contextlib.suppress(OSError):
        (folder / STATE).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def _name_of(path: Path) -> str:
    return hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _is_young(folder: Path) -> bool:
    import time

    with contextlib.suppress(OSError):
        return time.time() - folder.stat().st_mtime < 24 * 3600
    return False


def _last_used(folder: Path) -> float:
    for path in (folder / STATE, folder):
        with contextlib.suppress(OSError):
            return path.stat().st_mtime
    return 0.0


def _size_of(folder: Path) -> int:
    total = 0
    with contextlib.suppress(OSError):  # it may be deleted meanwhile
        for path in folder.rglob("*"):
            total += path.stat().st_size if path.is_file() else 0
    return total
