"""The columns of one state of a project, opened: arrays by name, words by number, and where each block of rows lies."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final

import msgspec
import numpy as np

from libyamap.app.matching import best_of
from libyamap.app.ports import AreaGazetteer
from libyamap.app.viewport import GatherKey
from libyamap.domain.geometry import Bounds
from libyamap.domain.vocabulary import Kind
from libyamap.store.index.boxes import boxes_of
from libyamap.store.index.columns.arrays import Column, Mask
from libyamap.store.index.columns.id_numbers import numbers_of
from libyamap.store.index.columns.reading import EVENT_POINT, GATHERED, KINDS, NOWHERE, OTHER_POINT, SHAPE

POINT_BLOCKS: Final = ("event", "other")


class Lists(msgspec.Struct, frozen=True):
    """The small things beside the columns. `blocks`: where each block of rows begins, and the end.

    `counts`: for some columns how many rows have each number. `where`: codes of provinces, by their numbers in the
    column of that name; 0 is none, 1 several. `met`: codes of provinces that shapes have parts in.
    """

    blocks: list[int]
    words: dict[str, list[str]]
    gather: list[GatherKey]
    grades: list[list[int]]
    starts: list[int]
    counts: dict[str, list[int]]
    where: list[str]
    met: list[str]


class Base:
    """Read-only; rows are numbers from 0, in the order of `arranging`."""

    def __init__(self, columns: Mapping[str, Column], lists: Lists, areas: AreaGazetteer) -> None:
        self.columns = columns
        self.lists = lists
        self.count = len(columns["fid"])
        self.areas = areas
        self._empty: dict[str, bool] = {}

    @classmethod
    def of(cls, columns: Mapping[str, Column], facts: Mapping[str, Any], areas: AreaGazetteer) -> "Base":
        """From columns and a manifest's facts; msgspec.MsgspecError where those do not fit."""
        return cls(columns, msgspec.convert(dict(facts), Lists), areas)

    def __getitem__(self, name: str) -> Column:
        """A column."""
        return self.columns[name]

    def block(self, placing: int) -> slice:
        """The rows that are drawn in one way."""
        return slice(self.lists.blocks[placing], self.lists.blocks[placing + 1])

    @property
    def events(self) -> slice:
        """Rows of events that are points."""
        return self.block(EVENT_POINT)

    @property
    def others(self) -> slice:
        """Rows of other points."""
        return self.block(OTHER_POINT)

    @property
    def points(self) -> slice:
        """Rows of all points."""
        return slice(0, self.lists.blocks[GATHERED])

    @property
    def gathered(self) -> slice:
        """Rows known by their province or country."""
        return self.block(GATHERED)

    @property
    def shapes(self) -> slice:
        """Rows with a shape of their own."""
        return self.block(SHAPE)

    @property
    def nowhere(self) -> slice:
        """Rows that are not on the map."""
        return self.block(NOWHERE)

    @cached_property
    def numbers(self) -> dict[str, dict[str, int]]:
        """Each vocabulary's words with their numbers."""
        return {name: {word: at for at, word in enumerate(words)} for name, words in self.lists.words.items()}

    def has_empty(self, name: str) -> bool:
        """Whether a row has no word in this column."""
        if name not in self._empty:
            self._empty[name] = bool((self.columns[name] == 0).any())
        return self._empty[name]

    @cached_property
    def grade_table(self) -> Column:
        """For each number of `grade` the best credibility at each reliability."""
        return np.array(self.lists.grades, np.uint8).reshape(-1, 6)

    @cached_property
    def grade_ranks(self) -> list[int | None]:
        """For each number of `grade` what it is sorted by."""
        return [best_of(grades) for grades in self.lists.grades]

    @cached_property
    def gather_boxes(self) -> list[tuple[Bounds, ...]]:
        """For each gathering sign the boxes of its province or country."""
        found = []
        for key in self.lists.gather:
            area = self.areas.province(key.code) if key.sort == "province" else self.areas.country(key.code)
            found.append(boxes_of(area.bounds) if area else ())
        return found

    def kind_of(self, row: int) -> Kind:
        """The kind of a row."""
        return KINDS[int(self.columns["kind"][row])]

    def rows_of(self, ids: Sequence[str]) -> dict[str, int]:
        """The rows of features by id; those that were not there when the columns were made are left out."""
        wanted, known = numbers_of(ids).digests(), self.columns["digest"]
        places = np.searchsorted(known, wanted)
        there = places < len(known)
        there[there] = known[places[there]] == wanted[there]
        rows = self.columns["by_digest"]
        return {each: int(rows[at]) for each, at, found in zip(ids, places, there, strict=True) if found}

    def everything(self) -> Mask:
        """A mask that takes all rows."""
        return np.ones(self.count, np.bool_)
