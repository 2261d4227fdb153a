"""Looks for likely pairs in a process of its own, so that the window stays quick however large the project is."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import msgspec

from libyamap.app.duplicates.finding import LikelyPair
from libyamap.errors import WorldError

MOST = 1_000
"""So many pairs are shown at once; when they are worked off, the next ones come."""
_PATIENT = 10
"""How much nicer than others a process is that nobody has asked for."""


class Looking:
    """Called in a worker thread; `stop` from any other. `unasked`: everything else goes before it."""

    def __init__(self, project: Path, *, unasked: bool = False) -> None:
        self._unasked = unasked
        self._command = [
            *(sys.executable, "-m", "libyamap.cli", "duplicates", str(project.resolve()), "--json"),
            *("--most", str(MOST)),
        ]
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, dataset: str = "") -> list[LikelyPair]:
        """The surest pairs, with an event of this data set if one is named. WorldError says why there is no answer."""
        command = [*self._command, "--dataset", dataset] if dataset else self._command
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with self._process as process:
            if self._unasked and hasattr(os, "setpriority"):
                with suppress(OSError):  # it has ended already
                    os.setpriority(os.PRIO_PROCESS, process.pid, _PATIENT)
            told, error = process.communicate()
        if process.returncode:
            said = error.decode("utf-8", "replace").strip().removeprefix("libyamap: ")
            raise WorldError(said or "The search for likely duplicates was ended.")
        return [_pair(each) for each in json.loads(told)]

    def stop(self) -> None:
        """End it; the answer is not wanted any more."""
        if self._process is not None:
            with suppress(OSError):
                self._process.kill()


def _pair(document: dict[str, object]) -> LikelyPair:
    ends = {name: dict(end)["id"] for name in ("keep", "join") if isinstance(end := document[name], dict)}
    return msgspec.convert({**document, **ends}, LikelyPair)
