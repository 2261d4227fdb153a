"""The index in plain Python: one snapshot of features as records, asked by going through all of them.

It serves projects of some thousands of features, the changes on top of a large project's columns, and the tests as
the meaning that the columns must agree with. A snapshot is never changed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from libyamap.app.cells import cell_bounds, cell_of, columns_and_rows, keys_in, level_for
from libyamap.app.matching import matcher
from libyamap.app.ports import AreaGazetteer
from libyamap.app.viewport import (
    Category,
    Cell,
    CellKey,
    Counts,
    Density,
    Gathered,
    GatherKey,
    Histogram,
    Selection,
    Sorting,
    Unit,
    ViewFound,
    ViewQuery,
)
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Claim, Feature
from libyamap.domain.vocabulary import Kind
from libyamap.store.index.boxes import boxes_of, holds, meet
from libyamap.store.index.counting import summed_up
from libyamap.store.index.entry import Entry
from libyamap.store.index.plain_time import histogram
from libyamap.store.index.sorting import Names, in_order


class PlainOrder:
    """Implements app.viewport.RowOrder."""

    def __init__(self, entries: list[Entry]) -> None:
        self._entries = entries
        self._places: dict[str, int] = {}

    def __len__(self) -> int:
        """How many there are."""
        return len(self._entries)

    def ids(self, start: int, stop: int) -> list[str]:
        """Ids of the rows from `start` to before `stop`."""
        return [entry.feature.id for entry in self._entries[max(0, start) : max(0, stop)]]

    def features(self, start: int, stop: int) -> list[Feature]:
        """The same as features."""
        return [entry.feature for entry in self._entries[max(0, start) : max(0, stop)]]

    def position_of(self, feature_id: str) -> int | None:
        """The row of a feature; None where it is not among them."""
        if not self._places:
            self._places = {entry.feature.id: at for at, entry in enumerate(self._entries)}
        return self._places.get(feature_id)


class InFrame(NamedTuple):
    """Selected entries that stand in a frame, by how they can be drawn; `reaching` are rings from outside it."""

    points: list[Entry]
    gatherable: list[Entry]
    shapes: list[Entry]
    reaching: list[Entry]

    @property
    def total(self) -> int:
        """How many stand in the frame."""
        return len(self.points) + len(self.gatherable) + len(self.shapes)


class Plain:
    """All questions of app.ports.ViewportIndex on one set of entries, in the order of their ids."""

    def __init__(
        self,
        entries: Mapping[str, Entry],
        names: Names,
        areas: AreaGazetteer,
        claims: Mapping[str, list[Claim]] = MappingProxyType({}),
    ) -> None:
        """`claims`: what sources say, by feature; only `claims_on` asks for it."""
        self.entries = entries
        self.names = names
        self.areas = areas
        self.claims = claims

    def features(self, ids: Iterable[str]) -> list[Feature]:
        """These features, in the order asked for; those that are not there are left out."""
        return [self.entries[key].feature for key in ids if key in self.entries]

    def claims_on(self, ids: Iterable[str]) -> dict[str, list[Claim]]:
        """What sources say of these features."""
        return {key: self.claims[key] for key in ids if key in self.claims}

    def features_in(self, bounds: Bounds, layers: frozenset[str]) -> list[Feature]:
        """Features of these layers whose extent meets the bounds."""
        views = boxes_of(bounds)
        return [
            entry.feature for entry in self.entries.values() if entry.feature.layer in layers and _seen(entry, views)
        ]

    def selected(self, selection: Selection) -> list[Entry]:
        """What passes, oldest id first."""
        passes = matcher(selection, self.names.actors, self.areas)
        return [entry for entry in self.entries.values() if passes(entry.subject)]

    def view(self, query: ViewQuery) -> ViewFound:
        """What to draw in a frame."""
        chosen = self.selected(query.selection)
        frame = in_frame(chosen, query.bounds)
        drawn, celled = _split(frame.points, query.limit)
        listed, gathered = _split(frame.gatherable, query.limit)
        shapes = sorted(frame.shapes, key=size_of, reverse=True)[: query.limit]
        reaching = frame.reaching if len(frame.points) + len(frame.reaching) <= query.limit else []
        features = [entry.feature for entry in (*drawn, *reaching, *listed, *shapes)]
        return ViewFound(
            sorted(features, key=lambda feature: feature.id),
            cells_of((entry for entry in chosen if entry.feature.kind in celled), query),
            gathered_of(entry for entry in frame.gatherable if entry.feature.kind in gathered),
            frame.total,
            len(frame.shapes) - len(shapes),
        )

    def density(self, query: ViewQuery) -> Density:
        """Counts of point-like events in cells over the whole frame."""
        level = level_for(query.zoom, query.cell_pixels)
        block = columns_and_rows(query.bounds, level)
        if block is None:
            return Density(level, 0, 0, 0, 0, [])
        x, y, width, height = block
        counts = [0] * (width * height)
        for entry in self.selected(query.selection):
            if entry.spot is not None and entry.feature.kind is Kind.EVENT:
                key = cell_of(*entry.spot, level)
                column, row = (key.x - x) % (1 << level), key.y - y
                if column < width and 0 <= row < height:
                    counts[row * width + column] += 1
        return Density(level, x, y, width, height, counts)

    def members(self, selection: Selection, place: CellKey | GatherKey | Bounds, sort: Sorting = ()) -> PlainOrder:
        """The features that a cell or a gathered sign counts, or that stand in the bounds."""
        inside = member_test(place)
        return PlainOrder(in_order(filter(inside, self.selected(selection)), sort, self.names))

    def count(self, selection: Selection) -> Counts:
        """How many features are selected, in all and by what they are."""
        chosen = self.selected(selection)
        return Counts(
            len(chosen),
            dict(Counter(entry.feature.kind for entry in chosen)),
            dict(Counter(entry.feature.layer for entry in chosen)),
            dict(Counter(entry.feature.type for entry in chosen)),
            dict(Counter(each for entry in chosen for each in {part.actor for part in entry.feature.actors} if each)),
            sum(not entry.boxes for entry in chosen),
            dict(Counter(tag for entry in chosen for tag in set(entry.feature.tags) if tag)),
            dict(Counter(entry.feature.dataset for entry in chosen)),
            dict(Counter(entry.feature.certainty for entry in chosen)),
            dict(Counter(entry.subject.grades for entry in chosen)),
        )

    def histogram(self, selection: Selection, unit: Unit, by: Category = "actor") -> Histogram:
        """The selected features in time."""
        chosen = self.selected(Selection(layers=selection.layers, filter=selection.filter))
        return histogram([(entry.days, category_of(entry, by)) for entry in chosen], unit)

    def order(self, selection: Selection, sort: Sorting = ()) -> PlainOrder:
        """The selected features in an order."""
        return PlainOrder(in_order(self.selected(selection), sort, self.names))


def category_of(entry: Entry, by: Category) -> str:
    """What the entry counts under."""
    return entry.lead if by == "actor" else entry.feature.type


def in_frame(entries: Iterable[Entry], bounds: Bounds) -> InFrame:
    """Those that stand in the bounds, and rings that only reach into them."""
    views = boxes_of(bounds)
    frame = InFrame([], [], [], [])
    for entry in entries:
        if not _seen(entry, views):
            continue
        if entry.gather is not None:
            frame.gatherable.append(entry)
        elif entry.spot is None:
            frame.shapes.append(entry)
        elif _stands(entry, views):
            frame.points.append(entry)
        else:
            frame.reaching.append(entry)
    return frame


def cells_of(entries: Iterable[Entry], query: ViewQuery) -> list[Cell]:
    """The cells asked for that hold anything, row by row from the north-western one."""
    level = level_for(query.zoom, query.cell_pixels)
    found: dict[CellKey, list[Entry]] = {}
    for entry in entries:
        if entry.spot is not None:
            found.setdefault(cell_of(*entry.spot, level), []).append(entry)
    return [_cell(key, found[key]) for key in keys_in(query.cell_bounds, level) if key in found]


def gathered_of(entries: Iterable[Entry]) -> list[Gathered]:
    """A sign for each province or country, by its key."""
    found: dict[GatherKey, list[Entry]] = {}
    for entry in entries:
        if entry.gather is not None:
            found.setdefault(entry.gather, []).append(entry)
    return [
        Gathered(key, len(members), summed_up(Counter(entry.lead for entry in members)))
        for key, members in sorted(found.items())
    ]


def member_test(place: CellKey | GatherKey | Bounds) -> Callable[[Entry], bool]:
    """Whether an entry belongs to a cell or a gathered sign, or stands in bounds."""
    if isinstance(place, CellKey):
        return lambda entry: entry.spot is not None and cell_of(*entry.spot, place.level) == place
    if isinstance(place, GatherKey):
        return lambda entry: entry.gather == place
    views = boxes_of(place)
    return lambda entry: _stands(entry, views)


def _cell(key: CellKey, members: list[Entry]) -> Cell:
    bounds = cell_bounds(key)
    spots = [entry.spot for entry in members if entry.spot is not None]
    lon, lat = (sum(side) / len(spots) for side in zip(*spots, strict=True))
    # Rounding, 180° for -180° and the poles must not carry the mean out of its cell.
    lon, lat = min(max(lon, bounds[0]), bounds[2]), min(max(lat, bounds[1]), bounds[3])
    return Cell(key, bounds, lon, lat, len(members), summed_up(Counter(entry.lead for entry in members)))


def _split(found: list[Entry], limit: int) -> tuple[list[Entry], frozenset[Kind]]:
    """What is drawn one by one, and the kinds that are not because there are too many: events first, then all."""
    if len(found) <= limit:
        return found, frozenset()
    others = [entry for entry in found if entry.feature.kind is not Kind.EVENT]
    if len(others) <= limit:
        return others, frozenset({Kind.EVENT})
    return [], frozenset(Kind)


def _stands(entry: Entry, views: tuple[Bounds, ...]) -> bool:
    if entry.spot is not None:
        return any(holds(view, entry.spot) for view in views)
    return _seen(entry, views)


def _seen(entry: Entry, views: tuple[Bounds, ...]) -> bool:
    return any(meet(box, view) for box in entry.boxes for view in views)


def size_of(entry: Entry) -> tuple[float, str]:
    """How large what is drawn of it is, in square degrees, for ranking alone; then the id."""
    return sum((east - west) * (north - south) for west, south, east, north in entry.boxes), entry.feature.id
