"""A feature as a row for people, and as the one column that carries it exactly.

The readable columns may be edited in another program: coming back, whatever differs there from what the carrier would
say is taken as the editor's change (`app.importing.own`).
"""

from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final, NamedTuple

import msgspec

from libyamap.app.exporting.dossier import Dossier
from libyamap.app.exporting.rows import CARRIER
from libyamap.app.exporting.winding import turned
from libyamap.app.importing.rows import Cell
from libyamap.domain.geometry import Geometry
from libyamap.domain.model import FEATURE_CLASSES, Actor, Claim, Feature, Layer, Record, Source
from libyamap.domain.vocabulary import Kind

OWN_COLUMNS: Final = (
    "id", "kind", "layer", "title", "type", "status", "certainty", "time", "time_note", "where_prec", "radius_m",
    "place", "place_note", "country", "province", "actors", "sources", "symbol", "tags", "description", "dataset",
    "dataset_id",
)  # fmt: skip
EDITABLE: Final = (
    "title", "type", "status", "certainty", "time", "time_note", "where_prec", "radius_m", "place", "place_note",
    "country", "province", "symbol", "tags", "description",
)  # fmt: skip
BETWEEN: Final = "; "


_HERE: Final = "here"


class Carrier(msgspec.Struct, omit_defaults=True, kw_only=True):
    """Everything of a feature but its geometry, which every format has its own way to write.

    `turned` are the rings of an area that GeoJSON writes the other way round.
    """

    kind: Kind
    feature: msgspec.Raw
    layer: msgspec.Raw = msgspec.Raw(b"null")
    actors: tuple[msgspec.Raw, ...] = ()
    claims: tuple[Claim, ...] = ()
    sources: tuple[msgspec.Raw, ...] = ()
    turned: tuple[int, ...] = ()


def cells_of(feature: Feature, layer: str, actors: tuple[str, ...], sources: tuple[str, ...]) -> tuple[Cell, ...]:
    """The readable cells in the order of OWN_COLUMNS."""
    return (
        feature.id, feature.kind.value, layer, feature.title, feature.type or None, feature.status.value,
        feature.certainty.value if feature.certainty else None, feature.time or None, feature.time_note or None,
        feature.where_prec, feature.radius_m, feature.place or None, feature.place_note or None,
        feature.country or None,
        feature.province or None, BETWEEN.join(actors) or None, BETWEEN.join(sources) or None, feature.symbol or None,
        BETWEEN.join(feature.tags) or None, feature.description or None, feature.dataset or None,
        feature.dataset_id or None,
    )  # fmt: skip


def row_of(dossier: Dossier, extra: tuple[str, ...]) -> tuple[Cell, ...]:
    """The whole row: readable cells, attributes in the order of `extra`, the carrier."""
    feature = dossier.feature
    attributes = feature.attributes
    return (
        *cells_of(
            feature,
            dossier.layer.title,
            tuple(actor.name for actor in dossier.actors),
            names_of_sources(dossier.sources),
        ),
        *(attributes.get(name) for name in extra),
        carrier_of(dossier),
    )


def columns_with(extra: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the columns of `row_of`, no two of which differ by their case alone, as tables of SQL cannot have them.

    An attribute named as one of ours, or as an earlier one, is told apart.
    """
    columns: dict[str, str] = {}
    for name in extra:
        column, count = name, 1
        while (key := column.casefold()) in _TAKEN or key in columns:
            column = attribute_column(name, count)
            count += 1
        columns[key] = column
    return (*OWN_COLUMNS, *columns.values(), CARRIER)


def attribute_column(name: str, count: int = 1) -> str:
    """The column of an attribute whose own name is another column's already."""
    return f"{name} (attribute)" if count == 1 else f"{name} (attribute {count})"


_TAKEN: Final = frozenset({*OWN_COLUMNS, CARRIER, "latitude", "longitude", "wkt", "geometry", "geom", "fid"})


def carrier_of(dossier: Dossier) -> str:
    """The carrier's JSON."""
    feature = dossier.feature
    saying = SAYING[type(feature)]
    said = saying.make(*saying.values(feature))
    return carrier_saying(
        feature.kind, said, feature.geometry, dossier.layer, dossier.actors, dossier.claims, dossier.sources
    )


def carrier_saying(
    kind: Kind,
    said: object,
    geometry: Geometry | None,
    layer: Layer,
    actors: tuple[Actor, ...],
    claims: tuple[Claim, ...],
    sources: tuple[Source, ...],
) -> str:
    """The carrier's JSON of what is said of a feature, with all that belongs to it."""
    carrier = Carrier(
        kind=kind,
        feature=msgspec.Raw(encode(said)),
        layer=_raw(layer),
        actors=tuple(map(_raw, actors)),
        claims=claims,
        sources=tuple(map(_raw, sources)),
        turned=turned(geometry),
    )
    return encode(carrier).decode()


def frame_of_carrier(kind: Kind, layer: Layer) -> tuple[str, str]:
    """What stands before and after what is said of a feature, where nothing but a layer belongs to it."""
    head, tail = carrier_saying(kind, _HERE, None, layer, (), (), ()).split(f'"{_HERE}"', 1)
    return head, tail


def names_of_sources(sources: tuple[Source, ...]) -> tuple[str, ...]:
    """What a reader finds them by."""
    return tuple(source.url or source.title for source in sources)


encode = msgspec.json.Encoder().encode


class Saying(NamedTuple):
    """For a kind of feature: `make` a struct that says what is not as usual, of the `values` of a feature.

    `usual` says by name what that is; None for a field that is always said.
    """

    kind: Kind
    make: Callable[..., Any]
    values: Callable[[Feature], tuple[Any, ...]]
    usual: dict[str, Any]


def _saying(record_type: type[Feature]) -> Saying:
    usual: dict[str, Any] = {}
    made: list[Any] = []
    for field in msgspec.structs.fields(record_type):
        if field.name == "geometry":
            continue
        if field.required:
            usual[field.name] = None
            made.append((field.name, Any))
            continue
        given = field.default is not msgspec.NODEFAULT
        usual[field.name] = field.default if given else field.default_factory()
        made.append((field.name, Any, usual[field.name]))
    make = msgspec.defstruct(record_type.__name__, made, omit_defaults=True)
    return Saying(record_type.KIND, make, attrgetter(*usual), usual)


SAYING: Final[dict[type[Record], Saying]] = {kind: _saying(kind) for kind in FEATURE_CLASSES.values()}


@lru_cache(maxsize=50_000)
def _encoded(key: "_ByIdentity") -> msgspec.Raw:
    return msgspec.Raw(encode(_not_as_usual(key.record)))


def _not_as_usual(record: Record) -> dict[str, Any]:
    """The fields of a record that say more than their default, which whoever reads it fills in."""
    said = {}
    for field in msgspec.structs.fields(type(record)):
        value = getattr(record, field.name)
        if field.required or value != _default_of(field):
            said[field.name] = value
    return said


def _default_of(field: msgspec.structs.FieldInfo) -> Any:
    return field.default if field.default is not msgspec.NODEFAULT else field.default_factory()


class _ByIdentity:
    """A record as a key of a cache: the same object is the same key."""

    __slots__ = ("record",)

    def __init__(self, record: Actor | Source | Layer) -> None:
        self.record = record

    def __hash__(self) -> int:
        return id(self.record)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.record is self.record


def _raw(record: Actor | Source | Layer) -> msgspec.Raw:
    return _encoded(_ByIdentity(record))
