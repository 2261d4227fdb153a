"""Answers for one open project, from any thread; the thread that owns the store brings the news.

A project of some thousands of features is read as records; a larger one is asked through columns that are made by a
process of their own and kept in a cache.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from libyamap.app.ports import AreaGazetteer, StoreReader
from libyamap.app.viewport import (
    Category,
    CellKey,
    Counts,
    Density,
    GatherKey,
    Histogram,
    Progress,
    ProgressListener,
    RowOrder,
    Selection,
    Sorting,
    Unit,
    ViewFound,
    ViewQuery,
)
from libyamap.domain.changes import ChangeFlags, OpChanges
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Claim, Feature
from libyamap.store.index.growing import Growing, Making
from libyamap.store.index.loading import nothing, read_all, take_in
from libyamap.store.index.size import has_more_than

if TYPE_CHECKING:
    from pathlib import Path

    from libyamap.store.index.columns.large import Large
    from libyamap.store.index.plain import Plain

LARGE_FROM: Final = 5_000
"""More features than this are asked through columns; below, Python answers in a hundredth of a second."""
_NAMED = ChangeFlags.ACTORS | ChangeFlags.LAYERS


class FeatureIndex:
    """Implements app.ports.ViewportIndex."""

    def __init__(self, areas: AreaGazetteer, making: Making | None = None, large_from: int = LARGE_FROM) -> None:
        """`making`: how the columns of large projects are made; without it every project is read as records."""
        self._areas = areas
        self._making = making
        self._large_from = large_from
        self._plain: Plain = nothing(areas)
        self._growing: Growing | None = None
        self._aside: tuple[Plain, Growing | None] | None = None
        self._listeners: list[ProgressListener] = []
        self._told = 0.0

    @property
    def _state(self) -> "Plain | Large":
        """Taken once for each answer, so that every answer is of one state."""
        growing = self._growing
        return self._plain if growing is None else growing.large or nothing(self._areas)

    def features_in(self, bounds: Bounds, layers: frozenset[str]) -> list[Feature]:
        """Features of these layers whose extent meets the bounds, oldest id first.

        Bounds are west, south, east, north in degrees; they may cross the antimeridian (west > east) or lie on another
        turn of the globe (a map that was dragged around it).
        """
        return self._state.features_in(bounds, layers)

    def view(self, query: ViewQuery) -> ViewFound:
        """What to draw in a frame."""
        return self._state.view(query)

    def density(self, query: ViewQuery) -> Density:
        """Counts of point-like events in cells over the whole frame."""
        return self._state.density(query)

    def members(self, selection: Selection, place: CellKey | GatherKey | Bounds, sort: Sorting = ()) -> RowOrder:
        """The features that a cell or a gathered sign counts, or that stand in the bounds."""
        return self._state.members(selection, place, sort)

    def count(self, selection: Selection) -> Counts:
        """How many features are selected."""
        return self._state.count(selection)

    def histogram(self, selection: Selection, unit: Unit, by: Category = "actor") -> Histogram:
        """The selected features in time."""
        return self._state.histogram(selection, unit, by)

    def order(self, selection: Selection, sort: Sorting = ()) -> RowOrder:
        """The selected features in an order."""
        return self._state.order(selection, sort)

    def features(self, ids: Iterable[str]) -> list[Feature]:
        """These features as they are now."""
        return self._state.features(ids)

    def claims(self, ids: Iterable[str]) -> dict[str, list[Claim]]:
        """What sources say of these features."""
        return self._state.claims_on(ids)

    def refresh(self, store: StoreReader, changes: OpChanges | None) -> None:
        """Take in what has changed; None: everything anew."""
        if changes is None:
            self._read(store)
        elif self._growing is not None:
            self._growing.take_in(store, changes.revision, renamed=bool(changes.flags & _NAMED))
        else:
            self._plain = take_in(self._plain, store, changes, self._areas)
            if self._making is not None and len(self._plain.entries) > self._large_from:
                self._read(store)

    def set_aside(self) -> None:
        """Keep what is known of the present while the past is shown; `refresh` then reads the past."""
        if self._aside is None:
            self._aside = self._plain, self._growing
            self._plain, self._growing = nothing(self._areas), None

    def take_back(self) -> None:
        """Know the present again, which nothing of ours has changed meanwhile; harmless when it was not set aside."""
        if self._aside is not None:
            self._let_go()
            (self._plain, self._growing), self._aside = self._aside, None
            self._tell()

    def progress(self) -> Progress:
        """How far the index is."""
        return self._growing.progress if self._growing is not None else Progress(ready=True)

    def subscribe(self, listener: ProgressListener) -> Callable[[], None]:
        """Call `listener` at each step of progress."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def wait(self, seconds: float | None = None) -> bool:
        """Block until the index is ready or has failed."""
        return self._growing is None or self._growing.ended.wait(seconds)

    def cancel(self) -> None:
        """Give up making the index of a large project."""
        if self._growing is not None:
            self._growing.cancel()

    def close(self) -> None:
        """Let go of the file, before the store is closed."""
        if self._growing is not None:
            self._growing.close()

    def remember(self) -> None:
        """After the store was closed, and where nobody else wrote to the file: the kept columns are still its own."""
        if self._growing is not None:
            self._growing.remember()

    def _read(self, store: StoreReader) -> None:
        path: Path | None = getattr(store, "path", None)
        if self._making is None or path is None or not has_more_than(path, self._large_from):
            self._let_go()
            self._plain = read_all(store, self._areas)
            return
        if self._growing is not None and self._growing.path == path:
            self._growing.renew(store)
            return
        self._let_go()
        self._plain = nothing(self._areas)
        self._growing = Growing(path, self._areas, self._making, self._tell)
        self._growing.open(store)

    def _let_go(self) -> None:
        growing, self._growing = self._growing, None
        if growing is not None:
            growing.close(keep=False)  # a window may be waiting

    def _tell(self) -> None:
        progress = self.progress()
        now = time.monotonic()
        if progress.ready or progress.problem or now - self._told > 0.1:  # a dozen times a second is enough
            self._told = now
            for listener in tuple(self._listeners):
                with suppress(RuntimeError):  # a window that has just gone
                    listener(progress)
