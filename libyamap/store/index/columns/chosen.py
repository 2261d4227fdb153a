"""What a selection means on the columns, kept for the next question: a map, a table and a timeline ask of the same."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from functools import cached_property
from typing import Final, NamedTuple

import msgspec
import numpy as np

from libyamap.app.filter import Filter
from libyamap.app.matching import spans_of
from libyamap.app.viewport import Selection
from libyamap.domain.geometry import Geometry
from libyamap.domain.vocabulary import Kind
from libyamap.store.index.columns.arrays import Column, Mask
from libyamap.store.index.columns.base import Base
from libyamap.store.index.columns.masks import Asked, Beside, lasting_mask, time_mask
from libyamap.store.index.columns.points import Chosen, Points
from libyamap.store.index.columns.reading import KINDS
from libyamap.store.index.sorting import Names

_KEPT: Final = 4
_MOST_BINS: Final = 4_000_000
EVENT: Final = KINDS.index(Kind.EVENT)


class Finders(NamedTuple):
    """Who finds what the columns alone do not tell: rows with words, and shapes with a part in an area."""

    text: Callable[[str], Mask]
    shapes: Callable[[Geometry], Mask]


class Gathering(NamedTuple):
    """Counts of what is gathered: the sign's number, the leading actor, whether these are events, how many."""

    sign: Column
    lead: Column
    is_event: Mask
    number: Column

    def of(self, signs: Column, *, events: bool) -> int:
        """How many events, or others, are at these signs."""
        return int(self.number[np.isin(self.sign, signs) & (self.is_event == events)].sum())


class Rows:
    """The rows of a selection: `mask` over all of them, None where all are chosen."""

    def __init__(self, base: Base, events: Points, others: Points, mask: Mask | None) -> None:
        self.base = base
        self.mask = mask
        self._events, self._others = events, others

    @cached_property
    def events(self) -> Chosen:
        """Chosen events that are points."""
        return Chosen(self._events, self.mask)

    @cached_property
    def others(self) -> Chosen:
        """Other chosen points."""
        return Chosen(self._others, self.mask)

    @cached_property
    def total(self) -> int:
        """How many rows are chosen."""
        return self.base.count if self.mask is None else int(np.count_nonzero(self.mask))

    def numbers(self, block: slice) -> Column:
        """Chosen rows of a block."""
        if self.mask is None:
            return np.arange(block.start, block.stop)
        found: Column = np.flatnonzero(self.mask[block]) + block.start
        return found

    @cached_property
    def at_signs(self) -> Column:
        """Chosen rows that are known by their province or country."""
        return self.numbers(self.base.gathered)

    @cached_property
    def others_at_signs(self) -> Column:
        """Those of them that are no events."""
        found: Column = self.at_signs[self.base["kind"][self.at_signs] != EVENT]
        return found

    @cached_property
    def gathered(self) -> Gathering:
        """How many of them are gathered at each sign, by leading actor, events apart."""
        base, rows = self.base, self.at_signs
        signs = base["gather"][rows - base.gathered.start].astype(np.int64)
        actors = len(base.lists.words["actor"])
        keys = (signs * actors + base["lead"][rows]) * 2 + (base["kind"][rows] == EVENT)
        if len(base.lists.gather) * actors * 2 <= _MOST_BINS:
            sums = np.bincount(keys)
            found = np.flatnonzero(sums)
            counts = sums[found]
        else:
            found, counts = np.unique(keys, return_counts=True)
        pairs, is_event = found // 2, found % 2 == 1
        return Gathering(pairs // actors, pairs % actors, is_event, counts)


class Selections:
    """The last selections of one base, most of a selection being the same while its time window moves."""

    def __init__(self, base: Base, alive: Mask | None, names: Names, find: Finders) -> None:
        self.base = base
        self._alive = alive
        self._names = names
        self._find = find
        self._events = Points(base, "event", base.events)
        self._others = Points(base, "other", base.others)
        self._rows: OrderedDict[Selection, Rows] = OrderedDict()
        self._begun: dict[Selection, Future[Rows]] = {}
        self._lasting: OrderedDict[Asked, Mask | None] = OrderedDict()
        self._lock = threading.Lock()

    def rows(self, selection: Selection) -> Rows:
        """The rows of a selection. InvalidValue where its time cannot be read."""
        with self._lock:
            if selection in self._rows:
                self._rows.move_to_end(selection)
                return self._rows[selection]
            begun = self._begun.get(selection)
            ours = begun or self._begun.setdefault(selection, Future())
        if begun is not None:  # by the map, say, while the table asks for the same
            return begun.result()
        try:
            found = Rows(self.base, self._events, self._others, self._mask(selection))
        except BaseException as error:
            with self._lock:
                del self._begun[selection]
            ours.set_exception(error)
            raise
        with self._lock:
            self._rows[selection] = found
            while len(self._rows) > _KEPT:
                self._rows.popitem(last=False)
            del self._begun[selection]
        ours.set_result(found)
        return found

    def _mask(self, selection: Selection) -> Mask | None:
        spans = spans_of(selection)
        lasting = self._lasting_mask(Asked(selection.layers, _timeless(selection)))
        timely = time_mask(self.base, spans, certainly=selection.filter.time_match == "certainly")
        if timely is None or lasting is None:
            return lasting if timely is None else timely
        return np.logical_and(timely, lasting, out=timely)

    def _lasting_mask(self, asked: Asked) -> Mask | None:
        with self._lock:
            if asked in self._lasting:
                return self._lasting[asked]
        text, area = asked.filter.text, asked.filter.area
        beside = Beside(self._find.text(text) if text else None, self._find.shapes(area) if area else None)
        mask = lasting_mask(self.base, asked, self._names, beside)
        if self._alive is not None:
            mask = self._alive if mask is None else np.logical_and(mask, self._alive)
        with self._lock:
            self._lasting[asked] = mask
            while len(self._lasting) > _KEPT:
                self._lasting.popitem(last=False)
        return mask


def _timeless(selection: Selection) -> Filter:
    """The filter without what a moving window changes."""
    return msgspec.structs.replace(selection.filter, time="", time_match="possibly")
