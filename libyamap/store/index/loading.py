"""Reads a whole small project into the plain index, and keeps it up to date change by change."""

from collections.abc import Iterable, Mapping

from libyamap.app.ports import AreaGazetteer, StoreReader
from libyamap.domain.changes import ChangeFlags, OpChanges
from libyamap.domain.model import FEATURE_CLASSES, Actor, Claim, Feature, Layer
from libyamap.store.index.entry import Entry, entry_of
from libyamap.store.index.plain import Plain
from libyamap.store.index.sorting import Names

Claims = Mapping[str, list[Claim]]


def nothing(areas: AreaGazetteer) -> Plain:
    """A project that is not read yet."""
    return Plain({}, Names({}, {}), areas)


def read_all(store: StoreReader, areas: AreaGazetteer) -> Plain:
    """The whole project."""
    claims = by_feature(store.all(Claim))
    features = (feature for record_type in FEATURE_CLASSES.values() for feature in store.all(record_type))
    return Plain(entries_of(features, claims, areas), read_names(store), areas, claims)


def take_in(before: Plain, store: StoreReader, changes: OpChanges, areas: AreaGazetteer) -> Plain:
    """The project after these changes."""
    flags = changes.flags
    if not flags & (ChangeFlags.FEATURES | ChangeFlags.CLAIMS | ChangeFlags.ACTORS | ChangeFlags.LAYERS):
        return before
    claims = before.claims
    names = read_names(store) if flags & (ChangeFlags.ACTORS | ChangeFlags.LAYERS) else before.names
    entries = before.entries
    if flags & ChangeFlags.CLAIMS:
        after = by_feature(store.all(Claim))
        regraded = {key for key in after.keys() | claims.keys() if after.get(key) != claims.get(key)}
        claims = after
        known = [entries[key].feature for key in regraded if key in entries]
        entries = dict(entries) | entries_of(known, claims, areas)
    if flags & ChangeFlags.FEATURES:
        kept = {key: entry for key, entry in entries.items() if key not in changes.ids}
        entries = dict(sorted((kept | entries_of(features_of(store, changes.ids), claims, areas)).items()))
    return Plain(entries, names, areas, claims)


def features_of(store: StoreReader, ids: Iterable[str]) -> Iterable[Feature]:
    """The features among these ids, whatever their kind."""
    wanted = tuple(ids)
    for record_type in FEATURE_CLASSES.values():
        yield from store.get_many(record_type, wanted).values()


def read_names(store: StoreReader) -> Names:
    """Actors and layers by id."""
    return Names({each.id: each for each in store.all(Actor)}, {each.id: each for each in store.all(Layer)})


def by_feature(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims under the features they speak of."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.feature, []).append(claim)
    return found


def entries_of(features: Iterable[Feature], claims: Claims, areas: AreaGazetteer) -> dict[str, Entry]:
    """Features as the plain index has them, oldest id first."""
    found = {feature.id: entry_of(feature, claims.get(feature.id, ()), areas) for feature in features}
    return dict(sorted(found.items()))
