"""Sets of named areas: read from a file, loaded into a project as one step, listed, taken out again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from libyamap.app.area_names import other_names
from libyamap.app.folding import folded
from libyamap.app.importing.rows import Cell, Rejected, Table
from libyamap.app.mend import mend
from libyamap.app.named_areas import BETWEEN_NAMES, LAYER_NOTE, NAMED_AREA, OTHER_NAMES, is_named_area
from libyamap.app.ports import StoreReader
from libyamap.app.transaction import Transaction
from libyamap.domain.geometry import Geometry, GeometryType, union_of_areas
from libyamap.domain.ids import new_id
from libyamap.domain.model import Layer, Scalar, Zone
from libyamap.domain.vocabulary import Status
from libyamap.errors import WorldError

DATASET: Final = "Named areas: "
NAMES: Final = (
    "shapename",
    "adm3_en",
    "adm2_en",
    "adm2_name",
    "name_3",
    "name_2",
    "adm1_en",
    "name_1",
    "name_en",
    "name",
    "nam",
    "title",
)
CODES: Final = (
    "shapeid",
    "shapeiso",
    "adm3_pcode",
    "adm2_pcode",
    "gid_3",
    "gid_2",
    "adm1_pcode",
    "gid_1",
    "pcode",
    "code",
    "iso",
    "id",
)
_AREAS: Final = {GeometryType.POLYGON, GeometryType.MULTIPOLYGON}


class AreaSet(msgspec.Struct, frozen=True):
    """A set in a project, and how many areas it has."""

    layer: str
    title: str
    count: int


class LoadedAreas(msgspec.Struct, kw_only=True):
    """What became of a file: accepted + rejected = rows; several rows of one name and code are one zone.

    `name`, `code`: the columns that were taken for these.
    """

    title: str
    name: str
    code: str
    rows: int = 0
    accepted: int = 0
    zones: list[Zone] = []
    reasons: list[Rejected] = []
    notes: list[str] = []


def read_areas(tables: Sequence[Table], title: str, name: str = "", code: str = "") -> LoadedAreas:
    """The areas of a file under the title of their set; columns that are not named are guessed from usual ones.

    WorldError where there is no column for names. Areas that cross themselves are mended, and a note says so.
    """
    columns = list(dict.fromkeys(column for table in tables for column in table.columns))
    loaded = LoadedAreas(title=title, name=_column(columns, name, NAMES), code=_column(columns, code, CODES))
    if not loaded.name:
        raise WorldError(
            f"No column is known to hold names (there are {', '.join(columns[:8])}); say which with --name."
        )
    layer = new_id()
    mended = 0
    whole: dict[tuple[str, str], list[Zone]] = {}
    for table in tables:
        for batch in table.batches():
            loaded.reasons += batch.rejected
            loaded.rows += len(batch.numbers) + len(batch.rejected)
            geometries = batch.geometries or [None] * len(batch.numbers)
            for at, (number, geometry) in enumerate(zip(batch.numbers, geometries, strict=True)):
                cells = {column: values[at] for column, values in batch.columns.items()}
                shape, reason, was_mended = _shape(geometry)
                called = str(cells.get(loaded.name) or "").strip()
                if shape is None or not called:
                    loaded.reasons.append(Rejected(number, reason or f"It has no name in “{loaded.name}”."))
                    continue
                mended += was_mended
                loaded.accepted += 1
                zone = _zone(layer, loaded, called, shape, cells)
                key = (zone.title, zone.dataset_id) if zone.dataset_id else (zone.id, "")
                whole.setdefault(key, []).append(zone)
    loaded.zones = [_in_one(parts) for parts in whole.values()]
    if mended:
        loaded.notes.append(f"{mended:,} areas crossed themselves and were mended.")
    return loaded


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
            raise WorldError(f"“{self.loaded.title}” holds no area with a name, so nothing was loaded.")
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
            raise WorldError(f"“{self.loaded.title}” holds no area with a name, so nothing was replaced.")
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


def kept_note(kept: Sequence[str]) -> list[str]:
    """What a person should hear of areas that a new edition does not have and that stay."""
    if not kept:
        return []
    some = ", ".join(f"“{name}”" for name in kept[:5])
    return [f"{len(kept):,} that the new edition does not have stay, because something refers to them: {some}."]


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


def _column(columns: Sequence[str], asked: str, usual: Sequence[str]) -> str:
    own = {column.casefold(): column for column in reversed(columns)}
    if asked:
        if asked.casefold() not in own:
            raise WorldError(f"There is no column “{asked}”; there are {', '.join(columns[:12])}.")
        return own[asked.casefold()]
    return next((own[name] for name in usual if name in own), "")


def _shape(geometry: Geometry | None) -> tuple[Geometry | None, str, bool]:
    """The area, why there is none, and whether it had to be mended."""
    if geometry is None:
        return None, "It has no shape.", False
    if geometry.type not in _AREAS:
        return None, f"It is a {geometry.type.value}, not an area.", False
    found = mend(geometry)
    if found is None:
        return geometry, "", False
    return found.geometry, found.problem, found.geometry is not None


def _in_one(parts: list[Zone]) -> Zone:
    """A district whose islands have rows of their own."""
    shapes = [part.geometry for part in parts if part.geometry is not None]
    return parts[0] if len(parts) == 1 else msgspec.structs.replace(parts[0], geometry=union_of_areas(shapes))


def _zone(layer: str, loaded: LoadedAreas, called: str, shape: Geometry, cells: dict[str, Cell]) -> Zone:
    known = {loaded.name, loaded.code}
    attributes: dict[str, Scalar] = {
        name: value for name, value in cells.items() if name not in known and value is not None
    }
    names = BETWEEN_NAMES.join(other_names(cells, loaded.name))
    if names:
        attributes[OTHER_NAMES] = names
    code = str(cells.get(loaded.code) or "") if loaded.code else ""
    return Zone(
        id=new_id(),
        layer=layer,
        title=called[:500],
        type=NAMED_AREA,
        status=Status.CONFIRMED,
        where_prec=5,
        geometry=shape,
        place=called[:500],
        attributes=attributes,
        dataset=f"{DATASET}{loaded.title}"[:500],
        dataset_id=code[:500],
    )
