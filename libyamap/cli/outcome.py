"""Turns whatever ends a command into an exit code and at most one line on stderr; never a traceback."""

from types import TracebackType
from typing import Self

from libyamap.cli.output import complain, drop_output
from libyamap.errors import WorldError

DONE, COULD_NOT, WRONG_USAGE = 0, 1, 2
BUG = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED = 130  # what a shell reports after Ctrl-C


class Outcome:
    """Wraps the run of a command; `code` is its exit code afterwards. SystemExit (of argparse) passes through."""

    def __init__(self) -> None:
        self.code = DONE

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if isinstance(error, WorldError):
            complain(str(error))
            self.code = COULD_NOT
        elif isinstance(error, BrokenPipeError):  # the reader has seen enough, as with `| head`
            drop_output()
            self.code = COULD_NOT
        elif isinstance(error, KeyboardInterrupt):
            self.code = INTERRUPTED
        elif isinstance(error, Exception):
            complain(_reported(error))
            self.code = BUG
        else:
            return False
        return True


def _reported(error: Exception) -> str:
    from libyamap import crash

    sentence = "Something went wrong inside libyamap; this is a bug of ours."
    try:
        return f"{sentence} A report with the details is in “{crash.record(error)}”."
    except OSError:
        return f"{sentence} ({type(error).__name__}: {error})"
