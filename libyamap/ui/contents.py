"""The project as the panels read it. The few records - layers, actors, sources - are kept here; features and claims,
of which there may be millions, are read through the index when they are asked for. Knows no Qt.
"""

from collections.abc import Iterable

from libyamap.app.filter import Filter
from libyamap.app.named_areas import NAMED_AREA, read_named_areas
from libyamap.app.ports import R, StoreReader, ViewportIndex
from libyamap.app.viewport import EVERYTHING, Counts, Selection
from libyamap.domain.changes import ChangeFlags, OpChanges
from libyamap.domain.model import Actor, Claim, Feature, Layer, Project, SavedFilter, SavedView, Source, Zone

MOST_LOOKED_THROUGH = 2_000
"""A project up to this size is searched by looking at each feature."""
UNREAD = "The project was not read, so nothing of it is shown. “Read it again” in the bottom line does it."
MOST_FOUND = 400
QUICKLY_COUNTED = 5_000
MOST_RENEWED = 2_000
"""A change of more records than this is one of features; the few others are read as a whole."""
NOTHING_COUNTED = Counts(0, {}, {}, {}, {}, 0, {}, {}, {}, {})


class Contents:
    """What an open project holds. Reading is safe from any thread; `take_in` belongs to the store's."""

    def __init__(self, store: StoreReader, index: ViewportIndex, project: Project) -> None:
        self._index = index
        self._counts: Counts | None = None
        self.stale = True
        self.take_in(store, project, None)

    def take_in(self, store: StoreReader, project: Project, changes: OpChanges | None) -> None:
        """Read what has changed; None: everything anew."""
        self.stale = True
        self.project = project
        if changes is None:
            self.layers = _by_id(store.all(Layer))
            self.actors = _by_id(store.all(Actor))
            self.sources = _by_id(store.all(Source))
            self.filters = _by_id(store.all(SavedFilter))
            self.views = _by_id(store.all(SavedView))
            self._take_in_areas(store)
            return
        if changes.flags & ChangeFlags.LAYERS:
            self.layers = _renewed(self.layers, Layer, store, changes)
            self._take_in_areas(store)  # a set comes and goes with its layer
        if changes.flags & ChangeFlags.ACTORS:
            self.actors = _renewed(self.actors, Actor, store, changes)
        if changes.flags & ChangeFlags.SOURCES:
            self.sources = _renewed(self.sources, Source, store, changes)
        if changes.flags & ChangeFlags.FILTERS:
            self.filters = _renewed(self.filters, SavedFilter, store, changes)
        if changes.flags & ChangeFlags.VIEWS:
            self.views = _renewed(self.views, SavedView, store, changes)

    def _take_in_areas(self, store: StoreReader) -> None:
        self.named_areas = read_named_areas(store)
        self.area_layers = frozenset(store.layers_of_type(Zone, NAMED_AREA))

    def count_beside(self, shown: frozenset[str] | None) -> int:
        """How many features there are beside those of named areas whose layer is not among those shown (None: all)."""
        counts = self.counts
        hidden = self.area_layers - shown if shown is not None else ()
        return counts.total - sum(counts.by_layer.get(layer, 0) for layer in hidden)

    @property
    def views_in_order(self) -> list[SavedView]:
        """The named views as they stand in their list."""
        return sorted(self.views.values(), key=lambda view: (view.position, view.id))

    @property
    def counts(self) -> Counts:
        """How many features there are in all, whatever is shown.

        Of a large project they may be those before the last change, until somebody has counted in a thread (`stale`).
        """
        if self._counts is None or (self.stale and self._counts.total <= QUICKLY_COUNTED):
            self.take_counts(self._index.count(EVERYTHING))
        return self._counts or NOTHING_COUNTED

    def take_counts(self, counts: Counts) -> None:
        """Somebody has counted anew."""
        self._counts, self.stale = counts, False

    @property
    def reading(self) -> bool:
        """Whether a large project is still being read, so that what is counted is not all."""
        progress = self._index.progress()
        return not (progress.ready or progress.problem)

    @property
    def is_unread(self) -> bool:
        """Whether nothing is known of the features: they are still being read, or reading was stopped or failed."""
        return self.reading or not self._index.progress().ready

    def why_empty(self, reading: str, otherwise: str) -> str:
        """What a panel without entries says: `reading` while the project is read, `otherwise` once it has been."""
        if self.reading:
            return reading
        return UNREAD if self.is_unread else otherwise

    @property
    def is_small(self) -> bool:
        """Whether all features can be looked at one by one without a pause."""
        return self.counts.total <= MOST_LOOKED_THROUGH

    def recount(self) -> None:
        """The index has come further: what it counted before is out of date."""
        self._counts, self.stale = None, True

    def feature(self, feature: str) -> Feature | None:
        """The feature, or None where it is gone."""
        return next(iter(self._index.features((feature,))), None)

    def features(self, ids: Iterable[str]) -> list[Feature]:
        """The features with these ids in this order, leaving out those that are gone."""
        return self._index.features(ids)

    def with_words(self, text: str, most: int = MOST_FOUND) -> list[Feature]:
        """Features to look through for a text: all of a small project; of a large one those that a filter finds."""
        asked = EVERYTHING if self.is_small else Selection(filter=Filter(text=text))
        return self._index.order(asked).features(0, MOST_LOOKED_THROUGH if self.is_small else most)

    def claims_of(self, feature: str) -> tuple[Claim, ...]:
        """What sources say of the feature, oldest claim first."""
        return tuple(self._index.claims((feature,)).get(feature, ()))

    def actors_of(self, feature: Feature) -> tuple[Actor, ...]:
        """Its actors, each once, in the order given."""
        ids = dict.fromkeys(part.actor for part in feature.actors)
        return tuple(self.actors[actor] for actor in ids if actor in self.actors)


def actor_name(actor: Actor) -> str:
    """The short name where there is one."""
    return actor.short_name or actor.name


def _by_id(records: Iterable[R]) -> dict[str, R]:
    return {record.id: record for record in records}


def _renewed(known: dict[str, R], record_type: type[R], store: StoreReader, changes: OpChanges) -> dict[str, R]:
    """The records with those that the change touched read again, oldest first; a new dict, as others may be reading."""
    if len(changes.ids) > MOST_RENEWED:
        return _by_id(store.all(record_type))
    kept = {key: record for key, record in known.items() if key not in changes.ids}
    kept.update(store.get_many(record_type, changes.ids))
    return dict(sorted(kept.items()))
