"""The rules a record must obey on its own; `check` is called before anything is written and by `validate`."""

import re
from collections.abc import Iterator

import msgspec

from libyamap.domain.geometry import Bounds, GeometryType, area_problem, checked_geometry
from libyamap.domain.ids import checked_id
from libyamap.domain.model import (
    Actor,
    Alias,
    Attachment,
    Claim,
    Feature,
    Layer,
    Link,
    Project,
    Record,
    SavedFilter,
    SavedView,
    Source,
    Zone,
)
from libyamap.domain.precision import PRECISION_WORDS
from libyamap.domain.time import span_of
from libyamap.errors import InvalidValue

MAX_TITLE = 500
MAX_TEXT = 100_000
MAX_ATTACHMENT_BYTES = 50 * 1024 * 1024
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_COUNTRY = re.compile(r"[A-Z]{3}")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT_TEXTS = frozenset(
    {"title", "name", "short_name", "place", "type", "locator", "tags", "aliases"}
    | {"dataset", "dataset_id", "dataset_digest", "says_place", "media_type", "subtitle", "marking", "theme"}
)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")
_SYMBOL = re.compile(r"[0-9]{20}|[0-9]{30}")


def check(record: Record) -> None:
    """Raise the first InvalidValue of the record, if there is one."""
    for problem in problems(record):
        raise problem


def problems(record: Record) -> Iterator[InvalidValue]:
    """All that is wrong with the record on its own (references to others are checked by the session)."""
    yield from _caught(checked_id, record.id)
    yield from _text_problems(record)
    if isinstance(record, Feature):
        yield from _feature_problems(record)
    elif isinstance(record, Actor):
        yield from _actor_problems(record)
    elif isinstance(record, Source):
        yield from _required("title", record.title)
        yield from _time_problems("published", record.published)
    elif isinstance(record, Claim):
        yield from _claim_problems(record)
    elif isinstance(record, Layer):
        yield from _required("title", record.title)
        if not 0 <= record.opacity <= 1:
            yield InvalidValue("opacity", f"Opacity is a number from 0 to 1, not {record.opacity:g}.")
    elif isinstance(record, Project):
        yield from _project_problems(record)
    elif isinstance(record, Attachment):
        yield from _attachment_problems(record)
    elif isinstance(record, SavedFilter | SavedView):
        yield from _saved_problems(record)


def _caught(rule: object, *values: object) -> Iterator[InvalidValue]:
    try:
        if callable(rule):
            rule(*values)
    except InvalidValue as problem:
        yield problem


def _time_problems(field: str, edtf: str) -> Iterator[InvalidValue]:
    for problem in _caught(span_of, edtf):
        yield InvalidValue(field, str(problem))


def _required(field: str, text: str) -> Iterator[InvalidValue]:
    if not text.strip():
        yield InvalidValue(field, f"The {field} is empty; give it a few words.")


def _text_problems(record: Record) -> Iterator[InvalidValue]:
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if not value:
            continue  # most fields of most records: reading hundreds of features is what a map does at each step
        limit = MAX_TITLE if field in _SHORT_TEXTS else MAX_TEXT
        for text in (value,) if type(value) is str else _texts(value):
            if len(text) > limit:
                yield InvalidValue(field, f"The {field} is {len(text):,} characters long; at most {limit:,} fit.")
            if "\x00" in text:
                yield InvalidValue(field, f"The {field} contains a NUL character; remove it.")
            if not text.isascii() and _LONE_SURROGATE.search(text):
                yield InvalidValue(field, f"The {field} contains half a character, which no file can hold; remove it.")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Alias):
        yield from (value.text, value.language)
    elif isinstance(value, tuple | dict):
        for part in value:
            yield from _texts(part)
        if isinstance(value, dict):
            yield from _texts(tuple(value.values()))


def _feature_problems(feature: Feature) -> Iterator[InvalidValue]:
    yield from _required("title", feature.title)
    yield from _caught(span_of, feature.time)
    yield from _place_problems(feature)
    if feature.symbol and not is_symbol(feature.symbol):
        yield InvalidValue("symbol", "A symbol code of APP-6D has 20 digits.")
    if isinstance(feature, Zone) and feature.geometry is not None:
        problem = area_problem(feature.geometry)
        if problem:
            yield InvalidValue("geometry", problem)
    if isinstance(feature, Link) and feature.origin and feature.origin == feature.target:
        yield InvalidValue("target", "A link cannot lead from something to itself; choose another end.")


def is_symbol(code: str) -> bool:
    """Whether it is an identification code of APP-6D."""
    return _SYMBOL.fullmatch(code) is not None


def _place_problems(feature: Feature) -> Iterator[InvalidValue]:
    if feature.geometry is not None:
        yield from _caught(checked_geometry, feature.geometry)
        if isinstance(feature, Zone) and feature.geometry.type not in {GeometryType.POLYGON, GeometryType.MULTIPOLYGON}:
            yield InvalidValue("geometry", "A zone is an area; give it a polygon.")
        if isinstance(feature, Link) and feature.geometry.type is not GeometryType.LINESTRING:
            yield InvalidValue("geometry", "A link is a line from one place to another.")
    if feature.where_prec is not None and feature.where_prec not in PRECISION_WORDS:
        yield InvalidValue("where_prec", f"Place precision is a number from 1 to 7, not {feature.where_prec}.")
    if feature.radius_m is not None and not 0 < feature.radius_m <= 2_000_000:
        yield InvalidValue("radius_m", f"A radius lies between 0 and 2,000 km, not {feature.radius_m / 1000:g} km.")
    if feature.country and not _COUNTRY.fullmatch(feature.country):
        yield InvalidValue("country", f"“{feature.country[:20]}” is not a country code of three letters such as LBY.")


def _actor_problems(actor: Actor) -> Iterator[InvalidValue]:
    yield from _required("name", actor.name)
    if not _COLOUR.fullmatch(actor.colour):
        yield InvalidValue("colour", f"“{actor.colour[:20]}” is not a colour such as #0072B2.")
    if actor.country and not _COUNTRY.fullmatch(actor.country):
        yield InvalidValue("country", f"“{actor.country[:20]}” is not a country code of three letters such as LBY.")


def _claim_problems(claim: Claim) -> Iterator[InvalidValue]:
    if not 1 <= claim.credibility <= 6:
        yield InvalidValue("credibility", f"Credibility is a number from 1 to 6, not {claim.credibility}.")
    yield from _time_problems("says_time", claim.says_time)
    if claim.says_geometry is not None:
        yield from _caught(checked_geometry, claim.says_geometry, "says_geometry")


def _attachment_problems(attachment: Attachment) -> Iterator[InvalidValue]:
    yield from _required("name", attachment.name)
    if not _SHA256.fullmatch(attachment.sha256):
        yield InvalidValue("sha256", "The SHA-256 of a file has 64 hexadecimal digits.")
    if not _MEDIA_TYPE.fullmatch(attachment.media_type):
        yield InvalidValue("media_type", f"“{attachment.media_type[:40]}” is not a media type such as image/png.")
    if not 0 < attachment.size <= MAX_ATTACHMENT_BYTES:
        limit = MAX_ATTACHMENT_BYTES // 1024**2
        yield InvalidValue("size", f"An attached file has at least a byte and at most {limit} MB.")


def _saved_problems(record: SavedFilter | SavedView) -> Iterator[InvalidValue]:
    yield from _required("title", record.title)
    yield from _object_problems("filter", record.filter)
    if isinstance(record, SavedView):
        yield from _object_problems("content", record.content)
        yield from _time_problems("window", record.window)
        yield from _time_problems("as_of", record.as_of)
        yield from _bounds_problems("The view", record.bounds)
        for shown in record.layers.values():
            if not 0 <= shown.opacity <= 1:
                yield InvalidValue("layers", f"Opacity is a number from 0 to 1, not {shown.opacity:g}.")


def _object_problems(field: str, text: str) -> Iterator[InvalidValue]:
    try:
        msgspec.json.decode(text, type=dict[str, object])
    except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError):
        yield InvalidValue(field, f"The {field} is not a JSON object.")


def _project_problems(project: Project) -> Iterator[InvalidValue]:
    yield from _required("title", project.title)
    yield from _time_problems("as_of", project.as_of)
    yield from _bounds_problems("The opening view", project.bounds)


def _bounds_problems(noun: str, bounds: Bounds) -> Iterator[InvalidValue]:
    west, south, east, north = bounds
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south < north <= 90):
        yield InvalidValue("bounds", f"{noun} needs west, south, east, north in degrees, south below north.")
