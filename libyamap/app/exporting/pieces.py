"""An export in pieces: each is read by itself, here or by another process."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import pairwise
from typing import NamedTuple, Protocol

from libyamap.app.exporting.rows import ExportBatch
from libyamap.app.ports import StoreReader
from libyamap.domain.model import FEATURE_CLASSES, Feature

PIECE = 500
"""Four times as many take a quarter longer: what is made of them no longer fits into the processor's cache."""


class Piece(NamedTuple):
    """Some features of one kind: those whose ids follow `after`, up to `until` (empty: to the end)."""

    record_type: type[Feature]
    after: str
    until: str


def pieces_of(reader: StoreReader) -> tuple[Piece, ...]:
    """All features of a project; links last, for what reads them in order."""
    return tuple(
        Piece(record_type, *ends)
        for record_type in FEATURE_CLASSES.values()
        for ends in pairwise(("", *reader.marks(record_type, PIECE), ""))
    )


class Opened(Protocol):
    """An export that can be made by the piece."""

    def batches(self, pieces: tuple[Piece, ...], extra: tuple[str, ...]) -> Iterator[ExportBatch]:
        """One batch a piece, empty or not, with these attributes."""
        ...


def made_again(
    opener: Callable[[], AbstractContextManager[Opened]], pieces: tuple[Piece, ...], extra: tuple[str, ...]
) -> Iterator[ExportBatch]:
    """One batch a piece, empty or not, of an export that is opened for it: in another process."""
    with opener() as export:
        yield from export.batches(pieces, extra)
