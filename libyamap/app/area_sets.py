"""Sets of named areas: read from a file, loaded into a project as one step, listed, taken out again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from libyamap.app.importing.rows import Cell, Rejected, Table
from libyamap.app.mend import mend
from libyamap.app.named_areas import LAYER_NOTE, NAMED_AREA
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
    counts: dict[str, int] = {}
    for zone in reader.all(Zone):
        if zone.type == NAMED_AREA:
            counts[zone.layer] = counts.get(zone.layer, 0) + 1
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
            raise WorldError(f"There is a layer “{self.loaded.title}” already; give the areas another title.")
        position = max((layer.position for layer in layers), default=-1) + 1
        layer = Layer(id=self.loaded.zones[0].layer, title=self.loaded.title, visible=False, position=position,
                      description=LAYER_NOTE)  # fmt: skip
        transaction.put(layer)
        transaction.insert_many(self.loaded.zones)


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
            if zone.type == NAMED_AREA and zone.layer == self.area_set.layer:
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
