"""Answers for one open project, from any thread; the thread that owns the store brings the news."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

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
from libyamap.domain.changes import OpChanges
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Claim, Feature
from libyamap.store.index.loading import EMPTY, Claims, read_all, take_in
from libyamap.store.index.plain import Plain


class _State(NamedTuple):
    """Replaced in one step, so that every answer is of one state."""

    plain: Plain
    claims: Claims


class FeatureIndex:
    """Implements app.ports.ViewportIndex."""

    def __init__(self, areas: AreaGazetteer) -> None:
        self._areas = areas
        self._state = _State(EMPTY, {})

    def features_in(self, bounds: Bounds, layers: frozenset[str]) -> list[Feature]:
        """Features of these layers whose extent meets the bounds, oldest id first.

        Bounds are west, south, east, north in degrees; they may cross the antimeridian (west > east) or lie on another
        turn of the globe (a map that was dragged around it).
        """
        return self._state.plain.features_in(bounds, layers)

    def view(self, query: ViewQuery) -> ViewFound:
        """What to draw in a frame."""
        return self._state.plain.view(query)

    def density(self, query: ViewQuery) -> Density:
        """Counts of point-like events in cells over the whole frame."""
        return self._state.plain.density(query)

    def members(self, selection: Selection, place: CellKey | GatherKey | Bounds, sort: Sorting = ()) -> RowOrder:
        """The features that a cell or a gathered sign counts, or that stand in the bounds."""
        return self._state.plain.members(selection, place, sort)

    def count(self, selection: Selection) -> Counts:
        """How many features are selected."""
        return self._state.plain.count(selection)

    def histogram(self, selection: Selection, unit: Unit, by: Category = "actor") -> Histogram:
        """The selected features in time."""
        return self._state.plain.histogram(selection, unit, by)

    def order(self, selection: Selection, sort: Sorting = ()) -> RowOrder:
        """The selected features in an order."""
        return self._state.plain.order(selection, sort)

    def features(self, ids: Iterable[str]) -> list[Feature]:
        """These features as they are now."""
        entries = self._state.plain.entries
        return [entries[key].feature for key in ids if key in entries]

    def claims(self, ids: Iterable[str]) -> dict[str, list[Claim]]:
        """What sources say of these features."""
        claims = self._state.claims
        return {key: claims[key] for key in ids if key in claims}

    def refresh(self, store: StoreReader, changes: OpChanges | None) -> None:
        """Take in what has changed; None: everything anew."""
        plain, claims = self._state
        found = read_all(store, self._areas) if changes is None else take_in(plain, claims, store, changes, self._areas)
        self._state = _State(*found)

    def progress(self) -> Progress:
        """How far the index is."""
        return Progress(ready=True)

    def subscribe(self, listener: ProgressListener) -> Callable[[], None]:
        """Call `listener` at each step of progress."""
        return lambda: None

    def wait(self, seconds: float | None = None) -> bool:
        """Block until the index is ready."""
        return True

    def cancel(self) -> None:
        """Give up making the index of a large project."""

    def close(self) -> None:
        """Let go of the file."""
