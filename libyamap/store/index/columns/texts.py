"""Searching and sorting by words: each feature's folded words in one file, and the ranks of titles and places.

They are made after the columns, which the map can do without them; a question that comes before waits. The words stand
one feature a line, in the order of the tables, each with at least a space before it: so bytes find the beginning of a
word.
"""

import mmap
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np

from libyamap.app.folding import folded, words
from libyamap.app.matching import names_of
from libyamap.domain.model import FEATURE_CLASSES, Feature
from libyamap.errors import WorldError
from libyamap.store.index.columns.arrays import Column, Ints, Mask
from libyamap.store.index.columns.base import Base
from libyamap.store.index.columns.ranking import Ranking
from libyamap.store.index.columns.reading import in_pieces
from libyamap.store.index.columns.rows_digest import RowsDigest
from libyamap.store.index.columns.spool import Spool
from libyamap.store.index.sorting import Names
from libyamap.store.lookups import Lookups
from libyamap.store.schema import TABLES

RANKED: Final = ("title", "place")
UNTITLED: Final = "(untitled)"
_NO_TEXTS: Final = (None, None, None, None, None, None)
_PATIENCE_S: Final = 3.0
_PIECE: Final = 4 << 20
_RARE: Final = 10_000
_LINE_END: Final = ord("\n")
_FOLDED_ASCII: Final = bytes(
    ord(folded(chr(code)) if chr(code).isalnum() else chr(code) if chr(code) in "_\n" else " ") if code < 128 else 32
    for code in range(256)
)
_NO_LETTERS: Final = b"'`"
"""What folding leaves out of a word."""


class TextReading(Lookups):
    """Reads the texts of all features, in the order in which `reading` read them.

    `columns` are then `words` (bytes), `starts` of the lines, `title_rank` and `place_rank` (0: empty).
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, room: Path) -> None:
        """`room`: as that of `Spool`."""
        super().__init__(connection, path)
        self._room = room
        self.columns: dict[str, Spool] = {}

    def read(self, fids: Sequence[Ints]) -> Iterator[int]:
        """Read these rows (for each kind their numbers, ascending); gives how many are done, again and again."""
        yield from self._read(self._batches(fids))

    def read_all(self, digest: RowsDigest) -> Iterator[int]:
        """Read all rows that there are, and tell which; gives how many are done, again and again."""
        yield from self._read(self._all_batches(digest))

    def _read(self, batches: Iterator[list[tuple[Any, ...]]]) -> Iterator[int]:
        written, starts = Spool(self._room, np.uint8), Spool(self._room, np.int64)
        starts.append(np.zeros(1, np.int64))
        ranked = {name: Ranking(self._room) for name in RANKED}
        done = 0
        for rows in batches:
            if not rows:
                continue
            columns = list(zip(*rows, strict=True))
            titles, descriptions = _texts(columns[1], UNTITLED), _texts(columns[2])
            places, types, tags = map(_texts, columns[3:])
            more = map(_tags, tags) if any(tags) else tags
            lines = word_lines(list(map(" ".join, zip(titles, descriptions, places, types, more, strict=True))))
            letters = np.frombuffer(lines, np.uint8)
            starts.append(np.flatnonzero(letters == _LINE_END) + (len(written) + 1))
            written.append(letters)
            ranked["title"].add(folded_all(titles))
            ranked["place"].add(folded_all(places) if any(places) else places)
            done += len(rows)
            yield done
        self.columns = {"words": written, "starts": starts}
        for name in RANKED:
            self.columns[f"{name}_rank"] = ranked.pop(name).ranks()

    def _batches(self, fids: Sequence[Ints]) -> Iterator[list[tuple[Any, ...]]]:
        for record_type, wanted in zip(FEATURE_CLASSES.values(), fids, strict=True):
            start = 0
            for rows in self._pieces(record_type):
                stop = int(np.searchsorted(wanted, rows[-1][0], side="right"))
                yield _only(rows, wanted[start:stop])
                start = stop
            if start < len(wanted):  # the last rows were deleted while this was read
                yield [_NO_TEXTS] * (len(wanted) - start)

    def _all_batches(self, digest: RowsDigest) -> Iterator[list[tuple[Any, ...]]]:
        for record_type in FEATURE_CLASSES.values():
            for rows in self._pieces(record_type):
                digest.add(np.array([row[0] for row in rows], np.int64))
                yield rows
            digest.end_kind()

    def _pieces(self, record_type: type[Feature]) -> Iterator[list[tuple[Any, ...]]]:
        sql = f'SELECT fid, title, description, place, type, tags FROM "{TABLES[record_type].name}" WHERE fid > ?'
        return in_pieces(self._connection, f"{sql} ORDER BY fid", 0, 0)


class Texts:
    """The texts of one base, from the moment that they are there."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._there = threading.Event()
        self._columns: dict[str, Column] = {}
        self._words: mmap.mmap | None = None
        self._problem = ""

    def provide(self, columns: dict[str, Column], words_file: Path) -> None:
        """They are there; `words_file` is the .npy of the words. It stays usable when another program deletes it."""
        with words_file.open("rb") as file:
            self._words = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._columns = columns
        self._there.set()

    def fail(self, problem: str) -> None:
        """They will not come: whoever waits gets a WorldError with this sentence."""
        self._problem = problem
        self._there.set()

    def ranks(self, name: str) -> Column:
        """For each row its place among all titles (or places), 0 where there is none."""
        self._wait()
        ranks = np.empty(self._base.count, np.uint32)
        ranks[self._base["by_fid"]] = self._columns[f"{name}_rank"]
        return ranks

    def find(self, text: str, names: Names) -> Mask:
        """Rows in which each word of the text begins a word, their actors' names among them."""
        self._wait()
        mask = self._base.everything()
        for word in words(text):
            found = np.zeros(self._base.count, np.bool_)
            found[self._base["by_fid"][self._lines_with(word)]] = True
            starts, rows, numbers = self._base["actor_starts"], self._base["actor_rows"], self._base.numbers["actor"]
            for actor in names.actors.values():
                its_words = chain.from_iterable(map(words, names_of(actor)))
                if actor.id in numbers and any(each.startswith(word) for each in its_words):
                    at = numbers[actor.id]
                    found[rows[starts[at] : starts[at + 1]]] = True
            mask &= found
        return mask

    def _lines_with(self, word: str) -> Ints:
        """Numbers of the lines that have a word with this beginning."""
        if self._words is None:
            return np.empty(0, np.int64)
        needle = b" " + word.encode()
        starts = self._columns["starts"]
        head = len(self._words) - int(starts[-1])  # of the .npy
        found: list[Ints] = []
        for at in range(head, len(self._words), _PIECE):
            begin = max(head, at - len(needle) + 1)  # a needle may lie across the border of two pieces
            found.append(_places_of(needle, self._words[begin : at + _PIECE]) + (begin - head))
        if hasattr(mmap, "MADV_DONTNEED"):
            self._words.madvise(mmap.MADV_DONTNEED)  # a gigabyte of words need not stay in memory
        places = np.concatenate(found) if found else np.empty(0, np.int64)
        return np.searchsorted(starts, places, side="right") - 1

    def _wait(self) -> None:
        if not self._there.wait(_PATIENCE_S):
            raise WorldError("The texts of this project are still being read; try again in a moment.")
        if self._problem:
            raise WorldError(self._problem)


def _places_of(needle: bytes, text: bytes) -> Ints:
    """Where the needle is in the text: one by one where it is rare, letter by letter for all places where it is not."""
    if text.count(needle) > _RARE:
        letters = np.frombuffer(text, np.uint8)
        places = np.flatnonzero(letters[: len(text) - len(needle) + 1] == needle[0])
        for at, letter in enumerate(needle[1:], 1):
            places = places[letters[places + at] == letter]
        return places
    found = []
    hit = text.find(needle)
    while hit >= 0:
        found.append(hit)
        hit = text.find(needle, hit + 1)
    return np.array(found, np.int64)


def _only(rows: list[tuple[Any, ...]], fids: Ints) -> list[tuple[Any, ...]]:
    """The texts of these rows: the same rows, unless some came or went since their numbers were read."""
    if [row[0] for row in rows] == fids.tolist():
        return rows
    found = {row[0]: row for row in rows}
    return [found.get(fid, _NO_TEXTS) for fid in fids.tolist()]


def _texts(values: Sequence[Any], otherwise: str = "") -> list[str]:
    """A column as texts, with another in place of what is none (NULL, or left by another program)."""
    return [value if type(value) is str else otherwise for value in values]


def _tags(text: str) -> str:
    with suppress(msgspec.MsgspecError, RecursionError):
        return " ".join(msgspec.json.decode(text, type=tuple[str, ...])) if text else ""
    return ""


def word_lines(texts: Sequence[str]) -> bytes:
    """The folded words of each text as a line, each word with at least a space before it."""
    together = "\n".join(texts)
    if together.count("\n") >= len(texts):
        together = "\n".join([text.replace("\n", " ") for text in texts])
    if together.isascii():  # most are; what `words` would find, thirty times as fast
        return b" %b\n" % together.encode().translate(_FOLDED_ASCII, _NO_LETTERS).replace(b"\n", b"\n ")
    return b"".join(
        [
            word_lines([text]) if text.isascii() else f" {' '.join(words(text))}\n".encode("utf-8", "replace")
            for text in texts
        ]
    )


def folded_all(texts: Sequence[str]) -> list[str]:
    """Each text as it is compared."""
    together = "\n".join(texts)
    if together.isascii() and together.count("\n") < len(texts):
        return folded.__wrapped__(together).split("\n")
    return [folded(text) for text in texts]
