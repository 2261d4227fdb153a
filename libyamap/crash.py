"""What is left behind when the program fails by its own fault, so that the next start can say so.

Reports lie in platformdirs' user_log_dir("libyamap"), at most `KEPT` of them. Python's exceptions are written by
`record`; crashes below Python (a segmentation fault in a library) by faulthandler into a file of this process, which
becomes a report at the next start. Imports nothing of ours.
"""

import datetime as dt
import faulthandler
import os
import platform
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import platformdirs

KEPT = 10
_REPORT = "crash-"
_FAULT = "fault-"
_TOLD = "told"


def log_folder() -> Path:
    """Where reports are kept."""
    return Path(platformdirs.user_log_dir("libyamap", appauthor=False))


def record(exception: BaseException, folder: Path | None = None) -> Path:
    """Write a report of the exception with its traceback, and give its path. OSError where it cannot be written."""
    target = folder or log_folder()
    target.mkdir(parents=True, exist_ok=True)
    now = dt.datetime.now(dt.UTC)
    path = target / f"{_REPORT}{now:%Y%m%dT%H%M%S%f}Z-{os.getpid()}.txt"
    head = f"{now.isoformat()}\nPython {platform.python_version()}, {platform.platform()}\n\n"
    path.write_text(head + "".join(traceback.format_exception(exception)), encoding="utf-8")
    _rotate(target)
    return path


def reports(folder: Path | None = None) -> list[Path]:
    """All reports, oldest first."""
    target = folder or log_folder()
    return sorted(target.glob(f"{_REPORT}*.txt")) if target.is_dir() else []


def untold(folder: Path | None = None) -> Path | None:
    """The newest report that the user has not been told of yet, or None; asking counts as telling."""
    target = folder or log_folder()
    _adopt_faults(target)
    found = reports(target)
    if not found:
        return None
    marker = target / _TOLD
    with suppress(OSError):
        if marker.exists() and marker.read_text(encoding="utf-8") >= found[-1].name:
            return None
        marker.write_text(found[-1].name, encoding="utf-8")
    return found[-1]


class FaultFile:
    """faulthandler's file of this process: there while the program runs, gone after a clean end."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or log_folder()) / f"{_FAULT}{os.getpid()}.txt"
        self._file: TextIO | None = None
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("w", encoding="utf-8")
        faulthandler.enable(self._file or sys.__stderr__ or sys.stderr)

    def close(self) -> None:
        """End of a clean run: the file held nothing."""
        if self._file is None:
            return
        faulthandler.disable()
        self._file.close()
        self._file = None
        with suppress(OSError):
            self._path.unlink()


def _adopt_faults(folder: Path) -> None:
    """Turn what faulthandler left behind in earlier runs into reports."""
    for path in folder.glob(f"{_FAULT}*.txt") if folder.is_dir() else ():
        with suppress(OSError):
            if path.stat().st_size:
                when = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
                path.rename(folder / f"{_REPORT}{when:%Y%m%dT%H%M%S%f}Z-{path.stem.removeprefix(_FAULT)}.txt")


def _rotate(folder: Path) -> None:
    for path in reports(folder)[:-KEPT]:
        with suppress(OSError):
            path.unlink()
