"""Sets of named areas in a project: loaded as one step, replaced by a new edition, listed, taken out again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from libyamap.app.area_reading import LoadedAreas
from libyamap.app.folding import folded
from libyamap.app.named_areas import LAYER_NOTE, is_named_area
from libyamap.app.ports import StoreReader
from libyamap.app.session import Session
from libyamap.app.transaction import Transaction
from libyamap.domain.model import Layer, Zone
from libyamap.errors import WorldError


class AreaSet(msgspec.Struct, frozen=True):
    """A set in a project, and how many areas it has."""

    layer: str
    title: str
    count: int


def area_sets(reader: StoreReader) -> list[AreaSet]:
    """The sets of a project, by title."""
    counts = Counter(zone.layer for zone in reader.all(Zone) if is_named_area(zone))
    known = {layer.id: layer.title for layer in reader.all(Layer)}
    return sorted(
        (AreaSet(layer, known.get(layer, ""), count) for layer, count in counts.items()), key=lambda each: each.title
    )


@dataclass(frozen=True)
class LoadAreas:
    """Load a set: its layer, switched off, and all of its areas. The journal keeps the ids of these."""

    loaded: LoadedAreas
    name: str = field(default="load-areas", init=False)

    @property
    def title(self) -> str:
        """“Load areas ‘...’”."""
        return f"Load areas ‘{self.loaded.title}’"

    def apply(self, transaction: Transaction) -> None:
        """Insert them; WorldError where there is a set of this title, or nothing to load."""
        if not self.loaded.zones:
            raise _nothing(self.loaded, "loaded")
        layers = transaction.all(Layer)
        if any(layer.title == self.loaded.title for layer in layers):
            raise WorldError(
                f"There is a layer “{self.loaded.title}” already; give the areas another title, or replace the set of "
                "that title."
            )
        position = max((layer.position for layer in layers), default=-1) + 1
        layer = Layer(id=self.loaded.zones[0].layer, title=self.loaded.title, visible=False, position=position,
                      description=LAYER_NOTE)  # fmt: skip
        transaction.put(layer)
        transaction.insert_many(self.loaded.zones)


def set_titled(reader: StoreReader, title: str) -> AreaSet | None:
    """The set of this title, if the project has one."""
    return next((each for each in area_sets(reader) if each.title.casefold() == title.casefold()), None)


@dataclass(frozen=True)
class ReplaceAreas:
    """Put a new edition of a set in the place of the old one.

    An area of the same code, or else of the same name where no other has that, stays the record that it was, so that
    claims, links and what else refers to it are kept. One that the new edition does not have is removed, unless
    something refers to it: `kept` names those, once it has run.
    """

    loaded: LoadedAreas
    area_set: AreaSet
    kept: list[str] = field(default_factory=list)
    name: str = field(default="replace-areas", init=False)

    @property
    def title(self) -> str:
        """“Replace areas ‘...’”."""
        return f"Replace areas ‘{self.area_set.title}’"

    def apply(self, transaction: Transaction) -> None:
        """Put, insert and remove; WorldError where there is nothing to load, or the set is gone."""
        layer = transaction.get(Layer, self.area_set.layer)
        if not self.loaded.zones or layer is None:
            raise _nothing(self.loaded, "replaced")
        there = [zone for zone in transaction.all(Zone) if is_named_area(zone) and zone.layer == layer.id]
        before = _Before(there)
        new: list[Zone] = []
        for zone in self.loaded.zones:
            known = before.take(zone)
            if known is None:
                new.append(msgspec.structs.replace(zone, layer=layer.id))
            else:
                transaction.put(msgspec.structs.replace(zone, id=known.id, layer=layer.id))
        transaction.insert_many(new)
        self.kept.clear()
        for zone in before.left:
            if transaction.reader.count_users(zone) or transaction.reader.claims_of([zone.id]):
                self.kept.append(zone.title)
            else:
                transaction.delete(Zone, zone.id)
        edition = layer.description.removeprefix(f"{LAYER_NOTE} Edition ").rstrip(".")
        number = int(edition) + 1 if edition.isdecimal() else 2
        transaction.put(msgspec.structs.replace(layer, description=f"{LAYER_NOTE} Edition {number}."))


def _kept_note(kept: Sequence[str]) -> list[str]:
    """What a person should hear of areas that a new edition does not have and that stay."""
    if not kept:
        return []
    some = ", ".join(f"“{name}”" for name in kept[:5])
    return [f"{len(kept):,} that the new edition does not have stay, because something refers to them: {some}."]


def take_in(session: Session, loaded: LoadedAreas, before: AreaSet | None = None, origin: str = "") -> None:
    """One step: load the areas, or put them in the place of the set that was there before; notes say what was kept.

    WorldError as the commands have it.
    """
    if before is None:
        session.run(LoadAreas(loaded), origin)
        return
    replacing = ReplaceAreas(loaded, before)
    session.run(replacing, origin)
    loaded.notes += _kept_note(replacing.kept)


class _Before:
    """The areas of the old edition that have no area of the new one yet."""

    def __init__(self, there: Sequence[Zone]) -> None:
        names = Counter(folded(zone.title) for zone in there)
        self._left = {zone.id: zone for zone in there}
        self._by_code = {folded(zone.dataset_id): zone for zone in there if zone.dataset_id}
        self._by_name = {folded(zone.title): zone for zone in there if names[folded(zone.title)] == 1}

    @property
    def left(self) -> list[Zone]:
        """Those that were not taken."""
        return list(self._left.values())

    def take(self, new: Zone) -> Zone | None:
        """The one that the new area is, which no other can be then."""
        for found in (self._by_code.get(folded(new.dataset_id)), self._by_name.get(folded(new.title))):
            if found is not None and found.id in self._left:
                return self._left.pop(found.id)
        return None


@dataclass(frozen=True)
class RemoveAreas:
    """Take a set out again. What was placed by it keeps its own place."""

    area_set: AreaSet
    name: str = field(default="remove-areas", init=False)

    @property
    def title(self) -> str:
        """“Remove areas ‘...’”."""
        return f"Remove areas ‘{self.area_set.title}’"

    def apply(self, transaction: Transaction) -> None:
        """Delete its areas, and its layer if nothing else is in it."""
        for zone in transaction.all(Zone):
            if is_named_area(zone) and zone.layer == self.area_set.layer:
                transaction.check_unused(zone)
                transaction.delete(Zone, zone.id)
        layer = transaction.get(Layer, self.area_set.layer)
        if layer is not None:
            transaction.check_unused(layer)
            transaction.delete(Layer, layer.id)


def _nothing(loaded: LoadedAreas, done: str) -> WorldError:
    """Why a file gave no area: what was said of its first row."""
    why = f" ({loaded.reasons[0].reason})" if loaded.reasons else ""
    return WorldError(f"“{loaded.title}” holds no area with a name{why}, so nothing was {done}.")
