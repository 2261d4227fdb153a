"""How far a long work is, as one line on stderr that is written over; only where a person looks at a terminal."""

import sys
import time
from types import TracebackType
from typing import Self

from libyamap.cli.output import plain

_EVERY_SECONDS = 0.2


class ProgressLine:
    """Shows rows done and time left; wiped away when the work ends."""

    def __init__(self, name: str) -> None:
        self._name = plain(name)[:40]
        self._shown = sys.stderr.isatty()
        self._began = self._last = time.monotonic()

    def __call__(self, rows: int, done: float) -> None:
        """Show how far it is, not more often than one can read; no rows where there are none to count."""
        now = time.monotonic()
        if not self._shown or now - self._last < _EVERY_SECONDS:
            return
        self._last = now
        left = f", about {(now - self._began) * (1 - done) / done:.0f} s left" if 0.02 < done < 1 else ""
        counted = f"{rows:,} rows, " if rows else ""
        sys.stderr.write(f"\r\x1b[K{self._name}: {counted}{done:.0%}{left}")
        sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
