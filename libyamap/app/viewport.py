"""Questions to the index and its answers: plain types that every thread can hold, without numpy.

Cells are squares of the usual web map (EPSG:3857): level L has 2**L by 2**L of them, `x` from 180° W eastwards, `y`
from 85.0511° N southwards, as tiles are numbered. What lies beyond 85.0511° belongs to the first or last row; 180° E
and 180° W are one meridian (x = 0). A cell is always whole: its count is that of all its members, also of those beyond
the frame's edge, so that it stays the same while the map is dragged, and `members` of its key lists exactly those.
"""

import datetime as dt
from collections.abc import Callable
from typing import Literal, NamedTuple, Protocol

import msgspec

from libyamap.app.filter import NO_FILTER, Filter
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Feature
from libyamap.domain.vocabulary import Certainty, Kind, Reliability

Window = tuple[dt.date, dt.date]
"""First and last day of a time window, both inside it."""
Category = Literal["actor", "type"]
"""By what things are counted: the leading actor (`app.leading`) or the type."""
Unit = Literal["day", "month", "year"]
SortColumn = Literal[
    "id", "title", "kind", "layer", "type", "status", "certainty", "time", "ends", "place", "country", "province",
    "actors", "grade", "where_prec", "dataset",
]  # fmt: skip
Sorting = tuple[tuple[SortColumn, bool], ...]
"""Columns to sort by, the most important first; True: descending. Ties, and no sorting at all, are by id."""
CategoryCounts = tuple[tuple[str, int], ...]
"""Category (an actor's id, a type; empty: none) and how many, the most first; they add up to the count beside them.

There are at most `MOST_CATEGORIES`; what is beyond is summed up at the end as `OTHERS`.
"""

MOST_CATEGORIES = 40
OTHERS = "*"
MOST_MERCATOR_LATITUDE = 85.0511287798066


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """Which features are meant: those of these layers that pass the filter and the time window.

    `window` is the timeline's; it and `filter.time` must both hold, each by `filter.time_match`. `layers` are the ones
    shown; None: all.
    """

    layers: frozenset[str] | None = None
    filter: Filter = NO_FILTER
    window: Window | None = None


EVERYTHING = Selection()


class ViewQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What is on screen: bounds (degrees; may cross the antimeridian), zoom (Leaflet's), and how much may be drawn.

    Up to `limit` events are answered one by one, more as cells about `cell_pixels` wide (a power of two). `cells_in`:
    the part of the bounds whose cells are wanted; None: all of it. What is drawn in cells is decided by the bounds, so
    that it stays the same while the map is dragged.
    """

    bounds: Bounds
    zoom: float
    selection: Selection = EVERYTHING
    limit: int = 500
    cell_pixels: int = 32
    cells_in: Bounds | None = None

    @property
    def cell_bounds(self) -> Bounds:
        """Where cells are wanted."""
        return self.bounds if self.cells_in is None else self.cells_in


class CellKey(NamedTuple):
    """One cell of the grid; as text `level/x/y`."""

    level: int
    x: int
    y: int

    def __str__(self) -> str:
        """As the page sends it back."""
        return f"{self.level}/{self.x}/{self.y}"


class Cell(msgspec.Struct, frozen=True, gc=False):
    """Several events in one square. `lon`, `lat`: where they are on the whole; a place in the cell to draw at."""

    key: CellKey
    bounds: Bounds
    lon: float
    lat: float
    count: int
    by_actor: CategoryCounts


class GatherKey(NamedTuple):
    """A province (by its code) or a country (ISO 3166-1 alpha-3) at whose label features are gathered."""

    sort: Literal["province", "country"]
    code: str


class Gathered(msgspec.Struct, frozen=True, gc=False):
    """Features known only by their province or country, too many to draw one by one."""

    key: GatherKey
    count: int
    by_actor: CategoryCounts


class ViewFound(NamedTuple):
    """What the frame shows.

    `features`: to draw one by one, oldest id first; those whose extent (ring, province, country included) meets the
    bounds. `cells` are empty unless more than the limit of points (a ring is one) stand in the bounds; then events are
    in the cells and no longer among the features, and so is everything else that is a point if there are more than the
    limit of those alone. `gathered`: the same for what is known by its province or country alone. Lines and areas stay
    features, but `left_out` says how many of the smallest were not given because there are more than the limit of them.
    A ring that only reaches into the frame is among the features as long as it does not make the points too many.
    `total` counts exactly what stands in the bounds: a point or the middle of a ring inside them, the extent of
    anything else meeting them.
    """

    features: list[Feature]
    cells: list[Cell]
    gathered: list[Gathered]
    total: int
    left_out: int = 0


class Density(NamedTuple):
    """Counts of point-like events in a block of cells: row by row from the north, `width * height` of them.

    `x`, `y` name the north-western cell at `level`; the block may go on beyond x = 2**level - 1, across the
    antimeridian.
    """

    level: int
    x: int
    y: int
    width: int
    height: int
    counts: list[int]


class Counts(NamedTuple):
    """How many features there are; the dicts have no zeros. `by_actor` and `by_tag` count a feature at each of its own.

    `by_grades` counts what features have (`app.matching.grades_of`): of those that have nothing there is (7, 7, ...).
    """

    total: int
    by_kind: dict[Kind, int]
    by_layer: dict[str, int]
    by_type: dict[str, int]
    by_actor: dict[str, int]
    not_located: int
    by_tag: dict[str, int]
    by_dataset: dict[str, int]
    by_certainty: dict[Certainty | None, int]
    by_grades: dict[tuple[int, ...], int]

    def at_least(self, reliability: Reliability | None, credibility: int | None) -> int:
        """How many have a supporting claim that is at least that good in both."""
        level = tuple(Reliability).index(reliability or Reliability.F)
        return sum(number for grades, number in self.by_grades.items() if grades[level] <= (credibility or 6))

    def as_certain_as(self, least: Certainty) -> int:
        """How many are at least that probable."""
        words = tuple(Certainty)
        asked = words.index(least)
        return sum(number for word, number in self.by_certainty.items() if word and words.index(word) >= asked)


class Histogram(NamedTuple):
    """Features in time. Bin `i` is the i-th day, month or year from `first` (the first day of bin 0).

    `counts[i]` has one number for each of `categories` (the largest first): features that lie in that bin as a whole.
    `spread[i]` counts those that are longer than a bin, or less exactly dated, in every bin they touch; an open end
    reaches to the edge of the histogram. `undated` have neither a first nor a last day and are in no bin. `unit` may be
    coarser than what was asked for, so that there are at most `MOST_BINS` bins. `first` is None where nothing is dated.
    """

    unit: Unit
    first: dt.date | None
    categories: tuple[str, ...]
    counts: list[tuple[int, ...]]
    spread: list[int]
    undated: int


MOST_BINS = 20_000


class RowOrder(Protocol):
    """Features in an order, of one state of the project: cheap to hold, also for ten million. Safe from any thread."""

    def __len__(self) -> int:
        """How many there are."""
        ...

    def ids(self, start: int, stop: int) -> list[str]:
        """Ids of the rows from `start` to before `stop`; fewer at the end. Rows deleted since are left out."""
        ...

    def features(self, start: int, stop: int) -> list[Feature]:
        """The same as features, as they are now."""
        ...

    def position_of(self, feature_id: str) -> int | None:
        """The row of a feature; None where it is not among them."""
        ...


class Progress(NamedTuple):
    """How far the index is: `fraction` goes from 0 to 1, `ready` once it answers in full."""

    ready: bool
    fraction: float = 1.0
    what: str = ""
    problem: str = ""


ProgressListener = Callable[[Progress], None]
