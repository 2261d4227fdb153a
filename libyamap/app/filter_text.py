"""A filter as one line of text, for the command line, the window and scripts: `type:battle actor:LNA time:2016-05`.

Conditions are `name:value`, parted by spaces; several values of one condition are parted by commas. A value with
spaces, commas or colons stands in double quotes, in which a backslash stands before a quote or a backslash. Words
without a name are looked for in the texts. `saved:NAME` begins with a filter that the project keeps under this name,
and what follows is added to it; it stands first. After a time, `certainly` asks for what lies in it as a whole. Actors
and layers go by their names, actors by short names and aliases too; provinces by name or code, countries by ISO 3166-1
alpha-3 code.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from libyamap.app.filter import Filter, checked_filter
from libyamap.app.filter_area import area_text
from libyamap.app.filter_names import (
    actor_named,
    area_named,
    country_named,
    grade_of,
    is_no,
    layer_named,
    province_named,
    saved_named,
    word_of,
)
from libyamap.app.filter_words import Names
from libyamap.app.time_words import read_time
from libyamap.domain.vocabulary import Certainty, Kind, Status
from libyamap.errors import InvalidValue

LONGEST: Final = 200_000
CONDITIONS: Final = (
    "layer", "kind", "type", "actor", "tag", "status", "grade", "certainty", "area", "country", "province", "time",
    "located", "dataset", "saved",
)  # fmt: skip
_PIECE = re.compile(r'(?:(?P<name>[a-z]+):)?(?P<value>(?:"(?:[^"\\]|\\.)*"|[^\s"])+)')
_VALUE = re.compile(r'"((?:[^"\\]|\\.)*)"|([^,"]+)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PLAIN = re.compile(r"[^\s\",:\\]+")


class _Piece(NamedTuple):
    name: str
    values: list[str]
    quoted: bool


def filter_from_text(text: str, names: Names) -> Filter:
    """The filter that the text asks for. InvalidValue says what in it makes no sense."""
    if len(text) > LONGEST:
        raise InvalidValue("filter", f"This filter has {len(text):,} characters; that is too long to be one.")
    fields: dict[str, Any] = {}
    words: list[str] = []
    before = ""
    for piece in _pieces(text):
        if not piece.name and before == "time" and not piece.quoted and piece.values[0] in {"certainly", "possibly"}:
            fields["time_match"] = piece.values[0]
        elif not piece.name:
            words += piece.values
        elif piece.name == "saved":
            if fields or words:
                raise InvalidValue("filter", "“saved:” stands before all other conditions.")
            fields = saved_named(piece.values[0], names)
            words = [str(fields.pop("text", ""))]
        elif piece.name not in CONDITIONS:
            known = ", ".join(CONDITIONS)
            raise InvalidValue("filter", f"There is no condition “{piece.name[:40]}”: known are {known}. "
                               "Words with a colon stand in double quotes.")  # fmt: skip
        else:
            _take(piece, fields, names)
        before = piece.name
    return checked_filter(Filter(text=" ".join(filter(None, words)), **fields))


def text_of(asked: Filter, names: Names) -> str:
    """The text that gives this filter back."""
    return " ".join(_written(asked, names))


def _take(piece: _Piece, fields: dict[str, Any], names: Names) -> None:
    readers: dict[str, tuple[str, Callable[[str], object]]] = {
        "layer": ("layers", lambda value: layer_named(value, names)),
        "kind": ("kinds", lambda value: word_of(value, Kind, "kind")),
        "type": ("types", str),
        "actor": ("actors", lambda value: actor_named(value, names)),
        "tag": ("tags", str),
        "status": ("statuses", lambda value: word_of(value, Status, "status")),
        "country": ("countries", lambda value: country_named(value, names)),
        "dataset": ("datasets", str),
    }
    value = piece.values[0]
    match piece.name:
        case "grade":
            fields["reliability"], fields["credibility"] = grade_of(value)
        case "certainty":
            fields["certainty"] = word_of(value, Certainty, "certainty")
        case "area":
            fields["area"] = area_named(",".join(piece.values), names)
        case "time":
            fields["time"] = read_time(",".join(piece.values))
        case "located":
            fields["not_located"] = is_no(value)
        case "province":
            known = fields.get("countries", ())
            _add(fields, "provinces", (province_named(each, names, known) for each in piece.values))
        case name:
            field, read = readers[name]
            _add(fields, field, map(read, piece.values))


def _add(fields: dict[str, Any], field: str, values: Iterable[object]) -> None:
    fields[field] = tuple(dict.fromkeys((*fields.get(field, ()), *values)))


# ---- reading


def _pieces(text: str) -> Iterator[_Piece]:
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        match = _PIECE.match(text, at)
        if match is None:
            raise InvalidValue("filter", f"A double quote is not closed: {text[at : at + 40]}")
        at = match.end()
        values = _values(match["value"])
        if not values:
            raise InvalidValue("filter", f"“{match[0][:40]}” has no value.")
        yield _Piece(match["name"] or "", values, '"' in match["value"])


def _values(text: str) -> list[str]:
    found = [
        _ESCAPED.sub(r"\1", match[1]) if match[1] is not None else match[2].strip() for match in _VALUE.finditer(text)
    ]
    return [value for value in found if value]


# ---- writing


def _written(asked: Filter, names: Names) -> Iterator[str]:
    if asked.text:
        yield " ".join(_quoted(word) for word in asked.text.split())
    yield from _list("layer", asked.layers, lambda key: _unless_shared(names.layer(key), key, layer_named, names))
    yield from _list("kind", asked.kinds, str)
    yield from _list("type", asked.types, str)
    yield from _list("actor", asked.actors, lambda key: _unless_shared(names.actor(key), key, actor_named, names))
    yield from _list("tag", asked.tags, str)
    yield from _list("status", asked.statuses, str)
    yield from _list("country", asked.countries, str)
    yield from _list("province", asked.provinces, str)
    yield from _list("dataset", asked.datasets, str)
    if asked.reliability is not None or asked.credibility is not None:
        yield f"grade:{asked.reliability.value if asked.reliability else ''}{asked.credibility or ''}"
    if asked.certainty is not None:
        yield f"certainty:{_quoted(asked.certainty.value)}"
    if asked.area is not None:
        yield f'area:"{area_text(asked.area)}"'
    if asked.time:
        yield f"time:{_quoted(asked.time)}"
        if asked.time_match == "certainly":
            yield "certainly"
    if asked.not_located:
        yield "located:no"


def _list(name: str, values: Sequence[str], say: Callable[[str], str]) -> Iterator[str]:
    if values:
        yield f"{name}:{','.join(_quoted(say(value)) for value in values)}"


def _unless_shared(words: str, key: str, read: Callable[[str, Names], str], names: Names) -> str:
    """The name, where it leads back to this one; else the id."""
    try:
        return words if read(words, names) == key else key
    except InvalidValue:
        return key


def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value) and value not in {"certainly", "possibly"}:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
