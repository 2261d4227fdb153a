"""The index of a large project: columns of one state, and on top of them, as records, what has changed since.

`Large` is a snapshot like `plain.Plain` and answers the same questions; the overlay is such a `Plain`. A row of the
base that has changed or is gone since is not among the `alive`.
"""

from collections.abc import Iterable
from functools import partial
from typing import Final

import numpy as np

from libyamap.app.cells import level_for
from libyamap.app.ports import AreaGazetteer, StoreReader
from libyamap.app.viewport import (
    Category,
    CellKey,
    Counts,
    Density,
    GatherKey,
    Histogram,
    Selection,
    Sorting,
    Unit,
    ViewFound,
    ViewQuery,
)
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import FEATURE_CLASSES, Claim, Feature
from libyamap.store.index.columns.arrays import Mask
from libyamap.store.index.columns.base import Base
from libyamap.store.index.columns.chosen import Finders, Selections
from libyamap.store.index.columns.fetching import Fetching
from libyamap.store.index.columns.framing import EVENTS, Chosen, Framing
from libyamap.store.index.columns.kept import Kept
from libyamap.store.index.columns.ordering import MixedOrder, Ordering
from libyamap.store.index.columns.points import Block
from libyamap.store.index.columns.shapes import shapes_in
from libyamap.store.index.columns.tallies import count, histogram
from libyamap.store.index.columns.texts import Texts
from libyamap.store.index.entry import entry_of
from libyamap.store.index.plain import Plain, member_test
from libyamap.store.index.sorting import Names, in_order

_VIEWS_KEPT: Final = 3
_CLAIMS_KEPT: Final = 6_000


class Large:
    """All questions of app.ports.ViewportIndex on one state of a large project."""

    def __init__(self, base: Base, alive: Mask | None, overlay: Plain, fetching: Fetching, texts: Texts) -> None:
        self.base = base
        self.alive = alive
        self.overlay = overlay
        self.fetching = fetching
        self.texts = texts
        find = Finders(partial(texts.find, names=overlay.names), partial(shapes_in, base, fetching))
        self._selections = Selections(base, alive, overlay.names, find)
        self._framing = Framing(base, overlay, fetching)
        self._views: Kept[ViewQuery, ViewFound] = Kept(_VIEWS_KEPT)
        self._claims: Kept[str, list[Claim]] = Kept(_CLAIMS_KEPT)
        self._ordering = Ordering(base, overlay.names, fetching, texts)

    def features_in(self, bounds: Bounds, layers: frozenset[str]) -> list[Feature]:
        """Features of these layers whose extent meets the bounds."""
        return self._framing.all_in(bounds, self._chosen(Selection(layers=layers)))

    def view(self, query: ViewQuery) -> ViewFound:
        """What to draw in a frame."""
        return self._views.found_or(query, lambda: self._framing.view(query, self._chosen(query.selection)))

    def density(self, query: ViewQuery) -> Density:
        """Counts of point-like events in cells over the whole frame."""
        level = level_for(query.zoom, query.cell_pixels)
        block = Block.over(query.bounds, level)
        if block is None:
            return Density(level, 0, 0, 0, 0, [])
        elements = self._framing.elements(self._chosen(query.selection), block, EVENTS)
        counts = np.bincount(elements.cell, elements.weight, block.width * block.height)
        return Density(*block, counts.astype(np.int64).tolist())

    def members(self, selection: Selection, place: CellKey | GatherKey | Bounds, sort: Sorting = ()) -> MixedOrder:
        """The features that a cell or a gathered sign counts, or that stand in the bounds."""
        chosen, inside = self._chosen(selection), member_test(place)
        entries = in_order(filter(inside, chosen.entries), sort, self.overlay.names)
        return self._ordering.of_rows(self._framing.members(chosen.rows, place), entries, sort)

    def count(self, selection: Selection) -> Counts:
        """How many features are selected, in all and by what they are."""
        return count(self.base, self._selections.rows(selection).mask, self.overlay.count(selection))

    def histogram(self, selection: Selection, unit: Unit, by: Category = "actor") -> Histogram:
        """The selected features in time; the window is left aside."""
        chosen = self._chosen(Selection(layers=selection.layers, filter=selection.filter))
        return histogram(self.base, chosen.rows.mask, chosen.entries, unit, by)

    def order(self, selection: Selection, sort: Sorting = ()) -> MixedOrder:
        """The selected features in an order."""
        chosen = self._chosen(selection)
        entries = in_order(chosen.entries, sort, self.overlay.names)
        return self._ordering.of_mask(chosen.rows.mask, entries, sort)

    def features(self, ids: Iterable[str]) -> list[Feature]:
        """These features, in the order asked for."""
        wanted, entries = list(ids), self.overlay.entries
        found = self.fetching.by_id([key for key in wanted if key not in entries])
        found |= {key: entries[key].feature for key in wanted if key in entries}
        return [found[key] for key in wanted if key in found]

    def claims_on(self, ids: Iterable[str]) -> dict[str, list[Claim]]:
        """What sources say of these features, oldest claim first."""
        known = {key: self._claims.get(key) for key in ids}
        missing = [key for key, claims in known.items() if claims is None]
        read: dict[str, list[Claim]] = {key: [] for key in missing}
        for claim in self.fetching.claims(missing) if missing else ():
            read[claim.feature].append(claim)
        found = {
            key: claims if claims is not None else self._claims.keep(key, read[key]) for key, claims in known.items()
        }
        return {key: claims for key, claims in found.items() if claims}

    def after(self, touched: Iterable[str], reader: StoreReader, areas: AreaGazetteer, names: Names) -> "Large":
        """The same project once these features are other ones, new, or gone; `names` as they are then."""
        ids = list(touched)
        alive = self.base.everything() if self.alive is None else self.alive.copy()
        alive[list(self.base.rows_of(ids).values())] = False
        claims: dict[str, list[Claim]] = {}
        for claim in reader.claims_of(ids):
            claims.setdefault(claim.feature, []).append(claim)
        features = [each for kind in FEATURE_CLASSES.values() for each in reader.get_many(kind, ids).values()]
        gone = set(ids)
        entries = {key: entry for key, entry in self.overlay.entries.items() if key not in gone}
        entries |= {feature.id: entry_of(feature, claims.get(feature.id, ()), areas) for feature in features}
        overlay = Plain(dict(sorted(entries.items())), names, areas)
        return Large(self.base, alive, overlay, self.fetching, self.texts)

    def _chosen(self, selection: Selection) -> Chosen:
        return Chosen(self._selections.rows(selection), self.overlay.selected(selection))
