"""The texts of a project made while its columns are, by a second process, so that a second core is used.

They lie in a folder of their own until it is known that they are of the same rows as the columns.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from libyamap.app.beside import beside, received
from libyamap.errors import WorldError
from libyamap.store.index.columns.arrays import Ints
from libyamap.store.index.columns.files import remove, write_folder
from libyamap.store.index.columns.rows_digest import RowsDigest, digest_of
from libyamap.store.index.columns.texts import TextReading
from libyamap.store.index.connections import open_for_reading

AHEAD: Final = "texts-ahead"
LEAST: Final = 100_000
"""Fewer features are read before a second process has started."""
MOST: Final = 12_000_000
"""Of more, columns and texts are made one after the other: together they would need a gigabyte of memory."""
Tick = Callable[[int], None]


class Ahead:
    """Texts in the making; `pipe` None: there are too few or too many for it."""

    def __init__(self, folder: Path, pipe: Connection | None) -> None:
        self._folder = folder
        self._pipe = pipe

    def are_of(self, fids: Sequence[Ints], tick: Tick) -> bool:
        """Wait for them; whether they are there, and of these rows (for each kind their numbers).

        They are not where the process has ended, or read before or after a row came or went.
        """
        if self._pipe is None:
            return False
        digest = b""
        with suppress(RuntimeError, WorldError, OSError, MemoryError):  # they are then made as if nothing was begun
            while (message := received(self._pipe)) is not None:
                if isinstance(message, int):
                    tick(message)
                else:
                    digest = message
        return bool(digest == digest_of(fids))

    def put(self, folder: Path) -> None:
        """Put them where they belong."""
        self._folder.rename(folder)


@contextmanager
def texts_ahead(path: Path, folder: Path, count: int) -> Iterator[Ahead]:
    """Begin to make the texts of a project of about `count` features, of which `folder` will have the columns."""
    ahead = folder / AHEAD
    if not LEAST <= count <= MOST:
        yield Ahead(ahead, None)
        return
    try:
        with beside(_made, (path, ahead, folder.parent), "libyamap texts") as pipe:
            yield Ahead(ahead, pipe)
    finally:
        remove(ahead)


def _made(path: Path, ahead: Path, room: Path) -> Iterator[int | bytes]:
    """How many features have been read, again and again; at last, when all is written, a digest of the rows."""
    digest = RowsDigest()
    try:
        with closing(open_for_reading(path)) as connection:
            reading = TextReading(connection, path, room)
            yield from reading.read_all(digest)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    write_folder(ahead, reading.columns, {})
    yield digest.bytes()
