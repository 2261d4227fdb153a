"""Making a large export in two processes: each makes every second piece, and one writes what both have made.

The second process opens the project for itself, to read. It sends finished bytes, so that what travels between the two
is quick to take over.
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing

from libyamap.app.beside import beside, received
from libyamap.app.exporting.rows import ExportBatch, Exported

WORTH_BYTES = 40_000_000
"""Smaller projects are written before a second process has started."""
Encode = Callable[[ExportBatch], bytes]
"""What a format makes of a batch; it must be such that another process can be told of it."""


def encoded(exported: Exported, encode: Encode) -> Generator[bytes, None, None]:
    """The bytes of all batches in their order; closing the iterator ends the other process."""
    if exported.again is None:
        yield from map(encode, exported.batches())
        return
    with beside(_theirs, (exported.again, encode), "libyamap export") as pipe, closing(exported.mine()) as mine:
        for batch in mine:  # the first piece is ours, and there is never a piece of theirs more
            yield encode(batch)
            message = received(pipe)
            if message is not None:
                yield message


def _theirs(again: Callable[[], Iterator[ExportBatch]], encode: Encode) -> Iterator[bytes]:
    return map(encode, again())
