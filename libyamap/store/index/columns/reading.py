"""Reads all features of a project into arrays: what is plain by the batch, the rest one by one as the reader has them.

Plain is a row with known words and a point of the form that we write ourselves, or no geometry. Any other row (a line,
an area, a value that another program left, an unknown word) goes through the same reader as everywhere, so that both
indexes know the same of it. The columns of derived days are never trusted; the time's text is read anew.
"""

import math
import re
import sqlite3
import struct
from collections.abc import Callable, Iterator
from itertools import chain, repeat
from operator import is_, is_not
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np

from libyamap.app.in_areas import provinces_met
from libyamap.app.matching import CERTAINTIES
from libyamap.app.ports import AreaGazetteer
from libyamap.app.viewport import GatherKey
from libyamap.domain.model import FEATURE_CLASSES
from libyamap.domain.precision import Drawing, drawing_for, ring_radius_m
from libyamap.domain.time import span_of
from libyamap.domain.vocabulary import Kind, Status
from libyamap.errors import InvalidValue
from libyamap.store.index.columns.arrays import Column, Ints
from libyamap.store.index.columns.id_numbers import numbers_of
from libyamap.store.index.columns.raw import WORDS, Raw, pairs_of
from libyamap.store.index.columns.words import STRANGE, Fixed
from libyamap.store.index.entry import WIDEST_RING_M, Entry, entry_of, pad_of
from libyamap.store.index.lookup import RowLookup
from libyamap.store.schema import TABLES

BATCH: Final = 20_000
BATCH_BYTES: Final = 24_000_000
OPEN_START, OPEN_END = -(2**31), 2**31 - 1
"""Days (proleptic Gregorian ordinals) that stand for an open or unknown beginning and end."""
EVENT_POINT, OTHER_POINT, GATHERED, SHAPE, NOWHERE = range(5)
"""How a feature can be drawn: from one point (events apart), at a label, by a shape of its own, not at all."""
KINDS: Final = tuple(Kind)

_COLUMNS: Final = (
    "fid", "id", "layer", "type", "status", "certainty", "time", "where_prec", "geom", "radius_m", "country",
    "province", "tags", "dataset",
)  # fmt: skip
_POINT: Final = struct.pack("<2sBBi", b"GP", 0, 1, 4326) + struct.pack("<BI", 1, 1)
_POINT_BYTES: Final = len(_POINT) + 16
_NO_POINT: Final = bytes(_POINT_BYTES)
_COUNTRY: Final = re.compile("[A-Z]{3}")
_AT_ONCE: Final = 1_000
_ONE_IN: Final = 50
_MOST_REMEMBERED: Final = 100_000
_STATUSES: Final = Fixed({status.value: at for at, status in enumerate(Status)} | {None: 0})
_CERTAINTIES: Final = Fixed({word.value: at for at, word in enumerate(CERTAINTIES, 1)} | {None: 0})
_PRECISIONS: Final = Fixed({number: number for number in range(1, 8)} | {None: 0})

Tick = Callable[[int], None]


class FeatureReading:
    """Reads the feature tables through one connection, in short queries."""

    def __init__(self, reader: RowLookup, connection: sqlite3.Connection, areas: AreaGazetteer, room: Path) -> None:
        """`room` is that of `Spool`."""
        self._reader = reader
        self._connection = connection
        self._areas = areas
        self._span = _Spans().__getitem__
        self._tags: dict[str, tuple[int, ...] | None] = {}
        self._drawings: dict[tuple[int, int, bool, bool], int] = {}
        self.raw = Raw(room)

    def read(self, tick: Tick) -> Raw:
        """Everything; `tick` is told how many rows are done after each batch."""
        for kind in KINDS:
            self.raw.starts.append(self.raw.count)
            for rows in self._batches(kind):
                self._take(kind, list(zip(*rows, strict=True)))
                tick(self.raw.count)
        return self.raw

    def _batches(self, kind: Kind) -> Iterator[list[tuple[Any, ...]]]:
        name = TABLES[FEATURE_CLASSES[kind]].name
        columns = ", ".join(f'"{column}"' for column in _COLUMNS)
        yield from in_pieces(self._connection, f'SELECT {columns} FROM "{name}" WHERE fid > ? ORDER BY fid', 0, 0)

    def _take(self, kind: Kind, columns: list[tuple[Any, ...]]) -> None:
        read = dict(zip(_COLUMNS, columns, strict=True))
        words = self.raw.vocabularies
        size = len(read["fid"])
        coded = {name: words[name].numbers(read[name]) for name in WORDS}
        coded["status"] = _STATUSES.numbers(read["status"])
        coded["certainty"] = _CERTAINTIES.numbers(read["certainty"])
        coded["where_prec"] = _PRECISIONS.numbers(read["where_prec"])
        strange = np.logical_or.reduce([column == STRANGE for column in coded.values()])
        strange |= coded["layer"] == 0
        strange |= ~_fitting(words["country"].words)[coded["country"]]
        spots, has_point, odd = _points(read["geom"])
        strange |= odd | (has_point if kind in {Kind.ZONE, Kind.LINK} else False)
        radius, odd = _radii(read["radius_m"])
        strange |= odd
        days = np.fromiter(chain.from_iterable(map(self._span, read["time"])), np.int64, 2 * size).reshape(-1, 2)
        self._note_tags(read["tags"], strange)
        placing, gather, pad = self._placing(kind, coded, has_point, radius)
        batch: dict[str, Column] = {
            "fid": np.array(read["fid"], np.int64),
            "kind": np.full(size, KINDS.index(kind), np.uint8),
            "first": days[:, 0].astype(np.int32),
            "last": days[:, 1].astype(np.int32),
            "placing": placing,
            "gather": gather,
            "lon": spots[:, 0].copy(),
            "lat": spots[:, 1].copy(),
            "pad": pad,
            **{name: column.astype(np.int32) for name, column in coded.items()},
        }
        if strange.any():
            self._mend(kind, batch, np.flatnonzero(strange))
        self.raw.add(numbers_of(read["id"]), batch)

    def _placing(
        self, kind: Kind, coded: dict[str, Ints], has_point: Column, radius: Column
    ) -> tuple[Column, Column, Column]:
        """How each row can be drawn, at which label it is gathered, how far its ring reaches (metres)."""
        words = self.raw.vocabularies
        shape = (8, 2, len(words["province"].words), len(words["country"].words))
        sides = (np.maximum(coded["where_prec"], 0), has_point.astype(np.int64), coded["province"], coded["country"])
        strange = np.logical_or.reduce([side < 0 for side in sides])  # is mended afterwards
        keys = np.ravel_multi_index([np.where(strange, 0, side) for side in sides], shape)
        sorts, which = np.unique(keys, return_inverse=True)
        placing, gather = np.full(len(sorts), NOWHERE, np.uint8), np.zeros(len(sorts), np.int32)
        usual = np.zeros(len(sorts), np.float32)
        found = np.column_stack(np.unravel_index(sorts, shape)).tolist()
        for at, (precision, there, province, country) in enumerate(found):
            drawing = drawing_for(
                precision or None, has_geometry=bool(there), has_province=province > 0, has_country=country > 0
            )
            if drawing in {Drawing.POINT, Drawing.RING, Drawing.AREA}:
                placing[at] = EVENT_POINT if kind is Kind.EVENT else OTHER_POINT
                if drawing is Drawing.RING:
                    usual[at] = ring_radius_m(precision, None)
            elif drawing in {Drawing.PROVINCE, Drawing.BADGE}:
                number = self._gather_number(drawing, province, country)
                placing[at], gather[at] = (GATHERED if number >= 0 else NOWHERE), max(0, number)
        pad = np.where((usual[which] > 0) & (radius > 0), radius, usual[which]).astype(np.float32)
        return placing[which], gather[which], pad

    def _gather_number(self, drawing: Drawing, province: int, country: int) -> int:
        words = self.raw.vocabularies
        if drawing is Drawing.PROVINCE:
            key = GatherKey("province", words["province"].words[province])
            known = self._areas.province(key.code) is not None
        else:
            key = GatherKey("country", words["country"].words[country])
            known = self._areas.country(key.code) is not None
        return self.raw.gather_number(key) if known else -1

    def _note_tags(self, column: tuple[Any, ...], strange: Column) -> None:
        """Pairs of row and tag; a row whose tags are not a list of texts is strange."""
        if column.count(None) == len(column):
            return
        rows: list[int] = []
        tags: list[int] = []
        for at, text in enumerate(column):
            if text is None:
                continue
            if not isinstance(text, str):
                strange[at] = True
                continue
            if text not in self._tags:
                if len(self._tags) >= _MOST_REMEMBERED:
                    self._tags.clear()
                self._tags[text] = self._tag_numbers(text)
            numbers = self._tags[text]
            if numbers is None:
                strange[at] = True
            else:
                rows += [self.raw.count + at] * len(numbers)
                tags += numbers
        self.raw.tags.append(pairs_of(np.array(rows, np.int64), np.array(tags, np.int64)))

    def _tag_numbers(self, text: str) -> tuple[int, ...] | None:
        try:
            tags = msgspec.json.decode(text, type=tuple[str, ...])
        except (msgspec.MsgspecError, RecursionError):
            return None
        return tuple({self.raw.vocabularies["tag"][tag] for tag in tags})

    def _mend(self, kind: Kind, batch: dict[str, Column], rows: Ints) -> None:
        """Put in what the reader says of rows that are not plain; a thousand at a time, as they may have any shape."""
        for start in range(0, len(rows), _AT_ONCE):
            places = rows[start : start + _AT_ONCE].tolist()
            fids = batch["fid"][places].tolist()
            features = self._reader.features_at(kind, fids)
            for at, fid in zip(places, fids, strict=True):
                if fid in features:
                    self._set(batch, at, entry_of(features[fid], (), self._areas))
        self.raw.shapes.end_batch()

    def _set(self, batch: dict[str, Column], at: int, entry: Entry) -> None:
        feature, words = entry.feature, self.raw.vocabularies
        for name in WORDS:
            batch[name][at] = words[name][getattr(feature, name)]
        batch["status"][at] = list(Status).index(feature.status)
        batch["certainty"][at] = CERTAINTIES.index(feature.certainty) + 1 if feature.certainty else 0
        batch["where_prec"][at] = feature.where_prec or 0
        batch["first"][at], batch["last"][at] = span_in_days(feature.time)
        batch["placing"][at], batch["gather"][at], batch["pad"][at] = NOWHERE, 0, 0
        if entry.gather is not None:
            batch["placing"][at] = GATHERED
            batch["gather"][at] = self.raw.gather_number(entry.gather)
        elif entry.spot is not None:
            batch["placing"][at] = EVENT_POINT if feature.kind is Kind.EVENT else OTHER_POINT
            batch["lon"][at], batch["lat"][at] = entry.spot
            batch["pad"][at] = pad_of(feature)
        elif entry.boxes:
            batch["placing"][at] = SHAPE
        number = self.raw.count + at
        if batch["placing"][at] == SHAPE and feature.geometry is not None:
            self.raw.shapes.add(number, entry.boxes, provinces_met(feature.geometry, self._areas))
        tags = np.array([words["tag"][tag] for tag in set(feature.tags)], np.int64)
        self.raw.tags.append(pairs_of(np.full(len(tags), number), tags))


class _Spans(dict[object, tuple[int, int]]):
    """First and last days of EDTF texts, remembered."""

    def __missing__(self, text: object) -> tuple[int, int]:
        found = span_in_days(text)
        if isinstance(text, str | None) and len(self) < _MOST_REMEMBERED:
            self[text] = found
        return found


def in_pieces(connection: sqlite3.Connection, sql: str, first: Any, at: int) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a query that goes on after a given value, in the order of that value (column `at`), by the batch.

    A batch is of BATCH rows, or of fewer that have BATCH_BYTES of texts and shapes. Each is a query of its own, so that
    whoever writes never waits for the end of a long reading. What is changed meanwhile is in the journal, and whoever
    uses the columns asks that.
    """
    after = first
    while rows := _batch(connection.execute(f"{sql} LIMIT {BATCH}", (after,))):
        yield rows
        after = rows[-1][at]


def _batch(cursor: sqlite3.Cursor) -> list[tuple[Any, ...]]:
    """The first rows of a query, which is then over."""
    rows: list[tuple[Any, ...]] = []
    size = 0
    while size < BATCH_BYTES and (more := cursor.fetchmany(_AT_ONCE)):
        rows += more
        some = chain.from_iterable(more[::_ONE_IN])  # the others are about as large
        size += _ONE_IN * sum(len(value) for value in some if isinstance(value, str | bytes))
    cursor.close()
    return rows


def span_in_days(text: object) -> tuple[int, int]:
    """First and last day of an EDTF text as ordinals; a text that cannot be read has neither."""
    try:
        earliest, latest = span_of(text) if isinstance(text, str) else (None, None)
    except InvalidValue:
        earliest, latest = None, None
    return earliest.toordinal() if earliest else OPEN_START, latest.toordinal() if latest else OPEN_END


def _fitting(countries: list[str]) -> Column:
    """Which of the country words may stand in a record."""
    return np.array([not word or bool(_COUNTRY.fullmatch(word)) for word in countries], np.bool_)


def _points(blobs: tuple[Any, ...]) -> tuple[Column, Column, Column]:
    """Positions, which rows have one, and which have something that must be read the slow way."""
    nothing = _are_none(blobs)
    filled = [_NO_POINT if blob is None else blob for blob in blobs] if nothing.any() else blobs
    if set(map(type, filled)) != {bytes} or set(map(len, filled)) != {_POINT_BYTES}:
        filled = [blob if type(blob) is bytes and len(blob) == _POINT_BYTES else _NO_POINT for blob in blobs]
    table = np.frombuffer(b"".join(filled), np.uint8).reshape(-1, _POINT_BYTES)
    ours = (table[:, : len(_POINT)] == np.frombuffer(_POINT, np.uint8)).all(axis=1)
    spots = table[:, len(_POINT) :].copy().view("<f8")
    empty = np.isnan(spots).any(axis=1)  # POINT EMPTY is written as NaN
    there = ours & ~empty
    off_globe = there & ~((np.abs(spots[:, 0]) <= 180) & (np.abs(spots[:, 1]) <= 90))
    return spots, there & ~off_globe, off_globe | ~(ours | nothing)


def _radii(values: tuple[Any, ...]) -> tuple[Column, Column]:
    """Known radii in metres (0: none), and which rows must be read the slow way."""
    given = _are_none(values, wanted=False)
    if not given.any():
        return np.zeros(len(values)), given
    known = [
        0.0 if value is None else value if type(value) in {int, float} and math.isfinite(value) else -1.0
        for value in values
    ]
    radii = np.array(known, np.float64)
    return radii, given & ~((radii > 0) & (radii <= WIDEST_RING_M))


def _are_none(values: tuple[Any, ...], *, wanted: bool = True) -> Column:
    """Which values are None, or (`wanted` False) which are not."""
    return np.fromiter(map(is_ if wanted else is_not, values, repeat(None)), np.bool_, len(values))
