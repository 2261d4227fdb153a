"""Which features a part of the map can show, answered from memory.

A snapshot is never changed, only replaced in one step by the thread that owns the store; worker threads keep answering
from the one they took. A plain scan is enough for the thousands that fit as records; what is behind `features_in` can
be replaced for more.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

from libyamap.app.ports import AreaGazetteer, StoreReader
from libyamap.app.whereabouts import extent_of
from libyamap.domain.changes import ChangeFlags, OpChanges
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import FEATURE_CLASSES, Feature

_ROUND = 360.0


class _Entry(NamedTuple):
    """A feature and the boxes it can be seen in: none, one, or two where it crosses the antimeridian."""

    feature: Feature
    boxes: tuple[Bounds, ...]


class FeatureIndex:
    """Implements app.ports.ViewportIndex."""

    def __init__(self, areas: AreaGazetteer) -> None:
        self._areas = areas
        self._snapshot: dict[str, _Entry] = {}

    def features_in(self, bounds: Bounds, layers: frozenset[str]) -> list[Feature]:
        """Features of these layers whose extent meets the bounds, oldest id first. Safe to ask from any thread.

        Bounds are west, south, east, north in degrees; they may cross the antimeridian (west > east) or lie on another
        turn of the globe (a map that was dragged around it).
        """
        snapshot = self._snapshot
        views = boxes_of(bounds)
        return [
            feature
            for feature, boxes in snapshot.values()
            if feature.layer in layers and any(_meet(box, view) for box in boxes for view in views)
        ]

    def refresh(self, store: StoreReader, changes: OpChanges | None) -> None:
        """Take in what has changed; None: everything anew. Called by the thread that owns the store."""
        if changes is None:
            self._replace(feature for record_type in FEATURE_CLASSES.values() for feature in store.all(record_type))
        elif changes.flags & ChangeFlags.FEATURES:
            gone = {key: entry for key, entry in self._snapshot.items() if key not in changes.ids}
            found = (store.get(record_type, key) for key in changes.ids for record_type in FEATURE_CLASSES.values())
            self._replace((feature for feature in found if feature is not None), gone)

    def _replace(self, features: Iterable[Feature], kept: dict[str, _Entry] | None = None) -> None:
        entries = dict(kept or {})
        for feature in features:
            extent = extent_of(feature, self._areas)
            entries[feature.id] = _Entry(feature, boxes_of(extent) if extent is not None else ())
        self._snapshot = dict(sorted(entries.items()))


def boxes_of(bounds: Bounds) -> tuple[Bounds, ...]:
    """Cut bounds into boxes with -180 <= west <= east <= 180; none where a number is not finite."""
    west, south, east, north = bounds
    if not all(math.isfinite(side) for side in bounds):
        return ()
    width = east - west if east >= west else east - west + _ROUND
    if width >= _ROUND:
        return ((-180.0, south, 180.0, north),)
    if -180 <= west <= east <= 180:
        return (bounds,)  # as it is: no rounding
    start = (west + 180) % _ROUND - 180
    if start + width <= 180:
        return ((start, south, start + width, north),)
    return ((start, south, 180.0, north), (-180.0, south, start + width - _ROUND, north))


def _meet(a: Bounds, b: Bounds) -> bool:
    if not (a[1] <= b[3] and b[1] <= a[3]):
        return False
    if a[0] <= b[2] and b[0] <= a[2]:
        return True
    # 180 and -180 are one meridian.
    return (a[2] == 180 and b[0] == -180) or (b[2] == 180 and a[0] == -180)
