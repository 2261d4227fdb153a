"""Starts the process that makes the columns, hears how far it is, and can end it."""

import json
import subprocess
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

_SECONDS_TO_END: Final = 5.0
_SECONDS_TO_STOP: Final = 2.0
_SECONDS_TO_WRITE: Final = 20.0


class Maker:
    """One making, followed by a thread of its own."""

    def __init__(self, command: Sequence[str], hear: Callable[[dict[str, Any]], None]) -> None:
        """`hear` is called in that thread with each line of `worker`, and with `{"ended": ...}` at last."""
        self._hear = hear
        self._process = subprocess.Popen(
            list(command), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.PIPE, text=True
        )
        self._writing = False
        self._telling = threading.RLock()  # who is told may cancel
        self._cancelled, self._over = False, False
        self._after: Callable[[], object] = lambda: None
        self._thread = threading.Thread(target=self._follow, name="index-maker", daemon=True)
        self._thread.start()

    def cancel(self, after: Callable[[], object] = lambda: None) -> None:
        """End the process; nothing more is heard of it, and what was being told has been told when this returns.

        A process that has much in memory takes seconds to end, which nobody waits for: `after` is called then.
        """
        self._cancelled = True
        self._kill()
        with self._telling:
            over, self._after = self._over, after
        if over:
            after()

    def wait(self) -> None:
        """Until a process that was killed has ended."""
        if threading.current_thread() is not self._thread:
            self._thread.join(_SECONDS_TO_END)

    def stop(self) -> None:
        """Tell the process to end once what it is writing is whole, and wait for that; a deaf one is ended.

        One that writes for very long is left to finish alone.
        """
        with suppress(OSError, ValueError):
            if self._process.stdin is not None:
                self._process.stdin.write("\n")
                self._process.stdin.close()
        self._thread.join(_SECONDS_TO_STOP)
        if self._writing:
            self._thread.join(_SECONDS_TO_WRITE)
        if self._thread.is_alive() and not self._writing:
            self._kill()
            self.wait()

    def _kill(self) -> None:
        with suppress(OSError):
            self._process.kill()

    def _follow(self) -> None:
        with self._process:
            for line in self._process.stdout or ():
                with suppress(ValueError):
                    heard = json.loads(line)
                    if isinstance(heard, dict):
                        self._writing = bool(heard.get("writing", self._writing))
                        self._tell(heard)
        self._tell({"ended": self._process.returncode})
        with self._telling:
            self._over, after = True, self._after
        after()

    def _tell(self, heard: dict[str, Any]) -> None:
        with self._telling:
            if not self._cancelled:
                self._hear(heard)


def command_for(worker: Sequence[str], path: Path, folder: Path, stamp: str) -> tuple[str, ...]:
    """The process's arguments."""
    return (*worker, str(path.resolve()), str(folder), stamp)
