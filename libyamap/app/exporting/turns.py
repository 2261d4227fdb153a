"""Making a large export in two processes: each makes every second piece, and one writes what both have made.

The second process is started afresh (never forked: a window may be open) and opens the project for itself, to read. It
sends finished bytes, so that what travels between the two is quick to take over.
"""

import multiprocessing
import signal
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, closing
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, NamedTuple

from libyamap.app.exporting.rows import ExportBatch, Exported
from libyamap.errors import WorldError

if TYPE_CHECKING:
    from libyamap.app.exporting.dossiers import Piece
    from libyamap.app.exporting.export import Export

WORTH_BYTES = 40_000_000
"""Smaller projects are written before a second process has started."""
Encode = Callable[[ExportBatch], bytes]
"""What a format makes of a batch; it must be such that another process can be told of it."""


class Again(NamedTuple):
    """What the other process is told: how to open the export, and which pieces, with which attributes, it makes."""

    opener: Callable[[], AbstractContextManager["Export"]]
    pieces: tuple["Piece", ...]
    extra: tuple[str, ...]

    def batches(self) -> Iterator[ExportBatch]:
        """One batch a piece, empty or not."""
        with self.opener() as export:
            yield from export.batches(self.pieces, self.extra)


def encoded(exported: Exported, encode: Encode) -> Generator[bytes, None, None]:
    """The bytes of all batches in their order; closing the iterator ends the other process."""
    if exported.again is None:
        yield from map(encode, exported.batches())
        return
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, exported.again, encode), daemon=True, name="libyamap export")
    process.start()
    theirs.close()
    try:
        with closing(exported.mine()) as mine:
            for batch in mine:  # the first piece is ours, and there is never a piece of theirs more
                yield encode(batch)
                message = _received(ours)
                if message is not None:
                    yield message
    finally:
        ours.close()
        process.terminate()
        process.join()


def _received(pipe: Connection) -> bytes | None:
    try:
        message = pipe.recv()
    except EOFError:
        raise RuntimeError("the process that helps to write the file has ended") from None
    if isinstance(message, Exception):
        raise message
    return message if isinstance(message, bytes) else None


def _serve(pipe: Connection, again: Again, encode: Encode) -> None:
    """Run in the other process: send the bytes of its pieces, then None; or the error that ended it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one that writes; it ends this one
    try:
        for batch in again.batches():
            pipe.send(encode(batch))
        pipe.send(None)
    except BrokenPipeError:
        pass  # nobody wants it any more
    except (WorldError, OSError, MemoryError) as error:
        pipe.send(error)
    finally:
        pipe.close()
