"""Which column of a table means what: the shape that presets, guesses and a person's own choices share.

Column names are those of the file; `lat|latitude` is the first of them that the file has. `title`, `description` and
`place` may be templates: `{sub_event_type} in {location}`.
"""

import re
from typing import Literal

import msgspec

from libyamap.domain.vocabulary import Kind, Role

DateOrder = Literal["", "day-first", "month-first"]
Span = Literal["day", "week", "month", "year", "range"]
_NAMES = re.compile(r"\{([^{}]+)\}")

EMPTY = ("", "NULL", "null", "NA", "N/A", "n/a", "#N/A", "NaN", "nan", "None")


class ActorColumns(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A column with the name of an actor, or of several between `split`."""

    column: str
    role: Role = Role.ACTOR
    split: str = ""


class SourceColumns(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Columns of the documents that say so. With `split`, each cell holds several, in step with each other."""

    title: str = ""
    url: str = ""
    publisher: str = ""
    published: str = ""
    split: str = ""


class Hint(msgspec.Struct, frozen=True, kw_only=True):
    """Words in a column that make a precision code coarser: where `code` is given and `words` match, it is `means`."""

    column: str
    code: str
    words: str
    means: int


class Mapping(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the columns of a table mean; empty where there is no such column.

    `kind` None: areas become zones, the rest events where there is a date, else sites. `types`, `precisions` (0: as if
    no code were given) and `date_precisions` translate the codes of a data set. `swapped`: the columns for latitude and
    longitude are exchanged. `crs`: the reference system (“EPSG:32633”) in which they are northing and easting; empty:
    degrees of WGS 84. `empty`: texts that stand for no value. `hidden`: columns not worth keeping as attributes.
    """

    kind: Kind | None = None
    id: str = ""
    title: str = ""
    description: str = ""
    type: str = ""
    types: dict[str, str] = {}
    latitude: str = ""
    longitude: str = ""
    coordinates: str = ""
    wkt: str = ""
    swapped: bool = False
    crs: str = ""
    date: str = ""
    end: str = ""
    date_order: DateOrder = ""
    date_precision: str = ""
    date_precisions: dict[str, Span] = {}
    precision: str = ""
    precisions: dict[str, int] = {}
    precision_hints: tuple[Hint, ...] = ()
    radius: str = ""
    place: str = ""
    country: str = ""
    layer: str = ""
    symbol: str = ""
    actors: tuple[ActorColumns, ...] = ()
    sources: tuple[SourceColumns, ...] = ()
    tags: str = ""
    tags_split: str = ""
    empty: tuple[str, ...] = EMPTY
    hidden: tuple[str, ...] = ()


def columns_in(template: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that a template names; a template that is itself a column's name means that column."""
    if not template:
        return ()
    if template in columns:
        return (template,)
    return tuple(_NAMES.findall(template))


def columns_used(mapping: Mapping, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Every column that the mapping names, also those that are not in the table."""
    plain = (
        mapping.id, mapping.type, mapping.latitude, mapping.longitude, mapping.coordinates, mapping.wkt, mapping.date,
        mapping.end, mapping.date_precision, mapping.precision, mapping.radius, mapping.country, mapping.layer,
        mapping.symbol, mapping.tags,
    )  # fmt: skip
    parts = [each.column for each in mapping.actors] + [hint.column for hint in mapping.precision_hints]
    for source in mapping.sources:
        parts += [source.title, source.url, source.publisher, source.published]
    templates = (mapping.title, mapping.description, mapping.place)
    named = [name for template in templates for name in columns_in(template, columns)]
    return tuple(dict.fromkeys(filter(None, (*plain, *parts, *named))))


def fitted(mapping: Mapping, columns: tuple[str, ...]) -> Mapping:
    """The mapping with the table's own spelling of its columns, without those that the table does not have."""
    own = {name.strip().casefold(): name for name in reversed(columns)}

    def column(names: str) -> str:
        return next((own[key] for name in names.split("|") if (key := name.strip().casefold()) in own), "")

    def template(text: str) -> str:
        if "{" not in text:
            return column(text)
        return _NAMES.sub(lambda match: f"{{{column(match[1])}}}" if column(match[1]) else "", text).strip()

    plain = (
        "id", "type", "latitude", "longitude", "coordinates", "wkt", "date", "end", "date_precision", "precision",
        "radius", "country", "layer", "symbol", "tags",
    )  # fmt: skip
    return msgspec.structs.replace(
        mapping,
        **{name: column(getattr(mapping, name)) for name in plain},
        **{name: template(getattr(mapping, name)) for name in ("title", "description", "place")},
        actors=tuple(
            msgspec.structs.replace(each, column=column(each.column)) for each in mapping.actors if column(each.column)
        ),
        sources=tuple(
            msgspec.structs.replace(
                each, **{part: column(getattr(each, part)) for part in ("title", "url", "publisher", "published")}
            )
            for each in mapping.sources
        ),
        precision_hints=tuple(
            msgspec.structs.replace(hint, column=column(hint.column))
            for hint in mapping.precision_hints
            if column(hint.column)
        ),
        hidden=tuple(filter(None, map(column, mapping.hidden))),
    )


def without_places(mapping: Mapping) -> Mapping:
    """The mapping for a file whose format says itself where its rows are: columns named x or grid are plain ones."""
    return msgspec.structs.replace(mapping, latitude="", longitude="", coordinates="", wkt="")


_NORTHINGS = ("northing", "northings", "utm n", "utm northing", "hochwert", "y", "y coord", "latitude", "lat")
_EASTINGS = ("easting", "eastings", "utm e", "utm easting", "rechtswert", "x", "x coord", "longitude", "lon")


def in_system(mapping: Mapping, crs: str, columns: tuple[str, ...]) -> Mapping:
    """The mapping for a file whose coordinates are in this reference system, with its two columns by their names."""
    own = {" ".join(name.casefold().replace("_", " ").split()): name for name in reversed(columns)}

    def named(chosen: str, usual: tuple[str, ...]) -> str:
        return chosen or next((own[name] for name in usual if name in own), "")

    return msgspec.structs.replace(
        mapping,
        crs=crs,
        latitude=named(mapping.latitude, _NORTHINGS),
        longitude=named(mapping.longitude, _EASTINGS),
    )


def shape_of(columns: tuple[str, ...]) -> str:
    """What a mapping is remembered by: the names of the columns, in whatever order and case."""
    return "\n".join(sorted(name.strip().casefold() for name in columns))
