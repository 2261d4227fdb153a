"""Named areas as they are read from a file: which columns name them, which rows are none, and why."""

from collections.abc import Sequence
from typing import Final

import msgspec

from libyamap.app.area_names import other_names
from libyamap.app.importing.rows import Cell, Rejected, Table, Unplaced
from libyamap.app.mend import mend
from libyamap.app.named_areas import BETWEEN_NAMES, NAMED_AREA, OTHER_NAMES
from libyamap.domain.geometry import Geometry, GeometryType, union_of_areas
from libyamap.domain.ids import new_id
from libyamap.domain.model import Scalar, Zone
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


def read_areas(tables: Sequence[Table], title: str, name: str = "", code: str = "", crs: str = "") -> LoadedAreas:
    """The areas of a file under the title of their set; columns that are not named are guessed from usual ones.

    `crs`: the reference system of shapes whose file names none. WorldError where there is no column for names. Areas
    that cross themselves are mended, and a note says so.
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
        if crs and isinstance(table, Unplaced):
            table.in_system(crs)
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
        loaded.notes.append(
            "1 area crossed itself and was mended."
            if mended == 1
            else f"{mended:,} areas crossed themselves and were mended."
        )
    return loaded


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
